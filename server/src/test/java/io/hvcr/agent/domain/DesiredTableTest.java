// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The desired × observed table of design 3.2: cell by cell, and held against the transition table. */
class DesiredTableTest {

    /** Design 3.2, row by row: enabled, replicating, suspended, absent. */
    @ParameterizedTest
    @CsvSource({
        "NONE,     0, Create, Create+Start, blocked, -",
        "PRIMARY,  1, -, Start, blocked, Remove",
        "PRIMARY,  2, -, -, Suspend, Remove",
        "PRIMARY,  3, -, -, Suspend, Remove",
        "PRIMARY, 10, -, -, Suspend, Remove",
        "PRIMARY,  7, -, Resume, -, Remove",
        "PRIMARY,  8, -, Resume, blocked, Remove",
        "PRIMARY,  9, -, Resynchronize!, blocked, Remove",
        "PRIMARY, 14, Create, Create+Start, blocked, Remove",
        "PRIMARY, 15, blocked, blocked, blocked, Remove",
        "PRIMARY, 11, changed, changed, changed, blocked",
        "PRIMARY, 42, blocked, blocked, blocked, blocked",
        "RECOVERY, 2, changed, changed, changed, Remove",
        "RECOVERY, 3, changed, changed, changed, Remove",
        "RECOVERY, 7, changed, changed, changed, Remove",
        "RECOVERY, 8, changed, changed, changed, Remove",
        "RECOVERY, 5, changed, changed, changed, blocked",
        "RECOVERY, 6, changed, changed, changed, blocked",
        "RECOVERY, 13, changed, changed, changed, blocked",
        "TEST,     0, changed, changed, changed, blocked",
        "UNKNOWN,  3, blocked, blocked, blocked, blocked",
    })
    void isTheTableOfTheDesign(
            Side side, int state, String enabled, String replicating, String suspended, String absent) {
        CollectionState observed = CollectionState.of(state);
        assertThat(words(side, observed, DesiredState.ENABLED)).isEqualTo(enabled);
        assertThat(words(side, observed, DesiredState.REPLICATING)).isEqualTo(replicating);
        assertThat(words(side, observed, DesiredState.SUSPENDED)).isEqualTo(suspended);
        assertThat(words(side, observed, DesiredState.ABSENT)).isEqualTo(absent);
    }

    private static String words(Side side, CollectionState state, DesiredState wanted) {
        return switch (DesiredTable.cell(side, state, wanted, false)) {
            case DesiredCell.Satisfied satisfied -> "-";
            case DesiredCell.SideChanged changed -> "changed";
            case DesiredCell.Blocked blocked -> "blocked";
            case DesiredCell.Calls calls ->
                String.join(
                                "+",
                                calls.methods().stream()
                                        .map(m -> m.wmiName().replaceAll("Replication.*", ""))
                                        .toList())
                        + (calls.needs().isEmpty() ? "" : "!");
        };
    }

    @Test
    void aPendingScheduleSatisfiesReplicating() {
        assertThat(DesiredTable.cell(Side.PRIMARY, CollectionState.Known.READY, DesiredState.REPLICATING, true))
                .isInstanceOf(DesiredCell.Satisfied.class);
        assertThat(DesiredTable.satisfied(Side.PRIMARY, CollectionState.Known.READY, true))
                .isEqualTo(EnumSet.of(DesiredState.ENABLED, DesiredState.REPLICATING));
    }

    @Test
    void satisfiedIsWhatNeedsNothing() {
        assertThat(DesiredTable.satisfied(Side.PRIMARY, CollectionState.Known.REPLICATING, false))
                .isEqualTo(EnumSet.of(DesiredState.ENABLED, DesiredState.REPLICATING));
        assertThat(DesiredTable.satisfied(Side.NONE, CollectionState.Known.DISABLED, false))
                .isEqualTo(EnumSet.of(DesiredState.ABSENT));
        assertThat(DesiredTable.satisfied(Side.RECOVERY, CollectionState.Known.RECOVERED, false))
                .isEqualTo(EnumSet.of(DesiredState.ENABLED, DesiredState.REPLICATING, DesiredState.SUSPENDED));
    }

    /** What the one table calls, the other takes: no plan begins with a call that the host refuses in any case. */
    @Test
    void theFirstCallOfEveryCellIsTakenThere() {
        int cells = 0;
        for (Side side : Side.values()) {
            for (CollectionState.Known state : CollectionState.Known.values()) {
                if (side == Side.NONE && state != CollectionState.Known.DISABLED) {
                    continue; // without a relationship there is no other state
                }
                for (DesiredState wanted : DesiredState.values()) {
                    if (DesiredTable.cell(side, state, wanted, false) instanceof DesiredCell.Calls calls) {
                        cells++;
                        assertThat(TransitionTable.standard()
                                        .judge(side, state, calls.methods().getFirst(), Facts.none()))
                                .as("%s in %s %s for %s", calls.methods(), side, state, wanted)
                                .isNotInstanceOf(Verdict.Refused.class);
                    }
                }
            }
        }
        assertThat(cells).isGreaterThanOrEqualTo(22);
    }

    /** And after it, the next one is: Create leads where Start is taken. */
    @Test
    void theSecondCallIsTakenWhereTheFirstLeads() {
        for (CollectionState.Known state :
                Set.of(CollectionState.Known.DISABLED, CollectionState.Known.PARTIALLY_ENABLED)) {
            Side side = state == CollectionState.Known.DISABLED ? Side.NONE : Side.PRIMARY;
            DesiredCell.Calls calls =
                    (DesiredCell.Calls) DesiredTable.cell(side, state, DesiredState.REPLICATING, false);
            Facts good = Facts.none()
                    .with(Fact.HAS_MEMBERS, true)
                    .with(Fact.REPLICABLE, true)
                    .with(Fact.START_LATER, false);
            Verdict.Accepted first = (Verdict.Accepted) TransitionTable.standard()
                    .judge(side, state, calls.methods().getFirst(), good);
            Next.To to = (Next.To) first.row().next();
            assertThat(TransitionTable.standard()
                            .judge(to.side(), to.state(), calls.methods().get(1), good))
                    .isInstanceOf(Verdict.Accepted.class);
        }
    }
}
