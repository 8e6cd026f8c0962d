// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.api.ExportLocationPolicy;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.simulator.ScenarioSource;
import io.hvcr.agent.host.simulator.SimulatedFabric;
import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonValue;
import io.hvcr.agent.replication.ThreadScheduler;
import io.hvcr.agent.rpc.Caller;
import io.hvcr.agent.rpc.RpcListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A real agent without network: simulator, journal, executor, methods and dispatcher as they run in the product, on a clock that stands
 * still unless {@code simulator.advance} moves the fabric's.
 */
final class AgentStack implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final long SEED = 20261122;

    private final SimulatedFabric fabric;
    private final HyperVHost host;
    private final AgentCore core;
    private final Path journal;
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

    private AgentStack(Path folder, Site site, ScenarioSource scenario, boolean control) {
        journal = folder.resolve("journal-" + site.wireName() + ".db");
        fabric = SimulatedFabric.open(folder.resolve("fabric.db"), () -> NOW, scenario);
        host = new MeteredHost(
                fabric.host(site),
                (operation, outcome, nanos) ->
                        calls.computeIfAbsent(operation, any -> new LongAdder()).increment());
        core = new AgentCore(new AgentCore.Ingredients(
                host,
                control ? fabric : null,
                journal,
                () -> NOW,
                new Random(SEED),
                new HurriedScheduler(new ThreadScheduler(2)),
                ExportLocationPolicy.drivesOnly(),
                1 << 20,
                Duration.ofDays(90),
                RpcListener.NONE,
                "1.0.0"));
        core.operations().recover();
    }

    /** An agent of one site of the fabric in this folder; the default scenario, unless the fabric is there already. */
    static AgentStack on(Path folder, Site site) {
        return new AgentStack(folder, site, ScenarioSource.DEFAULT, true);
    }

    /** The same with a scenario of the test's own. */
    static AgentStack on(Path folder, Site site, String scenario) {
        return new AgentStack(folder, site, new ScenarioSource.Document(scenario), true);
    }

    /** The same as on a real host: nobody can make anything happen to it but by its own methods. */
    static AgentStack withoutControl(Path folder, Site site) {
        return new AgentStack(folder, site, ScenarioSource.DEFAULT, false);
    }

    AgentCore core() {
        return core;
    }

    /** The whole answer to a text as it goes over the wire; nothing for notifications. */
    Optional<JsonValue> send(String text) {
        return core.dispatcher()
                .handle(text.getBytes(StandardCharsets.UTF_8), "test", new Caller("tester"))
                .map(answer -> Json.parse(answer, JsonLimits.STORED));
    }

    /** The response object of one call. */
    JsonObject call(String method, JsonObject params) {
        JsonObject request = Json.object()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", method)
                .put("params", params)
                .build();
        return (JsonObject) send(Json.write(request)).orElseThrow();
    }

    /** The same with params in a text that may use single quotes. */
    JsonObject call(String method, String params) {
        return call(method, object(params));
    }

    JsonObject result(String method, String params) {
        JsonObject response = call(method, params);
        return response.object("result").orElseThrow(() -> new AssertionError(method + " answered " + response));
    }

    JsonObject error(String method, String params) {
        JsonObject response = call(method, params);
        return response.object("error").orElseThrow(() -> new AssertionError(method + " answered " + response));
    }

    /** How often each operation of the port was called since the last reset. */
    Map<String, Long> hostCalls() {
        Map<String, Long> counted = new TreeMap<>();
        calls.forEach((operation, count) -> counted.put(operation, count.sum()));
        return counted;
    }

    void forgetHostCalls() {
        calls.clear();
    }

    /** Takes the journal's tables away, as a damaged file would. */
    void breakJournal() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement statement = other.createStatement()) {
            statement.execute("ALTER TABLE operation RENAME TO lost");
        }
    }

    static JsonObject object(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'), JsonLimits.STORED);
    }

    @Override
    public void close() {
        core.stopTakingChanges();
        core.close();
        host.close();
        fabric.close();
    }
}
