// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every WMI enumeration against the tables of contract 2.2 and 3: number to name and back, and a number nobody knows survives. */
class CodedTest {

    /** An enumeration, how a number is read, and what the contract's table says. */
    record Table(String name, IntFunction<Coded> of, Class<? extends Enum<?>> known, Map<Integer, String> rows) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Table> tables() {
        return List.of(
                new Table(
                        "mode",
                        CollectionMode::of,
                        CollectionMode.Known.class,
                        Map.of(0, "None", 1, "Primary", 2, "Replica", 3, "Test Replica")),
                new Table(
                        "state",
                        CollectionState::of,
                        CollectionState.Known.class,
                        numbered(
                                "Disabled",
                                "Ready for replication",
                                "Waiting to complete initial replication",
                                "Replicating",
                                "Failover initiated",
                                "Recovered",
                                "Committed",
                                "Suspended",
                                "Critical",
                                "Waiting to start resynchronization",
                                "Resynchronizing",
                                "Planned failover initiated",
                                "Repurpose initiated",
                                "Test failover initiated",
                                "Partially enabled",
                                "Partially disabled",
                                "Partially recovered")),
                new Table(
                        "member state",
                        MemberState::of,
                        MemberState.Known.class,
                        numbered(
                                "Disabled",
                                "Ready for replication",
                                "Waiting to complete initial replication",
                                "Replicating",
                                "Synced replication complete",
                                "Recovered",
                                "Committed",
                                "Suspended",
                                "Critical",
                                "Waiting to start resynchronization",
                                "Resynchronizing",
                                "Resynchronization suspended",
                                "Failover in progress",
                                "Failback in progress",
                                "Failback complete",
                                "Disk update in progress",
                                "Disk update critical",
                                "Unknown",
                                "Repurpose replication in progress",
                                "Prepared for sync replication",
                                "Prepared for group reverse replication",
                                "Firedrill in progress")),
                new Table(
                        "failover type",
                        FailoverType::of,
                        FailoverType.Known.class,
                        numbered("None", "Regular", "Planned")),
                new Table(
                        "last replication type",
                        LastReplicationType::of,
                        LastReplicationType.Known.class,
                        numbered("None", "Regular", "Application consistent", "Planned")),
                new Table(
                        "consistency",
                        ConsistencyLevel::of,
                        ConsistencyLevel.Known.class,
                        numbered("Unknown", "Application consistent", "Crash consistent", "Group crash consistent")),
                new Table(
                        "health",
                        ReplicationHealth::of,
                        ReplicationHealth.Known.class,
                        numbered("Not applicable", "Ok", "Warning", "Critical")),
                new Table(
                        "authentication",
                        AuthenticationType::of,
                        AuthenticationType.Known.class,
                        Map.of(1, "Kerberos", 2, "Certificate")),
                new Table(
                        "job state",
                        JobState::of,
                        JobState.Known.class,
                        Map.ofEntries(
                                Map.entry(2, "New"),
                                Map.entry(3, "Starting"),
                                Map.entry(4, "Running"),
                                Map.entry(5, "Suspended"),
                                Map.entry(6, "Shutting Down"),
                                Map.entry(7, "Completed"),
                                Map.entry(8, "Terminated"),
                                Map.entry(9, "Killed"),
                                Map.entry(10, "Exception"),
                                Map.entry(11, "Service"),
                                Map.entry(12, "Query Pending"),
                                Map.entry(32768, "Completed with warnings"))),
                new Table(
                        "power",
                        PowerState::of,
                        PowerState.Known.class,
                        Map.ofEntries(
                                Map.entry(2, "Running"),
                                Map.entry(3, "Off"),
                                Map.entry(4, "Shutting down"),
                                Map.entry(6, "Saved"),
                                Map.entry(9, "Paused"),
                                Map.entry(10, "Starting"),
                                Map.entry(32768, "Paused"),
                                Map.entry(32769, "Saved"),
                                Map.entry(32770, "Starting"),
                                Map.entry(32773, "Saving"),
                                Map.entry(32774, "Stopping"),
                                Map.entry(32776, "Pausing"),
                                Map.entry(32777, "Resuming"))),
                new Table(
                        "return code",
                        ReturnCode::of,
                        ReturnCode.Known.class,
                        Map.ofEntries(
                                Map.entry(0, "Completed with No Error"),
                                Map.entry(4096, "Method Parameters Checked - Job Started"),
                                Map.entry(32768, "Failed"),
                                Map.entry(32769, "Access Denied"),
                                Map.entry(32770, "Not Supported"),
                                Map.entry(32771, "Status is unknown"),
                                Map.entry(32772, "Timeout"),
                                Map.entry(32773, "Invalid parameter"),
                                Map.entry(32774, "System is in use"),
                                Map.entry(32775, "Invalid state for this operation"),
                                Map.entry(32776, "Incorrect data type"),
                                Map.entry(32777, "System is not available"),
                                Map.entry(32778, "Out of memory"),
                                Map.entry(32779, "File not found"))));
    }

    private static Map<Integer, String> numbered(String... labels) {
        Map<Integer, String> rows = new HashMap<>();
        for (int i = 0; i < labels.length; i++) {
            rows.put(i, labels[i]);
        }
        return Map.copyOf(rows);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyNumberHasItsName(Table table) {
        table.rows().forEach((number, label) -> {
            Coded value = table.of().apply(number);
            assertThat(value.number()).isEqualTo(number);
            assertThat(value.label()).isEqualTo(label);
            assertThat(value.describe()).isEqualTo(number + " (" + label + ")");
        });
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyConstantIsInTheTableAndIsReadBackAsItself(Table table) {
        Set<Integer> numbers = new HashSet<>();
        for (Enum<?> constant : table.known().getEnumConstants()) {
            Coded coded = (Coded) constant;
            assertThat(table.rows()).containsEntry(coded.number(), coded.label());
            assertThat(table.of().apply(coded.number())).isSameAs(constant);
            numbers.add(coded.number());
        }
        assertThat(numbers).isEqualTo(table.rows().keySet());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aNumberNobodyKnowsSurvives(Table table) {
        for (int number : new int[] {-1, 42, 999, 65_535, 4097, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            Coded value = table.of().apply(number);
            assertThat(value).isNotInstanceOf(Enum.class).isEqualTo(table.of().apply(number));
            assertThat(value.number()).isEqualTo(number);
            assertThat(value.label()).isEqualTo("Unknown(" + number + ")");
        }
    }

    @Test
    void initialReplicationHasThreeKindsAndNoFourth() {
        assertThat(Arrays.stream(InitialReplicationType.values()).map(InitialReplicationType::number))
                .containsExactly(1, 2, 3);
        for (InitialReplicationType type : InitialReplicationType.values()) {
            assertThat(InitialReplicationType.of(type.number())).isEqualTo(Optional.of(type));
        }
        assertThat(InitialReplicationType.of(0)).isEmpty();
        assertThat(InitialReplicationType.of(4)).isEmpty();
        assertThat(InitialReplicationType.of(65_535)).isEmpty();
    }

    @Test
    void jobTypesThatMatterHaveNamesAndOthersKeepTheirNumber() {
        for (ReplicationMethod method : ReplicationMethod.values()) {
            assertThat(method.jobType().label()).doesNotStartWith("Unknown");
        }
        assertThat(JobType.of(94).label()).isEqualTo("Start Inband Initial Replication");
        assertThat(JobType.of(116).label()).isEqualTo("Sending Initial Replica");
        assertThat(JobType.of(7).label()).isEqualTo("Unknown(7)");
    }

    @Test
    void onlyEndedStatesAreTerminalAndWarningsAreSuccess() {
        assertThat(Arrays.stream(JobState.Known.values()).filter(JobState::terminal))
                .containsExactly(
                        JobState.Known.COMPLETED,
                        JobState.Known.TERMINATED,
                        JobState.Known.KILLED,
                        JobState.Known.EXCEPTION,
                        JobState.Known.COMPLETED_WITH_WARNINGS);
        assertThat(Arrays.stream(JobState.Known.values()).filter(JobState::succeeded))
                .containsExactly(JobState.Known.COMPLETED, JobState.Known.COMPLETED_WITH_WARNINGS);
        assertThat(JobState.of(77).terminal()).isFalse();
    }
}
