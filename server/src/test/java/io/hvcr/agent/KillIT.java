// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.simulator.SimulatedFabric;
import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a real agent at random moments and holds what is left against a model.
 *
 * <p>Each round sends changing calls, every one under an idempotency key of its own, and kills the process somewhere among
 * them. What has to hold whenever the agent is back:
 *
 * <ul>
 *   <li>nothing acknowledged is lost: the journal has every operation whose id a caller was given;
 *   <li>nothing is carried out twice: sending everything again under its old key makes no call, and the host has seen at
 *       most one job for each key;
 *   <li>nothing is invented: what the journal calls succeeded, the host has done; and the collections are in the state in
 *       which the last suspension or resumption that took effect has left them.
 * </ul>
 */
class KillIT {

    private static final int KILLS = 50;
    private static final int CALLS_A_ROUND = 6;
    /** Job type of contract 3.5. */
    private static final int SUSPEND_OR_RESUME = 96;

    private static final String RESET = "ResetReplicationStatistics";
    private static final List<String> COLLECTIONS = List.of("crm", "print");

    @TempDir
    Path folder;

    /** A call that was sent, and what its sender learned. */
    private static final class Sent {
        private final String key;
        private final String method;
        private final String collection;
        private String operationId = "";

        Sent(String key, String method, String collection) {
            this.key = key;
            this.method = method;
            this.collection = collection;
        }

        JsonObject params() {
            return Json.object()
                    .put("Collection", collection)
                    .put("wait", "accepted")
                    .put("idempotencyKey", key)
                    .build();
        }
    }

    private final Map<String, Sent> sent = new LinkedHashMap<>();

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void losesNothingAndRepeatsNothingWheneverItIsKilled() throws Exception {
        long seed = Long.getLong("hvcr.seed", new Random().nextLong());
        System.out.println("KillIT: repeat with -Dhvcr.seed=" + seed);
        Random random = new Random(seed);
        Path fabric = folder.resolve("fabric.db");
        for (int round = 0; round < KILLS; round++) {
            try (AgentProcess agent = serve(fabric)) {
                acknowledgedIsThere(agent);
                callAndKill(agent, random, round);
            }
        }
        try (AgentProcess agent = serve(fabric)) {
            acknowledgedIsThere(agent);
            List<JsonObject> operations = settled(agent);
            sendAgain(agent);
            assertThat(operations(agent)).hasSameSizeAs(operations);
            compare(operations, fabric);
        }
    }

    private AgentProcess serve(Path fabric) throws Exception {
        return AgentProcess.serve(
                folder.resolve("data"), "--site", "primary", "--fabric", fabric.toString(), "--clock", "realtime");
    }

    /** Sends calls one after the other while a clock of its own runs towards the kill. */
    private void callAndKill(AgentProcess agent, Random random, int round) throws Exception {
        long delay = random.nextInt(400);
        Thread killer = Thread.ofPlatform().start(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(delay);
                agent.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 0; i < CALLS_A_ROUND && killer.isAlive(); i++) {
            Sent call = new Sent(
                    "round-" + round + "-" + i,
                    List.of(RESET, RESET, "SuspendReplication", "ResumeReplication")
                            .get(random.nextInt(4)),
                    COLLECTIONS.get(random.nextInt(COLLECTIONS.size())));
            sent.put(call.key, call);
            try {
                learn(call, agent.call("hyperv." + call.method, call.params()));
            } catch (IOException killed) {
                break;
            }
        }
        killer.join();
    }

    /**
     * A result or an error that names its operation is an acknowledgement; a refusal because of another operation names
     * that other one.
     */
    private static void learn(Sent call, JsonObject answer) {
        answer.object("result")
                .or(() -> answer.object("error")
                        .flatMap(e -> e.object("data"))
                        .filter(d -> !d.string("reason").orElse("").equals("collection_busy")))
                .flatMap(r -> r.string("operationId"))
                .ifPresent(id -> call.operationId = id);
    }

    private void acknowledgedIsThere(AgentProcess agent) throws Exception {
        Map<String, String> methods = new LinkedHashMap<>();
        for (JsonObject operation : operations(agent)) {
            methods.put(
                    operation.string("id").orElseThrow(),
                    operation.string("method").orElseThrow());
        }
        for (Sent call : sent.values()) {
            if (!call.operationId.isEmpty()) {
                assertThat(methods)
                        .as("acknowledged under key " + call.key)
                        .containsEntry(call.operationId, "hyperv." + call.method);
            }
        }
    }

    private static List<JsonObject> operations(AgentProcess agent) throws Exception {
        List<JsonObject> all = new ArrayList<>();
        String cursor = null;
        do {
            JsonObject page = agent.result(
                    "operation.list",
                    Json.object().put("limit", 500).put("cursor", cursor).build());
            page.array("items").orElseThrow().forEach(o -> all.add((JsonObject) o));
            cursor = page.string("next").orElse(null);
        } while (cursor != null);
        return all;
    }

    /** All operations once none runs any more. */
    private static List<JsonObject> settled(AgentProcess agent) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            List<JsonObject> operations = operations(agent);
            List<String> running = operations.stream()
                    .filter(o -> o.string("status").orElse("").equals("running"))
                    .map(o -> o.string("id").orElseThrow())
                    .toList();
            if (running.isEmpty()) {
                return operations;
            }
            assertThat(System.nanoTime()).as("still running: " + running).isLessThan(deadline);
            agent.result(
                    "operation.wait",
                    Json.object()
                            .put("ids", JsonArray.ofStrings(running.subList(0, Math.min(20, running.size()))))
                            .put("timeoutSeconds", 5)
                            .build());
        }
    }

    /** Every key that reached the journal answers with its old operation. Those that never did are left alone. */
    private void sendAgain(AgentProcess agent) throws Exception {
        for (Sent call : sent.values()) {
            if (!call.operationId.isEmpty()) {
                String before = call.operationId;
                learn(call, agent.call("hyperv." + call.method, call.params()));
                assertThat(call.operationId).as("key " + call.key).isEqualTo(before);
            }
        }
    }

    private void compare(List<JsonObject> operations, Path fabric) {
        try (SimulatedFabric opened = SimulatedFabric.open(fabric, InstantSource.system());
                HyperVHost host = opened.host(Site.PRIMARY)) {
            for (String name : COLLECTIONS) {
                HostCollection collection = host.collectionsNamed(name).get(0);
                List<JsonObject> toggles = operations.stream()
                        .filter(o ->
                                isOf(o, name) && !o.string("method").orElse("").endsWith(RESET))
                        .toList();
                eachJobHasItsOperation(toggles, jobsOf(host, collection), name);
                assertThat(collection.state()).isEqualTo(expectedState(toggles, collection.state()));
            }
        }
    }

    /**
     * No job without a call, and no two jobs for one: a job that no operation names can only belong to one that was killed
     * between the call and its answer. (Jobs five minutes old are gone from the host, so the other direction says nothing.)
     */
    private static void eachJobHasItsOperation(List<JsonObject> toggles, List<String> jobs, String name) {
        List<String> named =
                toggles.stream().flatMap(o -> jobsNamedBy(o).stream()).toList();
        assertThat(named).as("jobs that operations on " + name + " name").doesNotHaveDuplicates();
        List<String> orphans = new ArrayList<>(jobs);
        orphans.removeAll(named);
        long killedAtTheCall = toggles.stream()
                .filter(o -> jobsNamedBy(o).isEmpty())
                .filter(o -> !o.string("status").orElse("").equals("failed"))
                .count();
        assertThat(orphans).as("jobs on " + name + " that nobody asked for").hasSizeLessThanOrEqualTo((int)
                killedAtTheCall);
    }

    private static List<String> jobsOf(HyperVHost host, HostCollection collection) {
        return host.jobs(collection).stream()
                .filter(j -> j.type().number() == SUSPEND_OR_RESUME)
                .map(HostJob::instanceId)
                .toList();
    }

    private static List<String> jobsNamedBy(JsonObject operation) {
        return operation.array("steps").orElseThrow().stream()
                .flatMap(step -> ((JsonObject) step).object("job").stream())
                .flatMap(job -> job.string("InstanceID").stream())
                .toList();
    }

    /** The state that the last suspension or resumption that succeeded has left; the present one where nobody knows. */
    private static CollectionState expectedState(List<JsonObject> toggles, CollectionState present) {
        for (JsonObject operation : toggles) {
            String status = operation.string("status").orElse("");
            if (status.equals("unknown")) {
                return present;
            }
            if (status.equals("succeeded")) {
                return operation.string("method").orElse("").endsWith("SuspendReplication")
                        ? CollectionState.Known.SUSPENDED
                        : CollectionState.Known.REPLICATING;
            }
        }
        return present;
    }

    private static boolean isOf(JsonObject operation, String name) {
        return operation
                .object("collection")
                .flatMap(c -> c.string("name"))
                .orElse("")
                .equals(name);
    }
}
