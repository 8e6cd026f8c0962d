// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.Need;
import io.hvcr.agent.journal.OperationStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the agent at every moment at which it touches the host or its journal, starts it again, and looks: no verb was sent
 * twice, the operation comes to an end that is true, the caller's retry finds it, and what was wanted is reached at last.
 */
class CrashPointTest {

    private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");
    private static final Idempotency KEY = new Idempotency("key-1", "apply sql-fci");

    /** How the host answers, and what happens on it while nobody looks. */
    enum World {
        ANSWERS_AT_ONCE(0, false, false),
        JOBS_GO_ON(3, false, false),
        JOBS_END_MEANWHILE(3, true, false),
        JOBS_END_AND_ARE_FORGOTTEN(3, true, true),
        JOBS_ARE_FORGOTTEN_BEFORE_THEY_END(50, false, true);

        private final int polls;
        private final boolean end;
        private final boolean forgotten;

        World(int polls, boolean end, boolean forgotten) {
            this.polls = polls;
            this.end = end;
            this.forgotten = forgotten;
        }

        private FakeHost host() {
            FakeHost host = new FakeHost();
            host.polls = polls;
            return host;
        }

        /** What has become of the jobs until the agent is there again. */
        private void meanwhile(FakeHost host) {
            for (FakeCollection collection : host.collections.values()) {
                for (String path : List.copyOf(collection.jobs.keySet())) {
                    while (end
                            && collection.jobList().stream()
                                    .anyMatch(job -> job.path().equals(path) && job.running())) {
                        host.job(path);
                    }
                    if (forgotten) {
                        collection.jobs.remove(path);
                    }
                }
            }
        }
    }

    private record Case(Consumer<FakeCollection> before, DesiredDocument wanted) {}

    private static final Case ENABLE =
            new Case(collection -> {}, Scene.wants(DesiredState.REPLICATING, Scene.KERBEROS));
    private static final Case MOVE = new Case(
            collection -> collection.primary(CollectionState.Known.REPLICATING),
            Scene.wants(DesiredState.REPLICATING, Scene.server("other.example")));
    private static final Case CHANGE = new Case(
            collection -> collection.primary(CollectionState.Known.SUSPENDED),
            Scene.wants(DesiredState.REPLICATING, Scene.history(4)));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void nothingIsDoneTwiceAndNothingIsLostWhenARelationshipIsMade(World world) {
        everyMoment("enable", world, ENABLE);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsDoneTwiceAndNothingIsLostWhenARelationshipIsMadeAnew(World world) {
        everyMoment("move", world, MOVE);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsDoneTwiceAndNothingIsLostWhenSettingsAreModified(World world) {
        everyMoment("change", world, CHANGE);
    }

    private void everyMoment(String name, World world, Case about) {
        int moment = 1;
        while (crash(name + moment, world, about, moment, null)) {
            moment++;
        }
        assertThat(moment).as("moments of " + name).isGreaterThan(15);
    }

    @Test
    void aSecondDeathWhileItRecoversChangesNothingOfThat() {
        for (int first = 4; first < 60; first += 5) {
            for (int second = 1; second < 40; second += 4) {
                crash("twice" + first + "-" + second, World.JOBS_GO_ON, ENABLE, first, second);
            }
        }
    }

    /** @return whether the agent lived long enough to die */
    private boolean crash(String name, World world, Case about, int moment, @Nullable Integer again) {
        FakeHost host = world.host();
        FakeCollection collection = host.add("sql-fci");
        about.before().accept(collection);
        Path file = folder.resolve(name + ".db");
        Dying dying = new Dying(moment);
        Agent agent = new Agent(host, file, START, dying);
        boolean died = false;
        try {
            agent.apply(about.wanted(), Wait.STARTED, KEY);
        } catch (Dying.Death death) {
            died = true;
        }
        agent.close();
        if (!died) {
            return false;
        }
        if (again != null) {
            dieRecovering(host, file, again);
        }
        world.meanwhile(host);
        Agent next = new Agent(host, file, START.plusSeconds(5), null);
        try {
            check(world + ", " + about.wanted().state() + ", " + dying.last(), world, host, next, about.wanted());
        } finally {
            next.close();
        }
        return true;
    }

    private static void dieRecovering(FakeHost host, Path file, int moment) {
        Agent recovering = new Agent(host, file, START.plusSeconds(2), new Dying(moment));
        try {
            recovering.operations.recover();
            recovering.time.run(Duration.ofMinutes(10));
        } catch (Dying.Death death) {
            assertThat(death).hasMessageStartingWith("moment");
        }
        recovering.close();
    }

    private static void check(String about, World world, FakeHost host, Agent agent, DesiredDocument wanted) {
        agent.operations.recover();
        agent.time.run(Duration.ofMinutes(10));

        assertThat(agent.journal.open())
                .as(about + ": everything has come to an end")
                .isEmpty();
        assertThat(new HashSet<>(host.calls)).as(about + ": no verb twice").hasSameSizeAs(host.calls);
        Optional<Operation> begun = agent.operations.replay(KEY, Wait.STARTED, Duration.ZERO);
        begun.ifPresent(operation -> {
            assertThat(agent.operations.list(OperationFilter.ALL, 10, null).items())
                    .as(about + ": one operation")
                    .hasSize(1);
            assertThat(operation.status())
                    .as(about + ": " + operation)
                    .isIn(OperationStatus.SUCCEEDED, OperationStatus.FAILED);
            boolean satisfied =
                    agent.observer.get("sql-fci", Include.ALL).satisfies().contains(wanted.state());
            assertThat(operation.status() == OperationStatus.SUCCEEDED && !satisfied)
                    .as(about + ": a success is true")
                    .isFalse();
        });
        Operation retried = agent.operations.apply(new ApplyRequest(
                new PlanRequest("sql-fci", wanted, Set.of(Need.values())), Wait.STARTED, Agent.LONG, null, null));
        agent.time.run(Duration.ofMinutes(10));
        assertThat(retried.error()).as(about + ": the retry").isNull();
        if (world != World.JOBS_ARE_FORGOTTEN_BEFORE_THEY_END) {
            // There the host has lost what it had begun, and the retry rightly asks for it again.
            assertThat(new HashSet<>(host.calls))
                    .as(about + ": no verb twice, with the retry")
                    .hasSameSizeAs(host.calls);
        }
        Plan plan =
                new Reconciler(host, agent.observer).plan(new PlanRequest("sql-fci", wanted, Set.of(Need.values())));
        assertThat(plan.steps()).as(about + ": what was wanted is there").isEmpty();
        assertThat(plan.blocked()).as(about).isNull();
    }
}
