// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.ReplicationMethod.CANCEL_INITIAL_REPLICATION;
import static io.hvcr.agent.domain.ReplicationMethod.COMMIT_FAILOVER;
import static io.hvcr.agent.domain.ReplicationMethod.INITIATE_PLANNED_FAILOVER;
import static io.hvcr.agent.domain.ReplicationMethod.PREPARE_FOR_REVERSE_REPLICATION;
import static io.hvcr.agent.domain.ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP;
import static io.hvcr.agent.domain.ReplicationMethod.RESUME_REPLICATION;
import static io.hvcr.agent.domain.ReplicationMethod.REVERT_FAILOVER;
import static io.hvcr.agent.domain.ReplicationMethod.REVERT_PLANNED_FAILOVER;
import static io.hvcr.agent.domain.ReplicationMethod.REVERT_TEST_REPLICA_COLLECTION;
import static io.hvcr.agent.domain.ReplicationMethod.SUSPEND_REPLICATION;
import static io.hvcr.agent.host.simulator.Site.PRIMARY;
import static io.hvcr.agent.host.simulator.Site.RECOVERY;
import static io.hvcr.agent.host.simulator.TestFabric.FILES;
import static io.hvcr.agent.host.simulator.TestFabric.SQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.LastReplicationType;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.SharedDiskSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole flows of contract 5.4 across both sites, with what each leaves behind. */
class FlowTest {

    private static final Duration COPY = Duration.ofMinutes(10);
    private static final ReplicationCall TO_LATEST = new ReplicationCall.InitiateFailover(null);
    private static final ReplicationCall BACK = new ReplicationCall.Reverse(TestFabric.toBroker(PRIMARY));

    @TempDir
    Path folder;

    @Test
    void enablesAndReplicatesOverTheNetwork() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            assertThat(fabric.states(SQL)).isEqualTo("0/0 -");
            fabric.create(SQL);
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
            assertThat(members(fabric, RECOVERY, SQL)).allMatch(Member::off);
            assertThat(members(fabric, RECOVERY, SQL))
                    .extracting(Member::id)
                    .containsExactlyElementsOf(members(fabric, PRIMARY, SQL).stream()
                            .map(Member::id)
                            .toList());

            fabric.start(InitialReplicationType.NETWORK, null);
            assertThat(fabric.states(SQL)).isEqualTo("1/2 2/2");
            fabric.pass(COPY);
            assertThat(fabric.states(SQL)).isEqualTo("1/3 2/3");
            assertThat(points(fabric, SQL)).isNotEmpty();
            assertThat(memberStates(fabric, PRIMARY, SQL)).containsOnly(MemberState.Known.REPLICATING);
        }
    }

    @Test
    void aScheduledStartCanBeCancelledAndReplaced() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            ReplicationCall inTwoHours = network(fabric, Duration.ofHours(2));
            ReplicationCall inThreeHours = network(fabric, Duration.ofHours(3));
            assertThat(fabric.call(PRIMARY, SQL, inTwoHours)).isEqualTo(ReturnCode.Known.JOB_STARTED);
            assertThat(fabric.call(PRIMARY, SQL, inThreeHours)).isEqualTo(ReturnCode.Known.JOB_STARTED);
            fabric.pass(Duration.ofMinutes(150));
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
            assertThat(fabric.call(PRIMARY, SQL, CANCEL_INITIAL_REPLICATION)).isEqualTo(ReturnCode.Known.COMPLETED);
            fabric.pass(Duration.ofHours(3));
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
            fabric.call(PRIMARY, SQL, network(fabric, Duration.ofHours(2)));
            fabric.pass(Duration.ofHours(2).plus(COPY));
            assertThat(fabric.states(SQL)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void pausesOnEitherSideAndContinues() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.well(PRIMARY, FILES, SUSPEND_REPLICATION);
            assertThat(fabric.states(FILES)).isEqualTo("1/7 2/3");
            assertThat(memberStates(fabric, PRIMARY, FILES)).containsOnly(MemberState.Known.SUSPENDED);
            fabric.well(PRIMARY, FILES, RESUME_REPLICATION);
            fabric.well(RECOVERY, FILES, SUSPEND_REPLICATION);
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/7");
            fabric.well(RECOVERY, FILES, RESUME_REPLICATION);
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void testsWhileReplicationGoesOn() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.well(RECOVERY, FILES, new ReplicationCall.TestReplica(null));
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/13");
            HostCollection replica = fabric.collection(RECOVERY, FILES);
            HostCollection test = fabric.recovery.testCollection(replica).orElseThrow();
            assertThat(test.mode().number()).isEqualTo(3);
            assertThat(test.state().number()).isZero();
            assertThat(fabric.recovery.members(test))
                    .extracting(Member::name)
                    .containsExactly("FS1 - Test", "FS2 - Test");
            assertThat(fabric.call(RECOVERY, FILES, new ReplicationCall.TestReplica(null)))
                    .isEqualTo(ReturnCode.Known.INVALID_STATE);

            fabric.pass(Duration.ofHours(2));
            assertThat(fabric.collection(RECOVERY, FILES).lastApplyTime()).isAfter(replica.lastApplyTime());
            assertThat(fabric.statistics(RECOVERY, FILES).statistics().lastTestFailoverTime())
                    .isNotNull();

            fabric.well(RECOVERY, FILES, REVERT_TEST_REPLICA_COLLECTION);
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
            assertThat(fabric.recovery.collection(test.id())).isEmpty();
        }
    }

    @Test
    void movesAsPlannedWithoutLoss() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            power(fabric, PRIMARY, FILES, "off");
            fabric.well(PRIMARY, FILES, INITIATE_PLANNED_FAILOVER);
            assertThat(fabric.states(FILES)).isEqualTo("1/11 2/3");
            assertThat(members(fabric, PRIMARY, FILES))
                    .extracting(Member::lastReplicationType)
                    .containsOnly(LastReplicationType.Known.PLANNED);
            assertThat(sharedDisks(fabric).lastReplicationType()).isEqualTo(LastReplicationType.Known.PLANNED);
            assertThat(memberStates(fabric, PRIMARY, FILES))
                    .containsOnly(MemberState.Known.SYNCED_REPLICATION_COMPLETE);
            assertThat(fabric.statistics(PRIMARY, FILES).statistics().pendingReplicationSize())
                    .isZero();
            assertThatThrownBy(() -> power(fabric, PRIMARY, FILES, "running")).hasMessageContaining("locked");

            fabric.well(RECOVERY, FILES, TO_LATEST);
            assertThat(fabric.states(FILES)).isEqualTo("1/11 2/5");
            assertThat(fabric.collection(RECOVERY, FILES).failoverType()).isEqualTo(FailoverType.Known.PLANNED);
            fabric.well(RECOVERY, FILES, COMMIT_FAILOVER);
            assertThat(points(fabric, FILES)).isEmpty();
            fabric.well(RECOVERY, FILES, BACK);
            assertThat(fabric.states(FILES)).isEqualTo("2/3 1/3");
            assertThat(fabric.collection(RECOVERY, FILES).failoverType()).isEqualTo(FailoverType.Known.NONE);
            power(fabric, RECOVERY, FILES, "running");

            fabric.pass(Duration.ofHours(1));
            assertThat(fabric.collection(PRIMARY, FILES).lastApplyTime()).isNotNull();
            ReplicationSettings settings =
                    fabric.recovery.settings(fabric.collection(RECOVERY, FILES)).orElseThrow();
            assertThat(settings.recoveryConnectionPoint()).isEqualTo("broker.primary.example");
            assertThat(settings.primaryConnectionPoint()).isEqualTo("broker.recovery.example");
            assertThat(settings.recoveryHistory()).isEqualTo(4);
        }
    }

    private static SharedDiskSet sharedDisks(TestFabric fabric) {
        return fabric.recovery.sharedDiskSet(fabric.collection(RECOVERY, FILES)).orElseThrow();
    }

    @Test
    void aPlannedMoveCanBeAborted() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            power(fabric, PRIMARY, FILES, "off");
            fabric.well(PRIMARY, FILES, INITIATE_PLANNED_FAILOVER);
            fabric.well(PRIMARY, FILES, REVERT_PLANNED_FAILOVER);
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
            power(fabric, PRIMARY, FILES, "running");
            assertThat(members(fabric, PRIMARY, FILES)).noneMatch(Member::off);
        }
    }

    @Test
    void failsOverUnplannedTriesAnotherPointAndComesBack() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"link\",\"up\":false}");
            List<RecoveryPoint> points = points(fabric, FILES);
            fabric.well(RECOVERY, FILES, TO_LATEST);
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/5");
            assertThat(fabric.collection(RECOVERY, FILES).failoverType()).isEqualTo(FailoverType.Known.REGULAR);
            assertThat(points(fabric, FILES)).isEqualTo(points);
            fabric.well(RECOVERY, FILES, REVERT_FAILOVER);
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
            assertThat(fabric.collection(RECOVERY, FILES).failoverType()).isEqualTo(FailoverType.Known.NONE);
            fabric.well(
                    RECOVERY,
                    FILES,
                    new ReplicationCall.InitiateFailover(points.getFirst().path()));
            fabric.well(RECOVERY, FILES, COMMIT_FAILOVER);
            power(fabric, RECOVERY, FILES, "running");

            // The old primary is back; it had gone critical meanwhile.
            fabric.pass(Duration.ofHours(5));
            assertThat(fabric.states(FILES)).isEqualTo("1/8 2/6");
            fabric.inject("{\"kind\":\"link\",\"up\":true}");
            assertThat(fabric.failure(RECOVERY, FILES, BACK)).contains("not prepared for reverse replication");
            assertThat(fabric.states(FILES)).isEqualTo("1/8 2/6");
            power(fabric, PRIMARY, FILES, "off");
            fabric.well(PRIMARY, FILES, PREPARE_FOR_REVERSE_REPLICATION);
            assertThat(fabric.states(FILES)).isEqualTo("2/2 2/6");
            assertThat(memberStates(fabric, PRIMARY, FILES)).containsOnly(MemberState.Known.PREPARED_FOR_GROUP_REVERSE);
            fabric.well(RECOVERY, FILES, BACK);
            assertThat(fabric.states(FILES)).isEqualTo("2/2 1/1");

            // The old primary's disks are the base of a seeded start.
            fabric.well(RECOVERY, FILES, new ReplicationCall.Start(InitialReplicationType.SEEDED, null, null));
            fabric.pass(COPY);
            assertThat(fabric.states(FILES)).isEqualTo("2/3 1/3");
        }
    }

    @Test
    void removesEachSideByItself() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.well(PRIMARY, FILES, REMOVE_REPLICATION_RELATIONSHIP);
            assertThat(fabric.states(FILES)).isEqualTo("0/0 2/3");
            ReplicationCall again = new ReplicationCall.Create(TestFabric.toBroker(RECOVERY));
            assertThat(fabric.failure(PRIMARY, FILES, again)).contains("already enabled for replication");
            fabric.well(RECOVERY, FILES, REMOVE_REPLICATION_RELATIONSHIP);
            assertThat(fabric.states(FILES)).isEqualTo("0/0 0/0");
            assertThat(members(fabric, RECOVERY, FILES)).hasSize(2);
            assertThat(fabric.recovery.settings()).isEmpty();

            // What was left behind is a base for a seeded start.
            fabric.create(FILES);
            fabric.well(PRIMARY, FILES, new ReplicationCall.Start(InitialReplicationType.SEEDED, null, null));
            fabric.pass(COPY);
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
        }
    }

    private static ReplicationCall network(TestFabric fabric, Duration ahead) {
        return new ReplicationCall.Start(
                InitialReplicationType.NETWORK, null, fabric.primary.hostTime().plus(ahead));
    }

    private static void power(TestFabric fabric, Site site, String name, String state) {
        fabric.inject("{\"kind\":\"power\",\"collection\":\"" + name + "\",\"site\":\"" + site.wireName()
                + "\",\"state\":\"" + state + "\"}");
    }

    private static List<Member> members(TestFabric fabric, Site site, String name) {
        return fabric.host(site).members(fabric.collection(site, name));
    }

    private static List<MemberState> memberStates(TestFabric fabric, Site site, String name) {
        return members(fabric, site, name).stream().map(Member::state).toList();
    }

    private static List<RecoveryPoint> points(TestFabric fabric, String name) {
        return fabric.recovery.recoveryPoints(fabric.collection(RECOVERY, name));
    }
}
