// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import static io.hvcr.agent.domain.ReplicationMethod.CANCEL_INITIAL_REPLICATION;
import static io.hvcr.agent.domain.ReplicationMethod.COMMIT_FAILOVER;
import static io.hvcr.agent.domain.ReplicationMethod.INITIATE_PLANNED_FAILOVER;
import static io.hvcr.agent.domain.ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP;
import static io.hvcr.agent.domain.ReplicationMethod.RESUME_REPLICATION;
import static io.hvcr.agent.domain.ReplicationMethod.REVERT_FAILOVER;
import static io.hvcr.agent.domain.ReplicationMethod.REVERT_TEST_REPLICA_COLLECTION;
import static io.hvcr.agent.domain.ReplicationMethod.SUSPEND_REPLICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.StatisticsReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of the port keeps. It knows nothing but the port and the {@link HostFixture}, so that the simulator and the
 * WMI adapter are held to the same.
 */
public abstract class HyperVHostContractTest extends HostReadingContract {

    // Calling

    @Test
    void replicatesOverTheNetworkWithJobsToFollow() {
        HostAnswer created = primary(SQL, new ReplicationCall.Create(kerberos("broker.recovery.example")));
        HostJob job = follow(fixture.primary(), created);
        assertThat(job.state().succeeded()).as("%s", job.errors()).isTrue();
        assertThat(states(SQL)).isEqualTo("1/1 2/2");

        HostAnswer started = primary(SQL, new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null));
        assertThat(state(fixture.primary(), SQL)).isEqualTo("1/2");
        assertThat(follow(fixture.primary(), started).state().succeeded()).isTrue();
        fixture.pass(COPY);
        assertThat(states(SQL)).isEqualTo("1/3 2/3");
    }

    @Test
    void aJobIsFoundEverywhereWhileItRunsAndGoneFiveMinutesAfterItsEnd() {
        HostCollection collection = named(fixture.primary(), SQL);
        String path = jobPath(primary(SQL, new ReplicationCall.Create(kerberos("broker.recovery.example"))));
        HostJob job = fixture.primary().job(path).orElseThrow();
        assertThat(job.running()).isTrue();
        assertThat(job.collectionId()).isEqualTo(collection.id());
        assertThat(job.type().number()).isEqualTo(91);
        assertThat(fixture.primary().jobs()).contains(job);
        assertThat(fixture.primary().jobs(collection)).containsExactly(job);

        fixture.pass(Duration.ofSeconds(10));
        assertThat(fixture.primary().job(path).orElseThrow())
                .returns(100, HostJob::percentComplete)
                .returns(JobState.Known.COMPLETED, HostJob::state)
                .returns(0, HostJob::errorCode);
        fixture.pass(Duration.ofMinutes(5));
        assertThat(fixture.primary().job(path)).isEmpty();
        assertThat(fixture.primary().jobs(collection)).isEmpty();
    }

    @Test
    void aJobKeepsEveryOtherMethodOut() {
        primary(SQL, new ReplicationCall.Create(kerberos("broker.recovery.example")));
        assertThat(primary(SQL, new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null))
                        .returnValue())
                .isEqualTo(ReturnCode.Known.SYSTEM_IN_USE);
    }

    @Test
    void aScheduledStartIsAJobThatWaitsAndCanBeCancelled() {
        replicationOf(SQL);
        HostCollection collection = named(fixture.primary(), SQL);
        Instant later = fixture.primary().hostTime().plus(Duration.ofHours(6));
        HostAnswer answer = primary(SQL, new ReplicationCall.Start(InitialReplicationType.NETWORK, null, later));
        assertThat(answer.returnValue().accepted()).isTrue();
        assertThat(fixture.primary().jobs(collection).stream().filter(HostJob::pendingSchedule))
                .singleElement()
                .returns(later, HostJob::scheduledStart);
        assertThat(state(fixture.primary(), SQL)).isEqualTo("1/1");

        assertThat(primary(SQL, CANCEL_INITIAL_REPLICATION).returnValue()).isEqualTo(ReturnCode.Known.COMPLETED);
        assertThat(fixture.primary().jobs(collection)).noneMatch(HostJob::pendingSchedule);
        assertThat(primary(SQL, CANCEL_INITIAL_REPLICATION).returnValue()).isEqualTo(ReturnCode.Known.INVALID_STATE);
    }

    @Test
    void aScheduledStartStartsAtItsTime() {
        replicationOf(SQL);
        Instant later = fixture.primary().hostTime().plus(Duration.ofHours(6));
        primary(SQL, new ReplicationCall.Start(InitialReplicationType.NETWORK, null, later));
        fixture.pass(Duration.ofHours(6).minusSeconds(1));
        assertThat(state(fixture.primary(), SQL)).isEqualTo("1/1");
        fixture.pass(Duration.ofSeconds(1));
        assertThat(state(fixture.primary(), SQL)).isEqualTo("1/2");
        fixture.pass(COPY);
        assertThat(states(SQL)).isEqualTo("1/3 2/3");
    }

    @Test
    void suspendsAndResumes() {
        finished(fixture.primary(), primary(REPLICATED, SUSPEND_REPLICATION));
        assertThat(state(fixture.primary(), REPLICATED)).isEqualTo("1/7");
        finished(fixture.primary(), primary(REPLICATED, RESUME_REPLICATION));
        assertThat(states(REPLICATED)).isEqualTo("1/3 2/3");
    }

    @Test
    void testsTheReplica() {
        finished(fixture.recovery(), recovery(REPLICATED, new ReplicationCall.TestReplica(null)));
        HostCollection replica = named(fixture.recovery(), REPLICATED);
        HostCollection test = fixture.recovery().testCollection(replica).orElseThrow();
        assertThat(test.side()).isEqualTo(Side.TEST);
        assertThat(test.ref().name()).isEqualTo(REPLICATED + " - Test");
        assertThat(fixture.recovery().collections()).contains(test);
        assertThat(fixture.recovery()
                        .invoke(test, new ReplicationCall.Plain(SUSPEND_REPLICATION))
                        .returnValue())
                .isEqualTo(ReturnCode.Known.INVALID_STATE);

        finished(fixture.recovery(), recovery(REPLICATED, plain(REVERT_TEST_REPLICA_COLLECTION)));
        assertThat(fixture.recovery().testCollection(named(fixture.recovery(), REPLICATED)))
                .isEmpty();
        assertThat(states(REPLICATED)).isEqualTo("1/3 2/3");
    }

    @Test
    void movesAsPlannedAndBackAgain() {
        powerOff(REPLICATED, "primary");
        finished(fixture.primary(), primary(REPLICATED, INITIATE_PLANNED_FAILOVER));
        finished(fixture.recovery(), recovery(REPLICATED, new ReplicationCall.InitiateFailover(null)));
        finished(fixture.recovery(), recovery(REPLICATED, plain(COMMIT_FAILOVER)));
        finished(
                fixture.recovery(),
                recovery(REPLICATED, new ReplicationCall.Reverse(kerberos("broker.primary.example"))));
        assertThat(states(REPLICATED)).isEqualTo("2/3 1/3");
        assertThat(fixture.recovery().settings(named(fixture.recovery(), REPLICATED)))
                .get()
                .returns("broker.primary.example", ReplicationSettings::recoveryConnectionPoint)
                .returns("broker.recovery.example", ReplicationSettings::primaryConnectionPoint);
    }

    @Test
    void failsOverToAChosenPointAndRevertsIt() {
        List<RecoveryPoint> points = fixture.recovery().recoveryPoints(named(fixture.recovery(), REPLICATED));
        finished(
                fixture.recovery(),
                recovery(
                        REPLICATED,
                        new ReplicationCall.InitiateFailover(points.getFirst().path())));
        assertThat(state(fixture.recovery(), REPLICATED)).isEqualTo("2/5");
        finished(fixture.recovery(), recovery(REPLICATED, plain(REVERT_FAILOVER)));
        assertThat(state(fixture.recovery(), REPLICATED)).isEqualTo("2/3");
    }

    @Test
    void refusesARecoveryPointOfNobody() {
        RecoveryPoint point = fixture.recovery()
                .recoveryPoints(named(fixture.recovery(), REPLICATED))
                .getFirst();
        for (String path : List.of(point.path().replace(point.id(), "gone"), point.id(), "nonsense")) {
            assertThat(recovery(REPLICATED, new ReplicationCall.InitiateFailover(path))
                            .returnValue())
                    .isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
        }
    }

    @Test
    void removesThisSideOnly() {
        finished(fixture.primary(), primary(REPLICATED, REMOVE_REPLICATION_RELATIONSHIP));
        assertThat(states(REPLICATED)).isEqualTo("0/0 2/3");
        finished(fixture.recovery(), recovery(REPLICATED, plain(REMOVE_REPLICATION_RELATIONSHIP)));
        assertThat(states(REPLICATED)).isEqualTo("0/0 0/0");
    }

    @Test
    void answersStatisticsOfWhatIsReplicated() {
        HostAnswer answer = primary(REPLICATED, new ReplicationCall.GetStatistics());
        assertThat(answer.returnValue().accepted()).isTrue();
        StatisticsReport report = Objects.requireNonNull(answer.statistics());
        assertThat(report.statistics().replicationHealth()).isEqualTo(ReplicationHealth.Known.OK);
        assertThat(report.statistics().replicationWalSuccessCount()).isPositive();
        assertThat(report.healthIssues()).isEmpty();
        assertThat(primary(SQL, new ReplicationCall.GetStatistics()).returnValue())
                .isEqualTo(ReturnCode.Known.INVALID_STATE);
    }

    // Refusing

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        assertThat(primary(SQL, new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null))
                        .returnValue())
                .isEqualTo(ReturnCode.Known.INVALID_STATE);
        assertThat(primary(REPLICATED, new ReplicationCall.Create(kerberos("broker.recovery.example")))
                        .returnValue())
                .isEqualTo(ReturnCode.Known.INVALID_STATE);
        assertThat(primary(REPLICATED, INITIATE_PLANNED_FAILOVER).returnValue())
                .as("a member runs")
                .isEqualTo(ReturnCode.Known.INVALID_STATE);
        assertThat(recovery(REPLICATED, plain(COMMIT_FAILOVER)).returnValue())
                .isEqualTo(ReturnCode.Known.INVALID_STATE);
    }

    @Test
    void refusesCollectionsThatCannotBeReplicated() {
        ReplicationCall create = new ReplicationCall.Create(kerberos("broker.recovery.example"));
        assertThat(primary("groups", create).returnValue()).isEqualTo(ReturnCode.Known.NOT_SUPPORTED);
        assertThat(primary("legacy", create).returnValue()).isEqualTo(ReturnCode.Known.NOT_SUPPORTED);
        assertThat(primary("groups", new ReplicationCall.GetStatistics()).returnValue())
                .isEqualTo(ReturnCode.Known.NOT_SUPPORTED);
        assertThat(primary("empty", create).returnValue()).isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
    }

    @Test
    void refusesACollectionThatIsGone() {
        HostCollection known = named(fixture.primary(), SQL);
        HostCollection gone = new HostCollection(
                known.ref(),
                known.path().replace(known.id().value(), "00000000-0000-0000-0000-000000000000"),
                known.kind(),
                known.mode(),
                known.state(),
                known.failoverType(),
                null,
                known.lastApplyConsistency());
        assertThat(fixture.primary()
                        .invoke(gone, new ReplicationCall.Create(kerberos("broker.recovery.example")))
                        .returnValue())
                .isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
    }

    @Test
    void refusesExportLocationsThatAreNotThere() {
        replicationOf(SQL);
        assertThat(export("C:\\no\\such\\directory")).isEqualTo(ReturnCode.Known.FILE_NOT_FOUND);
        assertThat(export(null)).isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
        assertThat(export("seed")).isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
        assertThat(export("C:\\ClusterStorage\\Volume1\\seed")).isEqualTo(ReturnCode.Known.JOB_STARTED);
    }

    private ReturnCode export(@Nullable String location) {
        return primary(SQL, new ReplicationCall.Start(InitialReplicationType.EXPORT, location, null))
                .returnValue();
    }

    @Test
    void refusesSettingsThatNoHostTakes() {
        for (ReplicationSettings settings : List.of(
                kerberos(""),
                kerberos("broker.primary.example"),
                ReplicationSettings.UNSET,
                settings(AuthenticationType.of(3), "broker.recovery.example", null, null, null),
                settings(AuthenticationType.Known.CERTIFICATE, "broker.recovery.example", null, null, null),
                settings(AuthenticationType.Known.KERBEROS, "broker.recovery.example", 0, null, null),
                settings(AuthenticationType.Known.KERBEROS, "broker.recovery.example", null, 31, null),
                settings(AuthenticationType.Known.KERBEROS, "broker.recovery.example", null, null, 17))) {
            assertThat(primary(SQL, new ReplicationCall.Create(settings)).returnValue())
                    .as("%s", settings)
                    .isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
        }
    }

    // Going wrong

    @Test
    void aProblemOfTheConnectionShowsInTheJobWithItsCode() {
        HostAnswer answer = primary(SQL, new ReplicationCall.Create(kerberos("no-such-broker.example")));
        HostJob job = follow(fixture.primary(), answer);
        assertThat(job.state()).isEqualTo(JobState.Known.EXCEPTION);
        assertThat(job.errorCode()).isEqualTo(32768);
        assertThat(job.failure()).get().asString().contains("no-such-broker.example", "0x00002EE7", SQL);
        assertThat(states(SQL)).isEqualTo("0/0 -");
    }

    @Test
    void aCallWhoseOutcomeIsUnknownMayHaveTakenEffect() {
        fixture.inject("{\"kind\":\"fault\",\"fault\":\"outcomeUnknown\",\"tookEffect\":true}");
        HostException thrown = catchThrowableOfType(
                HostException.class,
                () -> primary(SQL, new ReplicationCall.Create(kerberos("broker.recovery.example"))));
        assertThat(thrown.fault().outcomeUnknown()).isTrue();
        fixture.pass(Duration.ofSeconds(10));
        assertThat(states(SQL)).isEqualTo("1/1 2/2");
    }

    @Test
    void aRefusalOfTheLayerTookNoEffect() {
        for (String fault : List.of("unavailable", "denied", "wrongNode", "refused")) {
            fixture.inject("{\"kind\":\"fault\",\"fault\":\"" + fault + "\"}");
            HostException thrown = catchThrowableOfType(
                    HostException.class,
                    () -> primary(SQL, new ReplicationCall.Create(kerberos("broker.recovery.example"))));
            assertThat(thrown.fault().outcomeUnknown()).as(fault).isFalse();
            assertThat(thrown.fault().hresult()).as(fault).isNotNull();
        }
        fixture.pass(Duration.ofSeconds(10));
        assertThat(states(SQL)).isEqualTo("0/0 -");
    }

    @Test
    void aJobNeedNotBeTold() {
        fixture.inject("{\"kind\":\"jobNotTold\"}");
        HostAnswer answer = primary(SQL, new ReplicationCall.Create(kerberos("broker.recovery.example")));
        assertThat(answer.returnValue()).isEqualTo(ReturnCode.Known.JOB_STARTED);
        assertThat(answer.jobPath()).isNull();
    }

    @Test
    void numbersThatNobodyKnowsComeThrough() {
        fixture.inject("{\"kind\":\"returnValue\",\"number\":40000}");
        assertThat(primary(REPLICATED, SUSPEND_REPLICATION).returnValue()).isEqualTo(ReturnCode.of(40_000));
        fixture.inject("{\"kind\":\"state\",\"collection\":\"" + REPLICATED + "\",\"state\":42}");
        assertThat(named(fixture.primary(), REPLICATED).state().number()).isEqualTo(42);
    }

    @Test
    void aVanishedJobIsNotFound() {
        fixture.inject("{\"kind\":\"jobVanish\"}");
        HostAnswer answer = primary(SQL, new ReplicationCall.Create(kerberos("broker.recovery.example")));
        assertThat(fixture.primary().job(jobPath(answer))).isEmpty();
    }
}
