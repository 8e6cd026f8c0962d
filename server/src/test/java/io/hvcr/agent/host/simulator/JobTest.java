// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.ReplicationMethod.CANCEL_INITIAL_REPLICATION;
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

import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.sql.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of jobs (contract 3.10, 5.1, 5.9) and the switches that change it. */
class JobTest {

    private static final ReplicationCall NETWORK =
            new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null);
    private static final ReplicationCall CREATE = new ReplicationCall.Create(TestFabric.toBroker(RECOVERY));

    @TempDir
    Path folder;

    @Test
    void aJobGoesFromRunningToCompletedAndIsForgotten() {
        try (TestFabric fabric = TestFabric.of(folder, Scenes.two("\"timings\":{\"jobSeconds\":10},"))) {
            String path = path(fabric.primary.invoke(fabric.collection(PRIMARY, SQL), CREATE));
            assertThat(path).startsWith("\\\\HV-P1\\root\\HyperVCluster\\v2:Msvm_ConcreteJob.InstanceID=\"");
            assertThat(job(fabric, path))
                    .returns(JobState.Known.RUNNING, HostJob::state)
                    .returns(0, HostJob::percentComplete);
            fabric.pass(Duration.ofSeconds(4));
            assertThat(job(fabric, path).percentComplete()).isEqualTo(40);
            fabric.pass(Duration.ofSeconds(6));
            assertThat(job(fabric, path))
                    .returns(JobState.Known.COMPLETED, HostJob::state)
                    .returns(100, HostJob::percentComplete)
                    .returns("Enabling Replication", HostJob::name)
                    .returns(TestFabric.NOON, HostJob::timeSubmitted)
                    .returns(TestFabric.NOON.plusSeconds(10), HostJob::timeOfLastChange);
            fabric.pass(Duration.ofMinutes(5).minusMillis(1));
            assertThat(fabric.primary.job(path)).isPresent();
            fabric.pass(Duration.ofMillis(1));
            assertThat(fabric.primary.job(path)).isEmpty();
        }
    }

    @Test
    void theCopyShowsAsAJobOfItsOwnThatKeepsNobodyOut() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            fabric.well(PRIMARY, SQL, NETWORK);
            fabric.pass(Duration.ofSeconds(60));
            assertThat(fabric.primary.jobs(fabric.collection(PRIMARY, SQL)))
                    .filteredOn(HostJob::running)
                    .singleElement()
                    .satisfies(job -> assertThat(job.type().number()).isEqualTo(116))
                    .satisfies(job -> assertThat(job.percentComplete()).isBetween(30, 45));
            assertThat(fabric.call(PRIMARY, SQL, SUSPEND_REPLICATION)).isEqualTo(ReturnCode.Known.JOB_STARTED);
        }
    }

    @Test
    void aSwitchHidesTheCopy() {
        try (TestFabric fabric = TestFabric.of(folder, Scenes.two("\"switches\":{\"transferJobs\":false},"))) {
            fabric.create(SQL);
            fabric.well(PRIMARY, SQL, NETWORK);
            assertThat(fabric.primary.jobs()).noneMatch(HostJob::running);
            fabric.pass(Duration.ofMinutes(5));
            assertThat(fabric.states(SQL)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void aSwitchLetsTheJobOfTheStartRunUntilTheCopyHasEnded() {
        String scenario = Scenes.two("\"switches\":{\"startJobEndsWithCopy\":true},");
        try (TestFabric fabric = TestFabric.of(folder, scenario)) {
            fabric.create(SQL);
            String path = path(fabric.primary.invoke(fabric.collection(PRIMARY, SQL), NETWORK));
            fabric.pass(Duration.ofSeconds(82));
            assertThat(job(fabric, path))
                    .returns(JobState.Known.RUNNING, HostJob::state)
                    .satisfies(job -> assertThat(job.percentComplete()).isEqualTo(50));
            assertThat(fabric.call(PRIMARY, SQL, SUSPEND_REPLICATION))
                    .as("the method's own job keeps others out")
                    .isEqualTo(ReturnCode.Known.SYSTEM_IN_USE);
            fabric.pass(Duration.ofSeconds(80));
            assertThat(job(fabric, path).state()).isEqualTo(JobState.Known.COMPLETED);
            assertThat(fabric.states(SQL)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void aJobThatLastsAsLongAsItsCopyFailsWhereTheCopyDoesAndKeepsNobodyOut() {
        String scenario = Scenes.two("\"switches\":{\"startJobEndsWithCopy\":true},");
        try (TestFabric fabric = TestFabric.of(folder, scenario)) {
            fabric.create(SQL);
            String path = path(fabric.primary.invoke(fabric.collection(PRIMARY, SQL), NETWORK));
            fabric.pass(Duration.ofSeconds(30));
            fabric.inject("{\"kind\":\"link\",\"up\":false}");
            fabric.pass(Duration.ofMinutes(16));
            assertThat(fabric.states(SQL)).isEqualTo("1/8 2/2");
            assertThat(job(fabric, path).failure())
                    .hasValueSatisfying(text -> assertThat(text).contains("0x00002EFD"));
            fabric.inject("{\"kind\":\"link\",\"up\":true}");
            fabric.well(PRIMARY, SQL, RESUME_REPLICATION);
            fabric.pass(Duration.ofMinutes(3));
            assertThat(fabric.states(SQL)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void aCancelIsLetPastTheJobThatItCancelsAndStatisticsPastEveryJob() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            String start = path(fabric.primary.invoke(fabric.collection(PRIMARY, SQL), NETWORK));
            assertThat(fabric.call(PRIMARY, SQL, REMOVE_REPLICATION_RELATIONSHIP))
                    .isEqualTo(ReturnCode.Known.SYSTEM_IN_USE);
            assertThat(fabric.call(PRIMARY, SQL, new ReplicationCall.GetStatistics()))
                    .isEqualTo(ReturnCode.Known.COMPLETED);
            assertThat(fabric.call(PRIMARY, SQL, RESET_REPLICATION_STATISTICS)).isEqualTo(ReturnCode.Known.COMPLETED);
            fabric.well(PRIMARY, SQL, CANCEL_INITIAL_REPLICATION);
            assertThat(job(fabric, start).state()).isEqualTo(JobState.Known.TERMINATED);
            fabric.pass(Duration.ofMinutes(10));
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
        }
    }

    @Test
    void readingStatisticsChangesNothingAndLeavesNoJob() {
        try (TestFabric fabric = TestFabric.two(folder);
                Database file = FabricFile.open(folder.resolve("test.fabric"))) {
            Optional<FabricFile.Head> before = file.read(FabricFile::head);
            assertThat(fabric.statistics(PRIMARY, FILES)).isEqualTo(fabric.statistics(PRIMARY, FILES));
            assertThat(fabric.call(PRIMARY, SQL, new ReplicationCall.GetStatistics()))
                    .as("not replicated")
                    .isEqualTo(ReturnCode.Known.INVALID_STATE);
            assertThat(file.read(FabricFile::head)).isEqualTo(before);
            assertThat(fabric.primary.jobs()).isEmpty();
        }
    }

    @Test
    void aMethodMayAnswerThatItIsDone() {
        String scenario =
                Scenes.two("\"switches\":{\"answers\":{\"suspendreplication\":0,\"GetReplicationStatistics\":4096,"
                        + "\"TestReplicaCollection\":0,\"CreateReplicationRelationship\":0}},");
        try (TestFabric fabric = TestFabric.of(folder, scenario)) {
            HostAnswer suspended = fabric.primary.invoke(
                    fabric.collection(PRIMARY, FILES), new ReplicationCall.Plain(SUSPEND_REPLICATION));
            assertThat(suspended).isEqualTo(HostAnswer.of(ReturnCode.Known.COMPLETED));
            assertThat(fabric.states(FILES)).isEqualTo("1/7 2/3");
            HostAnswer statistics =
                    fabric.primary.invoke(fabric.collection(PRIMARY, FILES), new ReplicationCall.GetStatistics());
            assertThat(statistics.returnValue()).isEqualTo(ReturnCode.Known.JOB_STARTED);
            assertThat(statistics.jobPath()).isNotNull();
            HostAnswer tested =
                    fabric.recovery.invoke(fabric.collection(RECOVERY, FILES), new ReplicationCall.TestReplica(null));
            assertThat(tested.returnValue()).isEqualTo(ReturnCode.Known.COMPLETED);
            assertThat(tested.resultingCollectionPath())
                    .isEqualTo(fabric.recovery
                            .testCollection(fabric.collection(RECOVERY, FILES))
                            .orElseThrow()
                            .path());
            assertThat(fabric.call(
                            PRIMARY, SQL, new ReplicationCall.Create(TestFabric.settings("nowhere.example", null))))
                    .as("done at once, it fails at once")
                    .isEqualTo(ReturnCode.Known.FAILED);
            assertThat(fabric.states(SQL)).isEqualTo("0/0 -");
        }
    }

    @Test
    void jobsEndAsTheyWereToldTo() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject(
                    "{\"kind\":\"jobFailure\",\"method\":\"CreateReplicationRelationship\",\"failure\":\"accessDenied\"}");
            HostJob failed = fabric.done(PRIMARY, SQL, CREATE);
            assertThat(failed.state()).isEqualTo(JobState.Known.EXCEPTION);
            assertThat(failed.errors()).singleElement().asString().contains("0x80070005");
            assertThat(fabric.states(SQL)).isEqualTo("0/0 -");
            fabric.inject("{\"kind\":\"jobFailure\",\"ending\":\"killed\",\"errorCode\":32778,\"texts\":[]}");
            HostJob killed = fabric.done(PRIMARY, SQL, CREATE);
            assertThat(killed.state()).isEqualTo(JobState.Known.KILLED);
            assertThat(killed.errorCode()).isEqualTo(32778);
            fabric.inject(
                    "{\"kind\":\"jobFailure\",\"ending\":\"completedWithWarnings\",\"texts\":[\"mind the gap\"]}");
            HostJob warned = fabric.done(PRIMARY, SQL, CREATE);
            assertThat(warned.state().number()).isEqualTo(32768);
            assertThat(warned.state().succeeded()).isTrue();
            assertThat(warned.errors()).containsExactly("mind the gap");
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
        }
    }

    @Test
    void aFailedStartLeavesTheCollectionReadyAndAFailedFailoverWhereItWas() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            fabric.inject("{\"kind\":\"jobFailure\",\"times\":2}");
            assertThat(fabric.done(PRIMARY, SQL, NETWORK).state()).isEqualTo(JobState.Known.EXCEPTION);
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
            assertThat(fabric.done(RECOVERY, FILES, new ReplicationCall.InitiateFailover(null))
                            .state())
                    .isEqualTo(JobState.Known.EXCEPTION);
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void partialResultsLeave14And15And16() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"partial\",\"members\":[\"SQL2\"]}");
            fabric.well(PRIMARY, SQL, CREATE);
            assertThat(fabric.states(SQL)).isEqualTo("1/14 2/2");
            assertThat(memberStates(fabric, PRIMARY, SQL))
                    .containsExactly(MemberState.Known.READY, MemberState.Known.DISABLED);
            fabric.well(PRIMARY, SQL, CREATE);
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");

            fabric.inject("{\"kind\":\"partial\",\"members\":[\"SQL1\"]}");
            fabric.well(PRIMARY, SQL, REMOVE_REPLICATION_RELATIONSHIP);
            assertThat(fabric.states(SQL)).isEqualTo("1/15 2/2");
            fabric.well(PRIMARY, SQL, REMOVE_REPLICATION_RELATIONSHIP);
            assertThat(fabric.states(SQL)).isEqualTo("0/0 2/2");

            fabric.inject("{\"kind\":\"partial\",\"members\":[\"FS2\"],\"method\":\"InitiateFailover\"}");
            fabric.well(RECOVERY, FILES, new ReplicationCall.InitiateFailover(null));
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/16");
            assertThat(memberStates(fabric, RECOVERY, FILES))
                    .containsExactly(MemberState.Known.RECOVERED, MemberState.Known.REPLICATING);
        }
    }

    @Test
    void aRunningMemberFailsTheJobOfAPlannedFailoverWhereASwitchSaysSo() {
        String scenario = Scenes.two("\"switches\":{\"runningMemberAtPlannedFailover\":\"jobFails\"},");
        try (TestFabric fabric = TestFabric.of(folder, scenario)) {
            assertThat(fabric.failure(PRIMARY, FILES, new ReplicationCall.Plain(INITIATE_PLANNED_FAILOVER)))
                    .contains("'FS1'");
            assertThat(fabric.states(FILES)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void aSwitchShowsJobsOnTheirOwnNodeOnly() {
        String scenario = Scenes.two("\"switches\":{\"jobsVisibleOn\":\"ownerNode\"},");
        try (TestFabric fabric = TestFabric.of(folder, scenario)) {
            String path = path(fabric.primary.invoke(fabric.collection(PRIMARY, SQL), CREATE));
            HyperVHost elsewhere = fabric.fabric.host(PRIMARY, "HV-P2");
            assertThat(fabric.primary.job(path)).isPresent();
            assertThat(elsewhere.job(path)).isEmpty();
            assertThat(elsewhere.jobs()).isEmpty();
            assertThat(elsewhere.collections().getFirst().path()).startsWith("\\\\HV-P2\\");
        }
    }

    @Test
    void aScheduledStartOfWhatHasChangedMeanwhileFails() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            String path = path(fabric.primary.invoke(
                    fabric.collection(PRIMARY, SQL),
                    new ReplicationCall.Start(
                            InitialReplicationType.NETWORK, null, TestFabric.NOON.plus(Duration.ofHours(1)))));
            assertThat(job(fabric, path))
                    .returns(true, HostJob::pendingSchedule)
                    .returns(0, HostJob::percentComplete);
            fabric.inject("{\"kind\":\"state\",\"collection\":\"sql-fci\",\"state\":14}");
            fabric.pass(Duration.ofHours(1));
            assertThat(job(fabric, path).state()).isEqualTo(JobState.Known.EXCEPTION);
            assertThat(fabric.collection(PRIMARY, SQL).state().number()).isEqualTo(14);
        }
    }

    @Test
    void aSwitchHidesSchedulesAndThenTheMethodAnswersThatItIsDone() {
        String scenario = Scenes.two("\"switches\":{\"schedulesShowAsJobs\":false},");
        try (TestFabric fabric = TestFabric.of(folder, scenario)) {
            fabric.create(SQL);
            ReplicationCall inAnHour = new ReplicationCall.Start(
                    InitialReplicationType.NETWORK,
                    null,
                    fabric.primary.hostTime().plus(Duration.ofHours(1)));
            assertThat(fabric.call(PRIMARY, SQL, inAnHour)).isEqualTo(ReturnCode.Known.COMPLETED);
            assertThat(fabric.primary.jobs()).noneMatch(HostJob::pendingSchedule);
            fabric.pass(Duration.ofMinutes(59));
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
            fabric.pass(Duration.ofMinutes(11));
            assertThat(fabric.states(SQL)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void aSeededStartWithoutCopiesFailsOrWhereASwitchSaysSoCopiesEverything() {
        ReplicationCall seeded = new ReplicationCall.Start(InitialReplicationType.SEEDED, null, null);
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            assertThat(fabric.failure(PRIMARY, SQL, seeded)).contains("'SQL1'", "0x80070002");
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
            fabric.fabric.loadDocument(Scenes.two("\"switches\":{\"seededStartNeedsCopies\":false},"));
            fabric.create(SQL);
            fabric.well(PRIMARY, SQL, seeded);
            fabric.pass(Duration.ofSeconds(80));
            assertThat(fabric.states(SQL)).as("as much as over the network").isEqualTo("1/2 2/2");
            fabric.pass(Duration.ofSeconds(81));
            assertThat(fabric.states(SQL)).isEqualTo("1/3 2/3");
        }
    }

    private static List<MemberState> memberStates(TestFabric fabric, Site site, String name) {
        return fabric.host(site).members(fabric.collection(site, name)).stream()
                .map(Member::state)
                .toList();
    }

    private static HostJob job(TestFabric fabric, String path) {
        return fabric.primary.job(path).orElseThrow();
    }

    private static String path(HostAnswer answer) {
        assertThat(answer.returnValue()).isEqualTo(ReturnCode.Known.JOB_STARTED);
        return Objects.requireNonNull(answer.jobPath());
    }
}
