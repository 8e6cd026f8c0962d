// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.Assumption;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.Fact;
import io.hvcr.agent.domain.Facts;
import io.hvcr.agent.domain.Guard;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.Next;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.Transition;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.domain.Truth;
import io.hvcr.agent.domain.Verdict;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HyperVHost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every row of the transition table on the simulated host: in each of its states with all guards met, and with each guard the other way
 * round. The host must answer what the table says, and be afterwards where the table says.
 */
@Timeout(300)
class TransitionVisitTest {

    private static final Duration JOB = Duration.ofSeconds(3);
    private static final Duration COPY = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @Test
    void theHostObeysEveryRowBothWaysOfItsGuards() {
        Set<String> visited = new LinkedHashSet<>();
        List<Transition> rows = everyRow();
        try (SimulatedFabric fabric =
                SimulatedFabric.open(folder.resolve("stage.fabric"), InstantSource.fixed(TestFabric.NOON))) {
            for (Transition row : rows) {
                for (CollectionState.Known state : states(row)) {
                    Visit visit = new Visit(fabric, row, state, met(row));
                    visit.obeyed();
                    visited.add(visit.name() + " met");
                }
                for (Guard guard : row.guards()) {
                    Facts facts = met(row).with(guard.fact(), !guard.wanted());
                    Visit visit = new Visit(fabric, row, states(row).getFirst(), facts);
                    visit.obeyed();
                    visited.add(visit.name() + " without " + guard);
                }
            }
        }
        assertThat(visited).isEqualTo(expected(rows));
    }

    private static Set<String> expected(List<Transition> rows) {
        Set<String> names = new LinkedHashSet<>();
        for (Transition row : rows) {
            states(row).forEach(state -> names.add(Visit.name(row, state) + " met"));
            row.guards().forEach(guard -> names.add(Visit.name(row, states(row).getFirst()) + " without " + guard));
        }
        return names;
    }

    /** All rows under any assumptions. */
    private static List<Transition> everyRow() {
        Set<Transition> rows = new LinkedHashSet<>(
                TransitionTable.under(EnumSet.allOf(Assumption.class)).rows());
        rows.addAll(TransitionTable.under(EnumSet.noneOf(Assumption.class)).rows());
        return List.copyOf(rows);
    }

    private static List<CollectionState.Known> states(Transition row) {
        return row.states().stream()
                .sorted(Comparator.comparingInt(CollectionState.Known::number))
                .toList();
    }

    /** Facts with which every guard of a row holds. */
    private static Facts met(Transition row) {
        Facts facts = Facts.none().with(Fact.START_LATER, false);
        for (Guard guard : row.guards()) {
            facts = facts.with(guard.fact(), guard.wanted());
        }
        return facts;
    }

    /** One call in one state with one set of facts. */
    private static final class Visit {
        private final SimulatedFabric fabric;
        private final Transition row;
        private final CollectionState.Known state;
        private final Facts wanted;
        private final Set<Assumption> assumptions;
        private final HyperVHost host;

        Visit(SimulatedFabric fabric, Transition row, CollectionState.Known state, Facts wanted) {
            this.fabric = fabric;
            this.row = row;
            this.state = state;
            this.wanted = wanted;
            this.assumptions = assumptions(row);
            Stage.set(fabric, assumptions, row.side(), state, wanted);
            this.host = fabric.host(Stage.site(row.side()));
        }

        private static Set<Assumption> assumptions(Transition row) {
            Set<Assumption> assumptions = EnumSet.copyOf(Assumption.defaults());
            if (row.assumption() != null) {
                assumptions.add(row.assumption());
            }
            if (row.without() != null) {
                assumptions.remove(row.without());
            }
            return assumptions;
        }

        static String name(Transition row, CollectionState.Known state) {
            return row.side() + " " + state.number() + " " + row.method().wmiName() + " " + row.guards() + " "
                    + row.assumption() + " " + row.without();
        }

        String name() {
            return name(row, state);
        }

        void obeyed() {
            ReplicationCall call = call(host.hostTime());
            HostCollection collection = host.collection(Stage.ID).orElseThrow();
            Facts facts = fabric.store()
                    .write(scene -> FactsReader.facts(
                            scene, scene.existing(new CollectionKey(Stage.site(row.side()), Stage.ID)), call));
            for (Guard guard : row.guards()) {
                assertThat(facts.get(guard.fact()))
                        .as("the stage for %s of %s", guard, name())
                        .isEqualTo(wanted.get(guard.fact()));
            }
            Verdict verdict = TransitionTable.under(assumptions).judge(row.side(), state, row.method(), facts);
            HostAnswer answer = host.invoke(collection, call);
            switch (verdict) {
                case Verdict.Accepted accepted -> {
                    assertThat(answer.returnValue())
                            .as(name())
                            .isEqualTo(accepted.row().answer());
                    leads(accepted.row().next(), answer.jobPath());
                }
                case Verdict.Refused refused -> {
                    assertThat(answer.returnValue()).as(name()).isEqualTo(refused.returnValue());
                    assertThat(now()).as(name()).isEqualTo(place(row.side(), state));
                }
                case Verdict.Undecided undecided -> throw new AssertionError("a fact was left open: " + undecided);
            }
        }

        private void leads(Next next, @Nullable String jobPath) {
            String before = place(row.side(), state);
            switch (next) {
                case Next.Stays stays -> {
                    fabric.advance(JOB);
                    assertThat(now()).as(name()).isEqualTo(before);
                }
                case Next.JobFails fails -> {
                    fabric.advance(JOB);
                    assertThat(job(jobPath).state()).as(name()).isEqualTo(JobState.Known.EXCEPTION);
                    assertThat(job(jobPath).failure()).as(name()).isPresent();
                    assertThat(now()).as(name()).isEqualTo(before);
                }
                case Next.To to -> {
                    assertThat(now()).as(name()).isEqualTo(before);
                    fabric.advance(JOB);
                    wellEnded(jobPath);
                    assertThat(now()).as(name()).isEqualTo(place(to.side(), to.state()));
                }
                case Next.BeforeSuspension back -> {
                    fabric.advance(JOB);
                    wellEnded(jobPath);
                    assertThat(now()).as(name()).isEqualTo(place(row.side(), CollectionState.Known.REPLICATING));
                }
                case Next.Through through -> through(through, jobPath);
            }
        }

        private void through(Next.Through through, @Nullable String jobPath) {
            boolean atOnce = row.method() != ReplicationMethod.REVERSE_REPLICATION_RELATIONSHIP;
            if (atOnce) {
                assertThat(now()).as(name()).isEqualTo(place(row.side(), through.during()));
            }
            fabric.advance(JOB);
            wellEnded(jobPath);
            fabric.advance(COPY);
            assertThat(now()).as(name()).isEqualTo(place(through.side(), through.end()));
        }

        private void wellEnded(@Nullable String jobPath) {
            if (jobPath != null) {
                assertThat(job(jobPath))
                        .as(name())
                        .satisfies(job -> assertThat(job.state())
                                .as("%s %s", name(), job.errors())
                                .isEqualTo(JobState.Known.COMPLETED));
            }
        }

        private HostJob job(@Nullable String jobPath) {
            assertThat(jobPath).as(name()).isNotNull();
            return host.job(String.valueOf(jobPath)).orElseThrow();
        }

        private String now() {
            return host.collection(Stage.ID)
                    .map(c -> place(c.side(), c.state()))
                    .orElseThrow();
        }

        private static String place(Side side, CollectionState at) {
            return side + " " + at.number();
        }

        private ReplicationCall call(Instant hostTime) {
            Instant startTime = wanted.get(Fact.START_LATER) == Truth.YES ? hostTime.plus(Duration.ofHours(2)) : null;
            ReplicationSettings other =
                    TestFabric.toBroker(Stage.site(row.side()).other());
            return switch (row.method()) {
                case CREATE_REPLICATION_RELATIONSHIP -> new ReplicationCall.Create(other);
                case START_REPLICATION -> new ReplicationCall.Start(InitialReplicationType.NETWORK, null, startTime);
                case MODIFY_REPLICATION_SETTINGS -> new ReplicationCall.Modify(ReplicationSettings.UNSET);
                case RESYNCHRONIZE ->
                    new ReplicationCall.Resynchronize(startTime, wanted.get(Fact.INCLUDE_SUSPENDED) == Truth.YES);
                case INITIATE_FAILOVER -> new ReplicationCall.InitiateFailover(null);
                case TEST_REPLICA_COLLECTION -> new ReplicationCall.TestReplica(null);
                case REVERSE_REPLICATION_RELATIONSHIP -> new ReplicationCall.Reverse(other);
                case GET_REPLICATION_STATISTICS -> new ReplicationCall.GetStatistics();
                case CANCEL_INITIAL_REPLICATION,
                        SUSPEND_REPLICATION,
                        RESUME_REPLICATION,
                        CANCEL_RESYNCHRONIZE,
                        CANCEL_UPDATE_DISK_SET,
                        INITIATE_PLANNED_FAILOVER,
                        REVERT_PLANNED_FAILOVER,
                        REVERT_FAILOVER,
                        COMMIT_FAILOVER,
                        PREPARE_FOR_REVERSE_REPLICATION,
                        REVERT_TEST_REPLICA_COLLECTION,
                        REMOVE_REPLICATION_RELATIONSHIP,
                        RESET_REPLICATION_STATISTICS -> new ReplicationCall.Plain(row.method());
            };
        }
    }
}
