// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.ReplicationMethod.CANCEL_INITIAL_REPLICATION;
import static io.hvcr.agent.domain.ReplicationMethod.CANCEL_RESYNCHRONIZE;
import static io.hvcr.agent.domain.ReplicationMethod.INITIATE_PLANNED_FAILOVER;
import static io.hvcr.agent.domain.ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP;
import static io.hvcr.agent.domain.ReplicationMethod.RESET_REPLICATION_STATISTICS;
import static io.hvcr.agent.domain.ReplicationMethod.RESUME_REPLICATION;
import static io.hvcr.agent.domain.ReplicationMethod.SUSPEND_REPLICATION;
import static io.hvcr.agent.host.simulator.Site.PRIMARY;
import static io.hvcr.agent.host.simulator.Site.RECOVERY;
import static io.hvcr.agent.host.simulator.TestFabric.FILES;
import static io.hvcr.agent.host.simulator.TestFabric.SQL;
import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.ReplicationStatistics;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.StatisticsReport;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens without anybody asking for it (contract 5.2 and 5.3), and what statistics and health say of it (3.5). */
class TroubleTest {

    private static final String LINK_DOWN = "{\"kind\":\"link\",\"up\":false}";
    private static final String LINK_UP = "{\"kind\":\"link\",\"up\":true}";
    private static final ReplicationCall RESYNCHRONIZE = new ReplicationCall.Resynchronize(null, false);

    @TempDir
    Path folder;

    @Test
    void aHealthyReplicationIsOkAndCounts() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            ReplicationStatistics before = fabric.statistics(PRIMARY, FILES).statistics();
            fabric.pass(Duration.ofHours(2));
            StatisticsReport after = fabric.statistics(PRIMARY, FILES);
            assertThat(after.statistics().replicationHealth()).isEqualTo(ReplicationHealth.Known.OK);
            assertThat(after.healthIssues()).isEmpty();
            assertThat(after.statistics().replicationWalSuccessCount())
                    .isEqualTo(before.replicationWalSuccessCount() + 24);
            assertThat(after.statistics().replicationSize()).isGreaterThan(before.replicationSize());
            assertThat(after.statistics().lastWalReplicationTime()).isAfter(before.lastWalReplicationTime());
            assertThat(after.statistics().startStatisticTime()).isEqualTo(before.startStatisticTime());
            StatisticsReport received = fabric.statistics(RECOVERY, FILES);
            assertThat(received.statistics().replicationWalSuccessCount())
                    .isEqualTo(after.statistics().replicationWalSuccessCount());
            assertThat(received.statistics().pendingReplicationSize()).isZero();
        }
    }

    @Test
    void statisticsBeginAnewWithTheWindowAndWhenTheyAreReset() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.pass(Duration.ofHours(9).plusMinutes(1));
            assertThat(fabric.statistics(PRIMARY, FILES).statistics().replicationWalSuccessCount())
                    .as("a minute after nine in the evening")
                    .isLessThanOrEqualTo(1);
            fabric.pass(Duration.ofHours(1));
            assertThat(fabric.statistics(PRIMARY, FILES).statistics().replicationWalSuccessCount())
                    .isBetween(11L, 13L);
            fabric.call(PRIMARY, FILES, RESET_REPLICATION_STATISTICS);
            assertThat(fabric.statistics(PRIMARY, FILES).statistics())
                    .satisfies(s -> assertThat(s.replicationWalSuccessCount()).isZero())
                    .satisfies(s -> assertThat(s.startStatisticTime()).isEqualTo(fabric.primary.hostTime()));
        }
    }

    @Test
    void aShortInterruptionIsCaughtUp() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject(LINK_DOWN);
            fabric.pass(Duration.ofMinutes(11));
            StatisticsReport down = fabric.statistics(PRIMARY, FILES);
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
            assertThat(down.statistics().replicationHealth()).isEqualTo(ReplicationHealth.Known.WARNING);
            assertThat(down.statistics().networkFailureCount()).isPositive();
            assertThat(down.healthIssues())
                    .anySatisfy(text -> assertThat(text).contains("cannot be reached"))
                    .anySatisfy(text -> assertThat(text).contains("'FS1'"));
            fabric.inject(LINK_UP);
            fabric.pass(Duration.ofMinutes(6));
            ReplicationStatistics up = fabric.statistics(PRIMARY, FILES).statistics();
            assertThat(up.replicationWalMissCount()).isEqualTo(down.statistics().replicationWalMissCount());
            assertThat(up.maxReplicationSize())
                    .isGreaterThanOrEqualTo(down.statistics().pendingReplicationSize());
            assertThat(up.pendingReplicationSize()).isLessThan(down.statistics().pendingReplicationSize());
        }
    }

    @Test
    void aLongInterruptionUsesUpTheRetriesAndNeedsAResume() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject(LINK_DOWN);
            fabric.pass(Duration.ofMinutes(21));
            assertThat(fabric.states(FILES)).isEqualTo("1/8 2/3");
            assertThat(fabric.statistics(PRIMARY, FILES).statistics().replicationHealth())
                    .isEqualTo(ReplicationHealth.Known.CRITICAL);
            assertThat(fabric.failure(PRIMARY, FILES, new ReplicationCall.Plain(RESUME_REPLICATION)))
                    .contains("0x00002EFD");
            fabric.inject(LINK_UP);
            fabric.pass(Duration.ofHours(1));
            assertThat(fabric.states(FILES)).as("nobody resumed it").isEqualTo("1/8 2/3");
            fabric.well(PRIMARY, FILES, RESUME_REPLICATION);
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void theReplicaComplainsWhenItHasHeardNothingForAnHour() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject(LINK_DOWN);
            fabric.pass(Duration.ofMinutes(90));
            StatisticsReport report = fabric.statistics(RECOVERY, FILES);
            assertThat(report.statistics().replicationHealth()).isEqualTo(ReplicationHealth.Known.WARNING);
            assertThat(report.healthIssues())
                    .anySatisfy(text -> assertThat(text).contains("more than an hour ago"));
        }
    }

    @Test
    void aCopyStandsStillWhileTheLinkIsDownAndGoesOnWhereItStopped() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            fabric.start(InitialReplicationType.NETWORK, null);
            fabric.pass(Duration.ofSeconds(80));
            int percent = transfer(fabric);
            assertThat(percent).isBetween(45, 55);
            fabric.inject(LINK_DOWN);
            fabric.pass(Duration.ofMinutes(5));
            assertThat(transfer(fabric)).isEqualTo(percent);
            fabric.pass(Duration.ofMinutes(30));
            assertThat(fabric.states(SQL)).isEqualTo("1/8 2/2");
            fabric.inject(LINK_UP);
            fabric.well(PRIMARY, SQL, RESUME_REPLICATION);
            assertThat(fabric.states(SQL)).isEqualTo("1/2 2/2");
            assertThat(transfer(fabric)).isBetween(percent, percent + 5);
            fabric.pass(Duration.ofMinutes(2));
            assertThat(fabric.states(SQL)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void aCopyCanBeSuspendedAndCancelled() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            fabric.start(InitialReplicationType.NETWORK, null);
            fabric.pass(Duration.ofSeconds(30));
            fabric.well(PRIMARY, SQL, SUSPEND_REPLICATION);
            assertThat(fabric.states(SQL)).isEqualTo("1/7 2/2");
            fabric.pass(Duration.ofHours(1));
            fabric.well(PRIMARY, SQL, RESUME_REPLICATION);
            assertThat(fabric.states(SQL)).isEqualTo("1/2 2/2");
            fabric.well(PRIMARY, SQL, CANCEL_INITIAL_REPLICATION);
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
            fabric.pass(Duration.ofHours(1));
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
        }
    }

    private static int transfer(TestFabric fabric) {
        return fabric.primary.jobs(fabric.collection(PRIMARY, SQL)).stream()
                .filter(job -> job.type().number() == 116)
                .findFirst()
                .orElseThrow()
                .percentComplete();
    }

    @Test
    void aFullReplicaStopsBothSides() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"disk\",\"site\":\"recovery\",\"full\":true}");
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/8");
            fabric.pass(Duration.ofMinutes(21));
            assertThat(fabric.states(FILES)).isEqualTo("1/8 2/8");
            assertThat(fabric.failure(RECOVERY, FILES, new ReplicationCall.Plain(RESUME_REPLICATION)))
                    .contains("0x80070070");
            fabric.inject("{\"kind\":\"disk\",\"site\":\"recovery\",\"full\":false}");
            assertThat(fabric.failure(PRIMARY, FILES, new ReplicationCall.Plain(RESUME_REPLICATION)))
                    .contains("not in a valid replication state");
            fabric.well(RECOVERY, FILES, RESUME_REPLICATION);
            fabric.well(PRIMARY, FILES, RESUME_REPLICATION);
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void oneVolumeMayBeFullAndTheOthersNot() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"disk\",\"site\":\"recovery\",\"full\":true,\"collection\":\"files\"}");
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/8");
            fabric.create(SQL);
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
        }
    }

    @Test
    void aPausedReplicaIsCriticalAndThePrimaryMissesItsCycles() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.well(RECOVERY, FILES, SUSPEND_REPLICATION);
            fabric.pass(Duration.ofHours(6));
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/7");
            assertThat(fabric.statistics(RECOVERY, FILES).statistics().replicationHealth())
                    .isEqualTo(ReplicationHealth.Known.CRITICAL);
            StatisticsReport sender = fabric.statistics(PRIMARY, FILES);
            assertThat(sender.statistics().replicationWalMissCount()).isGreaterThanOrEqualTo(70);
            assertThat(sender.statistics().replicationFailureCount()).isPositive();
            assertThat(sender.healthIssues())
                    .anySatisfy(text -> assertThat(text).contains("cycles were missed"));
        }
    }

    @Test
    void aPausedPrimaryIsAWarning() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.well(PRIMARY, FILES, SUSPEND_REPLICATION);
            assertThat(fabric.statistics(PRIMARY, FILES).statistics().replicationHealth())
                    .isEqualTo(ReplicationHealth.Known.WARNING);
        }
    }

    @Test
    void aNeededResynchronizationStartsByItselfInsideItsWindow() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"resync\",\"collection\":\"files\"}");
            assertThat(fabric.states(FILES)).isEqualTo("1/9 2/3");
            assertThat(fabric.statistics(PRIMARY, FILES).statistics().replicationHealth())
                    .isEqualTo(ReplicationHealth.Known.CRITICAL);
            fabric.pass(Duration.ofHours(6));
            assertThat(fabric.states(FILES)).as("six in the evening").isEqualTo("1/9 2/3");
            fabric.pass(Duration.ofMinutes(30).plusSeconds(1));
            assertThat(fabric.states(FILES)).as("half past six").isEqualTo("1/10 2/10");
            assertThat(fabric.primary.members(fabric.collection(PRIMARY, FILES)))
                    .allMatch(member -> member.state() == MemberState.Known.RESYNCHRONIZING);
            fabric.pass(Duration.ofMinutes(2));
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
            assertThat(fabric.recovery.recoveryPoints(fabric.collection(RECOVERY, FILES)))
                    .as("a resynchronization removes the recovery points")
                    .extracting(RecoveryPoint::createdAt)
                    .allMatch(time -> time.isAfter(TestFabric.NOON.plus(Duration.ofHours(6))));
        }
    }

    @Test
    void anAutomaticResynchronizationWaitsForTheLink() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"resync\",\"collection\":\"files\"}");
            fabric.inject(LINK_DOWN);
            fabric.pass(Duration.ofHours(8));
            assertThat(fabric.states(FILES)).isEqualTo("1/9 2/3");
            fabric.inject(LINK_UP);
            fabric.pass(Duration.ofMinutes(20));
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void aResynchronizationCanBeStartedScheduledAndCancelled() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"resync\",\"collection\":\"files\"}");
            ReplicationCall later =
                    new ReplicationCall.Resynchronize(fabric.primary.hostTime().plus(Duration.ofHours(1)), false);
            assertThat(fabric.call(PRIMARY, FILES, later).accepted()).isTrue();
            assertThat(fabric.states(FILES)).isEqualTo("1/9 2/3");
            assertThat(fabric.call(PRIMARY, FILES, CANCEL_RESYNCHRONIZE)).isEqualTo(ReturnCode.Known.COMPLETED);
            assertThat(fabric.call(PRIMARY, FILES, CANCEL_RESYNCHRONIZE)).isEqualTo(ReturnCode.Known.INVALID_STATE);
            assertThat(fabric.call(PRIMARY, FILES, later).accepted()).isTrue();
            fabric.pass(Duration.ofHours(1));
            assertThat(fabric.states(FILES)).isEqualTo("1/10 2/3");
            fabric.pass(Duration.ofSeconds(4));
            assertThat(fabric.states(FILES)).isEqualTo("1/10 2/10");
            fabric.well(PRIMARY, FILES, CANCEL_RESYNCHRONIZE);
            assertThat(fabric.states(FILES)).isEqualTo("1/9 2/3");
        }
    }

    @Test
    void theMergeOfAResynchronizationCannotBeCancelled() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"resync\",\"collection\":\"files\"}");
            fabric.well(PRIMARY, FILES, RESYNCHRONIZE);
            fabric.pass(Duration.ofSeconds(20));
            assertThat(fabric.states(FILES)).isEqualTo("1/10 2/10");
            assertThat(fabric.call(PRIMARY, FILES, CANCEL_RESYNCHRONIZE)).isEqualTo(ReturnCode.Known.INVALID_STATE);
        }
    }

    @Test
    void aForcedResynchronizationNeedsSuspensionAndTheWord() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            assertThat(fabric.call(PRIMARY, FILES, RESYNCHRONIZE)).isEqualTo(ReturnCode.Known.INVALID_STATE);
            fabric.well(PRIMARY, FILES, SUSPEND_REPLICATION);
            assertThat(fabric.call(PRIMARY, FILES, RESYNCHRONIZE)).isEqualTo(ReturnCode.Known.INVALID_STATE);
            fabric.well(PRIMARY, FILES, new ReplicationCall.Resynchronize(null, true));
            fabric.pass(Duration.ofMinutes(2));
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void aFullPrimaryVolumeMakesAResynchronizationNecessary() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"disk\",\"site\":\"primary\",\"full\":true,\"collection\":\"files\"}");
            assertThat(fabric.states(FILES)).isEqualTo("1/9 2/3");
        }
    }

    @Test
    void aPrimaryWhoseReplicaFailedOverGoesCritical() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.well(RECOVERY, FILES, new ReplicationCall.InitiateFailover(null));
            fabric.pass(Duration.ofMinutes(21));
            assertThat(fabric.states(FILES)).isEqualTo("1/8 2/5");
            assertThat(fabric.failure(PRIMARY, FILES, new ReplicationCall.Plain(RESUME_REPLICATION)))
                    .contains("has failed over");
        }
    }

    @Test
    void aPrimaryWhoseReplicaWasRemovedGoesCritical() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.well(RECOVERY, FILES, REMOVE_REPLICATION_RELATIONSHIP);
            fabric.pass(Duration.ofMinutes(21));
            assertThat(fabric.states(FILES)).isEqualTo("1/8 0/0");
        }
    }

    @Test
    void aFailoverCancelsARunningResynchronization() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"resync\",\"collection\":\"files\"}");
            fabric.well(PRIMARY, FILES, RESYNCHRONIZE);
            assertThat(fabric.states(FILES)).isEqualTo("1/10 2/10");
            fabric.well(RECOVERY, FILES, new ReplicationCall.InitiateFailover(null));
            fabric.pass(Duration.ofMinutes(10));
            assertThat(fabric.states(FILES)).isEqualTo("1/10 2/5");
            fabric.pass(Duration.ofMinutes(10));
            assertThat(fabric.states(FILES)).isEqualTo("1/8 2/5");
        }
    }

    @Test
    void thePlannedFailoverNeedsTheLink() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"power\",\"collection\":\"files\",\"state\":\"off\"}");
            fabric.inject(LINK_DOWN);
            assertThat(fabric.failure(PRIMARY, FILES, new ReplicationCall.Plain(INITIATE_PLANNED_FAILOVER)))
                    .contains("0x00002EFD");
            fabric.inject("{\"kind\":\"power\",\"collection\":\"files\",\"state\":\"running\"}");
        }
    }
}
