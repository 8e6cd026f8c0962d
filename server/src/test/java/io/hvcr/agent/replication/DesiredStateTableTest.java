// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Need;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.domain.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The desired × observed table of design 3.2, written out once more by hand, against the plans that are really made. */
class DesiredStateTableTest {

    /** Mode, state, and the cells in the order enabled, replicating, suspended, absent. */
    private static final String TABLE = """
            0  0 | Create      | Create Start | blocked | -
            0  5 | blocked     | blocked      | blocked | -
            1  0 | blocked     | blocked      | blocked | blocked
            1  1 | -           | Start        | blocked | Remove
            1  2 | -           | -            | Suspend | Remove
            1  3 | -           | -            | Suspend | Remove
            1  4 | blocked     | blocked      | blocked | blocked
            1  5 | blocked     | blocked      | blocked | blocked
            1  6 | blocked     | blocked      | blocked | blocked
            1  7 | -           | Resume       | -       | Remove
            1  8 | -           | Resume       | blocked | Remove
            1  9 | -           | Resync       | blocked | Remove
            1 10 | -           | -            | Suspend | Remove
            1 11 | changed     | changed      | changed | blocked
            1 12 | blocked     | blocked      | blocked | blocked
            1 13 | blocked     | blocked      | blocked | blocked
            1 14 | Create      | Create Start | blocked | Remove
            1 15 | blocked     | blocked      | blocked | Remove
            1 16 | blocked     | blocked      | blocked | blocked
            1 42 | blocked     | blocked      | blocked | blocked
            2  0 | changed     | changed      | changed | blocked
            2  1 | changed     | changed      | changed | blocked
            2  2 | changed     | changed      | changed | Remove
            2  3 | changed     | changed      | changed | Remove
            2  4 | changed     | changed      | changed | blocked
            2  5 | changed     | changed      | changed | blocked
            2  6 | changed     | changed      | changed | blocked
            2  7 | changed     | changed      | changed | Remove
            2  8 | changed     | changed      | changed | Remove
            2  9 | changed     | changed      | changed | blocked
            2 10 | changed     | changed      | changed | blocked
            2 11 | changed     | changed      | changed | blocked
            2 12 | changed     | changed      | changed | blocked
            2 13 | changed     | changed      | changed | blocked
            2 14 | changed     | changed      | changed | blocked
            2 15 | changed     | changed      | changed | blocked
            2 16 | changed     | changed      | changed | blocked
            2 42 | changed     | changed      | changed | blocked
            3  0 | changed     | changed      | changed | blocked
            9  3 | blocked     | blocked      | blocked | blocked
            """;

    private static final List<DesiredState> COLUMNS =
            List.of(DesiredState.ENABLED, DesiredState.REPLICATING, DesiredState.SUSPENDED, DesiredState.ABSENT);

    private static final Map<String, String> SHORT = Map.of(
            "CreateReplicationRelationship", "Create",
            "StartReplication", "Start",
            "SuspendReplication", "Suspend",
            "ResumeReplication", "Resume",
            "Resynchronize", "Resync",
            "RemoveReplicationRelationship", "Remove");

    @TestFactory
    Stream<DynamicTest> everyCell() {
        List<DynamicTest> cells = new ArrayList<>();
        for (String line : TABLE.lines().toList()) {
            String[] parts = line.split("\\|", -1);
            String[] place = parts[0].trim().split(" +", -1);
            CollectionMode mode = CollectionMode.of(Integer.parseInt(place[0]));
            CollectionState state = CollectionState.of(Integer.parseInt(place[1]));
            for (int column = 0; column < COLUMNS.size(); column++) {
                DesiredState wanted = COLUMNS.get(column);
                String expected = parts[1 + column].trim();
                cells.add(DynamicTest.dynamicTest(
                        "mode " + mode.number() + " state " + state.number() + " wants " + wanted + ": " + expected,
                        () -> checkCell(mode, state, wanted, expected)));
            }
        }
        return cells.stream();
    }

    private static void checkCell(CollectionMode mode, CollectionState state, DesiredState wanted, String expected) {
        Scene scene = new Scene();
        scene.collection.in(mode, state);
        Plan plan = scene.plan(wanted, Scene.ALL_NEEDS.toArray(Need[]::new));

        assertThat(words(plan)).isEqualTo(expected);
        assertThat(plan.changed()).isEqualTo(!plan.steps().isEmpty());
        assertThat(scene.host.calls).as("a plan calls nothing that changes").isEmpty();
        if (!plan.steps().isEmpty()) {
            ReplicationCall first = plan.steps().get(0).call();
            Observed seen = scene.observer.get("sql-fci", Include.ALL);
            assertThat(TransitionTable.standard()
                            .judge(seen.side(), seen.state(), first.method(), FactFinder.of(seen, first)))
                    .as("the transition table takes what is planned")
                    .isNotInstanceOf(Verdict.Refused.class);
        }
        boolean satisfied = expected.equals("-") || expected.equals("changed");
        assertThat(scene.observer.get("sql-fci", Include.ALL).satisfies().contains(wanted))
                .isEqualTo(satisfied);
    }

    private static String words(Plan plan) {
        if (plan.blocked() != null) {
            return "blocked";
        }
        if (plan.warnings().stream().anyMatch(w -> w.reason() == Reason.SIDE_CHANGED)) {
            return "changed";
        }
        List<String> names =
                Scene.methods(plan).stream().map(m -> SHORT.getOrDefault(m, m)).toList();
        return names.isEmpty() ? "-" : String.join(" ", names);
    }

    @Test
    void aPendingScheduleSatisfiesReplicatingAndIsNotReplaced() {
        Scene scene = new Scene();
        scene.collection.primary(CollectionState.Known.READY);
        HostJob pending = Jobs.pending(scene.collection, FakeHost.NOW.plusSeconds(3600));
        scene.collection.jobs.put(pending.path(), new FakeCollection.FakeJob(pending, () -> {}, Integer.MAX_VALUE));

        assertThat(scene.plan(DesiredState.REPLICATING).steps()).isEmpty();
        Observed seen = scene.observer.get("sql-fci", Include.ALL);
        assertThat(seen.pendingStart()).isEqualTo(FakeHost.NOW.plusSeconds(3600));
        assertThat(seen.job()).as("it waits, it does not run").isNull();
        assertThat(seen.document().state()).isEqualTo(DesiredState.REPLICATING);
    }

    @Test
    void resynchronizeNeedsPermissionAndShowsItsStepsWithoutIt() {
        Scene scene = new Scene();
        scene.collection.primary(CollectionState.Known.WAITING_RESYNCHRONIZATION);

        Plan refused = scene.plan(DesiredState.REPLICATING);
        Plan allowed = scene.plan(DesiredState.REPLICATING, Need.DISCARD_RECOVERY_POINTS);

        assertThat(refused.blocked()).isNotNull();
        assertThat(Objects.requireNonNull(refused.blocked()).reason()).isEqualTo(Reason.NEEDS_DISCARD_RECOVERY_POINTS);
        assertThat(Scene.methods(refused)).containsExactly("Resynchronize");
        assertThat(allowed.blocked()).isNull();
        assertThat(refused.digest()).as("permission does not make another plan").isEqualTo(allowed.digest());
    }
}
