// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.host.CountingHost;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.simulator.ScenarioSource;
import io.hvcr.agent.host.simulator.SimulatedFabric;
import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.journal.OperationStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every verb on the simulated host, the agent killed at every moment of it and started again at once, after the job's end, or when
 * the job is forgotten. CancelUpdateDiskSet is not among them: its update is over sooner than an agent starts.
 */
@Timeout(300)
class CrashedVerbTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Idempotency KEY = new Idempotency("key", "the request");
    private static final String SQL = "sql-fci";
    private static final String FILES = "files";
    /** How long the agent is dead. */
    private static final List<Duration> AWAY = List.of(Duration.ZERO, Duration.ofSeconds(20), Duration.ofMinutes(10));

    private static final ReplicationCall FAIL_OVER = new ReplicationCall.InitiateFailover(null);
    private static final ReplicationCall TEST = new ReplicationCall.TestReplica(null);
    private static final ReplicationCall RESYNCHRONIZE = new ReplicationCall.Resynchronize(null, false);
    private static final ReplicationCall COPY = new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null);

    @TempDir
    Path folder;

    /** What is done before, in the words of {@link Stage}; then the call that is cut off. */
    record Verb(Site site, String collection, ReplicationCall call, List<Step> before) {
        @Override
        public String toString() {
            return call.method().wmiName();
        }
    }

    /** One step towards the state in which a verb is valid. */
    interface Step {
        void on(Stage stage);
    }

    static Stream<Verb> verbs() {
        Step off = stage -> stage.fabric.inject("{\"kind\":\"power\",\"collection\":\"files\",\"state\":\"off\"}");
        Step needed = stage -> stage.fabric.inject("{\"kind\":\"resync\",\"collection\":\"files\"}");
        Step create = stage -> stage.call(Site.PRIMARY, SQL, new ReplicationCall.Create(toBroker(Site.RECOVERY)));
        Step copy = stage -> stage.call(Site.PRIMARY, SQL, COPY);
        Step resynchronize = stage -> stage.call(Site.PRIMARY, FILES, RESYNCHRONIZE);
        Step planned = primary(ReplicationMethod.INITIATE_PLANNED_FAILOVER);
        Step failOver = stage -> stage.call(Site.RECOVERY, FILES, FAIL_OVER);
        Step commit = stage -> stage.call(Site.RECOVERY, FILES, plain(ReplicationMethod.COMMIT_FAILOVER));
        return Stream.of(
                new Verb(Site.PRIMARY, SQL, new ReplicationCall.Create(toBroker(Site.RECOVERY)), List.of()),
                new Verb(Site.PRIMARY, SQL, COPY, List.of(create)),
                verb(SQL, ReplicationMethod.CANCEL_INITIAL_REPLICATION, create, copy),
                new Verb(Site.PRIMARY, FILES, new ReplicationCall.Modify(history(7)), List.of()),
                verb(FILES, ReplicationMethod.SUSPEND_REPLICATION),
                verb(FILES, ReplicationMethod.RESUME_REPLICATION, primary(ReplicationMethod.SUSPEND_REPLICATION)),
                new Verb(Site.PRIMARY, FILES, RESYNCHRONIZE, List.of(needed)),
                verb(FILES, ReplicationMethod.CANCEL_RESYNCHRONIZE, needed, resynchronize),
                verb(FILES, ReplicationMethod.INITIATE_PLANNED_FAILOVER, off),
                verb(FILES, ReplicationMethod.REVERT_PLANNED_FAILOVER, off, planned),
                new Verb(Site.RECOVERY, FILES, FAIL_OVER, List.of()),
                recovery(plain(ReplicationMethod.REVERT_FAILOVER), failOver),
                recovery(plain(ReplicationMethod.COMMIT_FAILOVER), failOver),
                verb(FILES, ReplicationMethod.PREPARE_FOR_REVERSE_REPLICATION, off, failOver, commit),
                recovery(new ReplicationCall.Reverse(toBroker(Site.PRIMARY)), off, planned, failOver, commit),
                recovery(TEST),
                recovery(
                        plain(ReplicationMethod.REVERT_TEST_REPLICA_COLLECTION),
                        stage -> stage.call(Site.RECOVERY, FILES, TEST)),
                verb(FILES, ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP),
                verb(FILES, ReplicationMethod.RESET_REPLICATION_STATISTICS));
    }

    private static ReplicationCall plain(ReplicationMethod method) {
        return new ReplicationCall.Plain(method);
    }

    private static Step primary(ReplicationMethod method) {
        return stage -> stage.call(Site.PRIMARY, FILES, plain(method));
    }

    private static Verb verb(String collection, ReplicationMethod method, Step... before) {
        return new Verb(Site.PRIMARY, collection, plain(method), List.of(before));
    }

    private static Verb recovery(ReplicationCall call, Step... before) {
        return new Verb(Site.RECOVERY, FILES, call, List.of(before));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void isNeverRepeatedAndItsEndIsTrue(Verb verb) {
        try (SimulatedFabric fabric =
                SimulatedFabric.open(folder.resolve("fabric.db"), () -> START, new ScenarioSource.Named("two"))) {
            int moment = 1;
            while (new Stage(fabric, verb, moment).survives()) {
                moment++;
            }
            assertThat(moment).as("moments of " + verb).isGreaterThan(8);
        }
    }

    /** One crash. */
    final class Stage {
        private final SimulatedFabric fabric;
        private final Verb verb;
        private final int moment;
        private final Path journal;

        Stage(SimulatedFabric fabric, Verb verb, int moment) {
            this.fabric = fabric;
            this.verb = verb;
            this.moment = moment;
            this.journal = folder.resolve("journal-" + moment + ".db");
        }

        /** Tells whether the agent lived long enough to die. */
        boolean survives() {
            fabric.loadNamed("two");
            verb.before().forEach(step -> step.on(this));
            CountingHost counting = new CountingHost(fabric.host(verb.site()));
            HyperVHost host = passing(counting);
            String before = states();
            counting.reset();

            Dying dying = new Dying(moment);
            Agent agent = new Agent(host, journal, START, dying);
            boolean died = false;
            try {
                agent.operations.call(request());
            } catch (Dying.Death death) {
                died = true;
            }
            agent.close();
            if (!died) {
                return false;
            }
            Duration away = AWAY.get(moment % AWAY.size());
            fabric.advance(away);
            Agent next = new Agent(host, journal, START.plus(away).plusSeconds(5), null);
            try {
                next.operations.recover();
                next.time.run(Duration.ofMinutes(10));
                check(next, counting, before, verb + ", " + dying.last() + ", away " + away);
            } finally {
                next.close();
            }
            return true;
        }

        private CallRequest request() {
            return new CallRequest(verb.collection(), verb.call(), Wait.STARTED, Agent.LONG, KEY, true);
        }

        private void check(Agent agent, CountingHost host, String before, String about) {
            String story = about + ", from " + before + " to " + states();
            int called = host.counts().getOrDefault(verb.call().method().wmiName(), 0);
            assertThat(called).as(story).isLessThanOrEqualTo(1);
            List<Operation> all =
                    agent.operations.list(OperationFilter.ALL, 10, null).items();
            if (all.isEmpty()) {
                assertThat(called)
                        .as(story + ": nothing written, nothing called")
                        .isZero();
                return;
            }
            Operation operation = all.getFirst();
            switch (operation.status()) {
                case SUCCEEDED -> assertThat(called).as(story).isOne();
                // The host does what it took: what is said not to have been carried out was never asked for.
                case FAILED ->
                    assertThat(called).as(story + ": " + operation.error()).isZero();
                case UNKNOWN -> unknown(operation, before, story);
                case RUNNING, CANCELLED -> throw new AssertionError(story + ": " + operation);
            }
            assertThat(agent.operations
                            .replay(KEY, Wait.ACCEPTED, Duration.ZERO)
                            .map(Operation::id))
                    .as(story + ": the caller's retry finds it")
                    .contains(operation.id());
            assertThat(host.counts().getOrDefault(verb.call().method().wmiName(), 0))
                    .as(story + ": and calls nothing")
                    .isEqualTo(called);
        }

        /** Only where the state cannot tell: counters show no effect, and what moved on by itself hides it. */
        private void unknown(Operation operation, String before, String story) {
            boolean silent = verb.call().method() == ReplicationMethod.RESET_REPLICATION_STATISTICS;
            assertThat(silent || !states().equals(before)).as(story).isTrue();
            assertThat(operation.error()).as(story).isNotNull();
            assertThat(operation.status()).isEqualTo(OperationStatus.UNKNOWN);
        }

        void call(Site site, String name, ReplicationCall call) {
            HostAnswer answer = fabric.host(site).invoke(collection(site, name), call);
            if (!answer.returnValue().equals(ReturnCode.Known.JOB_STARTED)) {
                throw new AssertionError(call + ": " + answer + " in " + states());
            }
            fabric.advance(Duration.ofSeconds(3));
        }

        private HostCollection collection(Site site, String name) {
            return fabric.host(site).collectionsNamed(name).getFirst();
        }

        private String states() {
            return state(Site.PRIMARY) + " " + state(Site.RECOVERY);
        }

        private String state(Site site) {
            return fabric.host(site).collectionsNamed(verb.collection()).stream()
                    .findFirst()
                    .map(c -> c.mode().number() + "/" + c.state().number())
                    .orElse("-");
        }

        /** On this host a second passes with every call: what the agent waits for comes while it looks. */
        private HyperVHost passing(HyperVHost host) {
            return (HyperVHost) Proxy.newProxyInstance(
                    HyperVHost.class.getClassLoader(),
                    new Class<?>[] {HyperVHost.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().startsWith("job")) {
                            fabric.advance(Duration.ofSeconds(1));
                        }
                        try {
                            return method.invoke(host, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    private static ReplicationSettings toBroker(Site site) {
        return settings("broker." + site.wireName() + ".example", null);
    }

    private static ReplicationSettings history(int points) {
        return settings(null, points);
    }

    private static ReplicationSettings settings(@Nullable String server, @Nullable Integer history) {
        return new ReplicationSettings(
                server == null ? null : AuthenticationType.Known.KERBEROS,
                null,
                null,
                null,
                null,
                server,
                null,
                null,
                null,
                null,
                history,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
