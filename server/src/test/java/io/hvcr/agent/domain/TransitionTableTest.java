// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import static io.hvcr.agent.domain.CollectionState.Known.*;
import static io.hvcr.agent.domain.ReplicationMethod.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The transition table as data: held against the tables of contract 5.2 and 5.3, and against its own promises. */
class TransitionTableTest {

    private static final Facts GOOD = allFacts(Truth.YES)
            .with(Fact.OTHER_SIDE_PREPARED, false)
            .with(Fact.OTHER_SIDE_PLANNED, false)
            .with(Fact.EXPORT_FINISHED, false)
            .with(Fact.TEST_EXISTS, false)
            .with(Fact.START_LATER, false)
            .with(Fact.MERGE_STARTED, false);

    private static Facts allFacts(Truth truth) {
        Map<Fact, Truth> facts = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            facts.put(fact, truth);
        }
        return Facts.of(facts);
    }

    /** Contract 5.2 and 5.3, cell by cell, under the default assumptions and with every condition met. */
    @ParameterizedTest
    @CsvSource({
        "NONE,     0, CreateReplicationRelationship,    PRIMARY 1",
        "PRIMARY,  1, StartReplication,                 2 then PRIMARY 3",
        "PRIMARY,  1, CancelInitialReplication,         stays",
        "PRIMARY,  1, ModifyReplicationSettings,        stays",
        "PRIMARY,  1, RemoveReplicationRelationship,    NONE 0",
        "PRIMARY,  2, CancelInitialReplication,         PRIMARY 1",
        "PRIMARY,  2, SuspendReplication,               PRIMARY 7",
        "PRIMARY,  3, SuspendReplication,               PRIMARY 7",
        "PRIMARY,  3, ModifyReplicationSettings,        stays",
        "PRIMARY,  3, InitiatePlannedFailover,          PRIMARY 11",
        "PRIMARY,  7, ResumeReplication,                before",
        "PRIMARY,  7, Resynchronize,                    10 then PRIMARY 3",
        "PRIMARY,  8, ResumeReplication,                before",
        "PRIMARY,  8, Resynchronize,                    10 then PRIMARY 3",
        "PRIMARY,  9, Resynchronize,                    10 then PRIMARY 3",
        "PRIMARY,  9, CancelResynchronize,              stays",
        "PRIMARY, 10, CancelResynchronize,              PRIMARY 9",
        "PRIMARY, 10, SuspendReplication,               PRIMARY 7",
        "PRIMARY, 11, RevertPlannedFailover,            PRIMARY 3",
        "PRIMARY, 11, RemoveReplicationRelationship,    NONE 0",
        "PRIMARY,  3, PrepareForReverseReplication,     12 then RECOVERY 2",
        "PRIMARY, 14, CreateReplicationRelationship,    PRIMARY 1",
        "PRIMARY, 15, RemoveReplicationRelationship,    NONE 0",
        "RECOVERY, 3, TestReplicaCollection,            RECOVERY 13",
        "RECOVERY, 3, InitiateFailover,                 4 then RECOVERY 5",
        "RECOVERY, 7, InitiateFailover,                 4 then RECOVERY 5",
        "RECOVERY, 8, InitiateFailover,                 4 then RECOVERY 5",
        "RECOVERY, 10, InitiateFailover,                4 then RECOVERY 5",
        "RECOVERY, 13, InitiateFailover,                4 then RECOVERY 5",
        "RECOVERY, 13, RevertTestReplicaCollection,     RECOVERY 3",
        "RECOVERY, 3, SuspendReplication,               RECOVERY 7",
        "RECOVERY, 7, ResumeReplication,                before",
        "RECOVERY, 8, ResumeReplication,                before",
        "RECOVERY, 5, RevertFailover,                   RECOVERY 3",
        "RECOVERY, 16, RevertFailover,                  RECOVERY 3",
        "RECOVERY, 5, CommitFailover,                   RECOVERY 6",
        "RECOVERY, 2, RemoveReplicationRelationship,    NONE 0",
        "RECOVERY, 6, RemoveReplicationRelationship,    NONE 0",
    })
    void takesWhatTheContractTakes(Side side, int state, String method, String next) {
        Verdict verdict = TransitionTable.standard().judge(side, CollectionState.of(state), named(method), GOOD);
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        assertThat(words(((Verdict.Accepted) verdict).row().next())).isEqualTo(next);
    }

    private static String words(Next next) {
        return switch (next) {
            case Next.Stays stays -> "stays";
            case Next.To to -> to.side() + " " + to.state().number();
            case Next.Through through ->
                through.during().number() + " then " + through.side() + " "
                        + through.end().number();
            case Next.BeforeSuspension before -> "before";
            case Next.JobFails fails -> "job fails";
        };
    }

    /** What contract 5.2 and 5.3 refuse with 32775, whatever the facts are. */
    @ParameterizedTest
    @CsvSource({
        "NONE, 0, StartReplication, NOT_REPLICATED",
        "NONE, 0, RemoveReplicationRelationship, NOT_REPLICATED",
        "NONE, 0, GetReplicationStatistics, NOT_REPLICATED",
        "PRIMARY, 1, CreateReplicationRelationship, ALREADY_SATISFIED",
        "PRIMARY, 2, StartReplication, INVALID_STATE",
        "PRIMARY, 2, InitiatePlannedFailover, INVALID_STATE",
        "PRIMARY, 3, Resynchronize, INVALID_STATE",
        "PRIMARY, 3, ResumeReplication, INVALID_STATE",
        "PRIMARY, 3, StartReplication, INVALID_STATE",
        "PRIMARY, 9, ResumeReplication, INVALID_STATE",
        "PRIMARY, 7, ModifyReplicationSettings, INVALID_STATE",
        "PRIMARY, 11, SuspendReplication, INVALID_STATE",
        "PRIMARY, 11, InitiatePlannedFailover, INVALID_STATE",
        "PRIMARY, 3, InitiateFailover, WRONG_SIDE",
        "PRIMARY, 3, CommitFailover, WRONG_SIDE",
        "RECOVERY, 2, TestReplicaCollection, INVALID_STATE",
        "RECOVERY, 2, InitiateFailover, INVALID_STATE",
        "RECOVERY, 2, CommitFailover, INVALID_STATE",
        "RECOVERY, 5, ReverseReplicationRelationship, INVALID_STATE",
        "RECOVERY, 6, RevertFailover, INVALID_STATE",
        "RECOVERY, 6, CommitFailover, INVALID_STATE",
        "RECOVERY, 6, InitiateFailover, INVALID_STATE",
        "RECOVERY, 13, TestReplicaCollection, INVALID_STATE",
        "RECOVERY, 3, CreateReplicationRelationship, WRONG_SIDE",
        "RECOVERY, 3, StartReplication, WRONG_SIDE",
        "RECOVERY, 3, Resynchronize, WRONG_SIDE",
        "RECOVERY, 3, InitiatePlannedFailover, WRONG_SIDE",
        "RECOVERY, 3, PrepareForReverseReplication, WRONG_SIDE",
        "RECOVERY, 3, ModifyReplicationSettings, WRONG_SIDE",
        "TEST, 0, RemoveReplicationRelationship, WRONG_SIDE",
        "TEST, 0, GetReplicationStatistics, WRONG_SIDE",
        "UNKNOWN, 3, SuspendReplication, UNKNOWN_STATE",
        "PRIMARY, 42, SuspendReplication, UNKNOWN_STATE",
    })
    void refusesWhatTheContractRefuses(Side side, int state, String method, Reason reason) {
        for (Truth truth : Truth.values()) {
            Verdict verdict =
                    TransitionTable.standard().judge(side, CollectionState.of(state), named(method), allFacts(truth));
            assertThat(verdict).isInstanceOf(Verdict.Refused.class);
            assertThat(((Verdict.Refused) verdict).returnValue()).isEqualTo(ReturnCode.Known.INVALID_STATE);
            assertThat(((Verdict.Refused) verdict).reason()).isEqualTo(reason);
        }
    }

    private static ReplicationMethod named(String method) {
        return ReplicationMethod.named(method).orElseThrow();
    }

    @Test
    void everyRowIsTakenWhenItsGuardsHoldAndNamesTheFirstThatDoesNot() {
        for (TransitionTable table : everyTable()) {
            for (Transition row : table.rows()) {
                Facts met = met(row);
                assertThat(row.test(met)).isEqualTo(Truth.YES);
                for (CollectionState.Known state : row.states()) {
                    assertThat(table.judge(row.side(), state, row.method(), met))
                            .as("%s in %s %s", row.method(), row.side(), state)
                            .isInstanceOf(Verdict.Accepted.class);
                }
                for (Guard guard : row.guards()) {
                    Facts unmet = met.with(guard.fact(), !guard.wanted());
                    assertThat(row.test(unmet)).isEqualTo(Truth.NO);
                    assertThat(row.firstUnmet(unmet)).contains(guard);
                    Facts untold = met.with(guard.fact(), Truth.UNKNOWN);
                    assertThat(row.test(untold)).isEqualTo(Truth.UNKNOWN);
                    assertThat(row.firstUnknown(untold)).contains(guard);
                }
            }
        }
    }

    private static Facts met(Transition row) {
        Facts facts = GOOD;
        for (Guard guard : row.guards()) {
            facts = facts.with(guard.fact(), guard.wanted());
        }
        return facts;
    }

    /** The table under every single assumption the other way round than by default. */
    private static List<TransitionTable> everyTable() {
        List<TransitionTable> tables = new ArrayList<>();
        tables.add(TransitionTable.standard());
        for (Assumption assumption : Assumption.values()) {
            tables.add(TransitionTable.under(flipped(assumption)));
        }
        return tables;
    }

    private static Set<Assumption> flipped(Assumption assumption) {
        Set<Assumption> assumptions = EnumSet.copyOf(Assumption.defaults());
        if (!assumptions.remove(assumption)) {
            assumptions.add(assumption);
        }
        return assumptions;
    }

    @ParameterizedTest
    @EnumSource(Assumption.class)
    void everyAssumptionSwitchesAtLeastOneRow(Assumption assumption) {
        assertThat(TransitionTable.under(flipped(assumption)).rows())
                .isNotEqualTo(TransitionTable.standard().rows());
    }

    @Test
    void whatIsOfLowEvidenceHangsOnAnAssumption() {
        assertThat(TransitionRows.all())
                .filteredOn(row -> row.evidence() == Evidence.INFERRED_LOW)
                .allSatisfy(row -> assertThat(row.assumption() != null || row.without() != null)
                        .isTrue());
    }

    @Test
    void noTwoRowsOfOneTableAnswerTheSameQuestion() {
        for (TransitionTable table : everyTable()) {
            List<Transition> rows = table.rows();
            for (int i = 0; i < rows.size(); i++) {
                for (Transition other : rows.subList(i + 1, rows.size())) {
                    Transition row = rows.get(i);
                    boolean together = row.side() == other.side()
                            && row.method() == other.method()
                            && row.states().stream().anyMatch(other.states()::contains);
                    assertThat(together && row.guards().equals(other.guards()))
                            .as("%s and %s", row, other)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void everyMethodHasARowSomewhere() {
        Set<ReplicationMethod> methods = EnumSet.noneOf(ReplicationMethod.class);
        TransitionTable.standard().rows().forEach(row -> methods.add(row.method()));
        assertThat(methods).isEqualTo(EnumSet.allOf(ReplicationMethod.class));
    }

    @Test
    void everyGuardIsUsed() {
        Set<Guard> guards = EnumSet.noneOf(Guard.class);
        TransitionRows.all().forEach(row -> guards.addAll(row.guards()));
        assertThat(guards).isEqualTo(EnumSet.allOf(Guard.class));
    }

    @Test
    void saysWhatIsMissing() {
        Verdict running = TransitionTable.standard()
                .judge(Side.PRIMARY, REPLICATING, INITIATE_PLANNED_FAILOVER, GOOD.with(Fact.MEMBERS_OFF, false));
        assertThat(running)
                .isEqualTo(new Verdict.Refused(
                        ReturnCode.Known.INVALID_STATE, Reason.MEMBERS_RUNNING, "all member virtual machines are off"));
        Verdict empty = TransitionTable.standard()
                .judge(Side.NONE, DISABLED, CREATE_REPLICATION_RELATIONSHIP, GOOD.with(Fact.HAS_MEMBERS, false));
        assertThat(((Verdict.Refused) empty).returnValue()).isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
        Verdict shared = TransitionTable.standard()
                .judge(Side.NONE, DISABLED, CREATE_REPLICATION_RELATIONSHIP, GOOD.with(Fact.REPLICABLE, false));
        assertThat(((Verdict.Refused) shared).returnValue()).isEqualTo(ReturnCode.Known.NOT_SUPPORTED);
    }

    @Test
    void saysThatItCannotTell() {
        Verdict verdict =
                TransitionTable.standard().judge(Side.PRIMARY, REPLICATING, INITIATE_PLANNED_FAILOVER, Facts.none());
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        assertThat(((Verdict.Undecided) verdict).guard()).isEqualTo(Guard.MEMBERS_OFF);
    }

    @Test
    void namesWhereAMethodIsValid() {
        assertThat(TransitionTable.standard().whereValid(START_REPLICATION))
                .isEqualTo("in mode 1 (Primary), state 1 (Ready for replication)");
        assertThat(TransitionTable.standard().whereValid(SUSPEND_REPLICATION))
                .isEqualTo("in mode 1 (Primary), state 2 (Waiting to complete initial replication), 3 (Replicating)"
                        + " or 10 (Resynchronizing), or in mode 2 (Replica), state 3 (Replicating)");
    }

    @Test
    void namesTheStatesThatAreMissingWhereMostAreValid() {
        assertThat(TransitionTable.standard().whereValid(REVERT_TEST_REPLICA_COLLECTION))
                .isEqualTo("in mode 2 (Replica), any state but 0 (Disabled)");
    }

    @Test
    void listsWhatIsValidNext() {
        assertThat(TransitionTable.standard().valid(Side.NONE, DISABLED, GOOD))
                .containsExactly(CREATE_REPLICATION_RELATIONSHIP);
        assertThat(TransitionTable.standard().valid(Side.RECOVERY, COMMITTED, GOOD))
                .containsExactly(
                        REVERSE_REPLICATION_RELATIONSHIP,
                        REMOVE_REPLICATION_RELATIONSHIP,
                        RESET_REPLICATION_STATISTICS);
        assertThat(TransitionTable.standard().valid(Side.TEST, DISABLED, GOOD)).isEmpty();
    }

    @Test
    void calledWithoutTheirParametersMethodsAreNotPlain() {
        List<ReplicationMethod> plain = Arrays.stream(ReplicationMethod.values())
                .filter(TransitionTableTest::isPlain)
                .toList();
        assertThat(plain)
                .containsExactly(
                        CANCEL_INITIAL_REPLICATION,
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
                        RESET_REPLICATION_STATISTICS);
    }

    private static boolean isPlain(ReplicationMethod method) {
        try {
            return new ReplicationCall.Plain(method).method() == method;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(ReplicationMethod.class)
    void methodsAreFoundByTheirNamesInAnyCase(ReplicationMethod method) {
        assertThat(ReplicationMethod.named(method.wmiName())).contains(method);
        assertThat(ReplicationMethod.named("HYPERV." + method.wmiName().toUpperCase(Locale.ROOT)))
                .contains(method);
        assertThat(ReplicationMethod.named(method.wmiName() + "x")).isEmpty();
    }
}
