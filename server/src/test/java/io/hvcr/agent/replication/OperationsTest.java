// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.InitialReplication;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.Need;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.journal.OperationStatus;
import io.hvcr.agent.journal.StepStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsTest {

    private final FakeHost host = new FakeHost();
    private final FakeCollection collection = host.add("sql-fci");

    @TempDir
    Path folder;

    private Agent agent;

    @BeforeEach
    void start() {
        agent = new Agent(host, folder);
    }

    @AfterEach
    void close() {
        agent.close();
    }

    static Problem problem(ThrowingCallable call) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .actual()
                .problem();
    }

    static Problem error(Operation operation) {
        return Objects.requireNonNull(operation.error(), "the operation has no error");
    }

    @Test
    void carriesOutExactlyThePlanAndASecondApplyDoesNothing() {
        Operation first = agent.apply(DesiredState.REPLICATING);

        assertThat(first.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(first.waitSatisfied()).isTrue();
        assertThat(first.changed()).isTrue();
        assertThat(first.percent()).isEqualTo(100);
        assertThat(first.id()).matches("hv01-[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(first.steps()).extracting(OperationStep::status).containsOnly(StepStatus.SUCCEEDED);
        assertThat(first.steps()).extracting(OperationStep::returnValue).containsOnly(ReturnCode.Known.JOB_STARTED);
        assertThat(host.called()).containsExactly("CreateReplicationRelationship", "StartReplication");

        Operation second = agent.apply(DesiredState.REPLICATING);

        assertThat(second.id()).isNull();
        assertThat(second.changed()).isFalse();
        assertThat(second.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(host.called()).as("no changing call").hasSize(2);
        assertThat(agent.operations.list(OperationFilter.ALL, 10, null).items())
                .as("no journal entry")
                .hasSize(1);
        assertThat(agent.operations.get(Objects.requireNonNull(first.id()))).isEqualTo(first);
    }

    @Test
    void acceptedReturnsWithTheFirstAnswerAndTheOperationGoesOn() {
        host.polls = 4;
        Operation accepted = agent.apply(Scene.wants(DesiredState.REPLICATING, Scene.KERBEROS), Wait.ACCEPTED, null);

        assertThat(accepted.status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(accepted.waitSatisfied()).isTrue();
        assertThat(host.called()).containsExactly("CreateReplicationRelationship");
        assertThat(Objects.requireNonNull(accepted.steps().get(0).jobPath())).contains("Msvm_ConcreteJob");

        Operation ended = agent.operations
                .await(List.of(Objects.requireNonNull(accepted.id())), Agent.LONG)
                .get(0);
        assertThat(ended.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(host.called()).containsExactly("CreateReplicationRelationship", "StartReplication");
    }

    @Test
    void noRequestIsHeldLongerThanThirtySeconds() {
        host.polls = 1_000;
        var before = agent.time.instant();
        Operation held = agent.operations.apply(new ApplyRequest(
                new PlanRequest("sql-fci", Scene.wants(DesiredState.ENABLED, Scene.KERBEROS), Set.of()),
                Wait.STARTED,
                Duration.ofHours(1),
                null,
                null));
        assertThat(Duration.between(before, agent.time.instant())).isEqualTo(Duration.ofSeconds(30));
        assertThat(held.status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(held.waitSatisfied()).isFalse();
        assertThat(held.percent()).isEqualTo(10);
    }

    @Test
    void synchronizedWaitsForTheCopyAndNotForItsJob() {
        Operation copying = agent.apply(Scene.wants(DesiredState.REPLICATING, Scene.KERBEROS), Wait.SYNCHRONIZED, null);
        assertThat(copying.status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(copying.steps()).extracting(OperationStep::status).containsOnly(StepStatus.SUCCEEDED);
        assertThat(copying.waitSatisfied()).isFalse();

        host.copied(collection);
        Operation ended = agent.operations
                .await(List.of(Objects.requireNonNull(copying.id())), Agent.LONG)
                .get(0);
        assertThat(ended.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(ended.waitSatisfied()).isTrue();
    }

    @Test
    void aCopyThatCannotCompleteEndsTheWaitWithTheState() {
        Operation copying = agent.apply(Scene.wants(DesiredState.REPLICATING, Scene.KERBEROS), Wait.SYNCHRONIZED, null);
        collection.primary(CollectionState.Known.CRITICAL);
        agent.time.run(Duration.ofMinutes(2));
        Operation ended = agent.operations.get(Objects.requireNonNull(copying.id()));
        assertThat(ended.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(error(ended).message()).contains("state 8 (Critical)");
    }

    @Test
    void whileACopyIsFollowedTheCollectionIsFree() {
        agent.apply(Scene.wants(DesiredState.REPLICATING, Scene.KERBEROS), Wait.SYNCHRONIZED, null);
        Operation cancelled = agent.call(ReplicationMethod.CANCEL_INITIAL_REPLICATION);
        assertThat(cancelled.error()).isNull();
        Operation suspended = agent.apply(DesiredState.ENABLED);
        assertThat(suspended.changed()).isFalse();
    }

    @Test
    void synchronizedWithNothingToDoWaitsForTheStateWithoutAnOperation() {
        collection.primary(CollectionState.Known.WAITING_INITIAL_REPLICATION);
        Operation waiting = agent.apply(Scene.wants(DesiredState.REPLICATING, null), Wait.SYNCHRONIZED, null);
        assertThat(waiting.id()).isNull();
        assertThat(waiting.waitSatisfied()).isFalse();
        agent.time.schedule(Duration.ofSeconds(3), () -> host.copied(collection));
        assertThat(agent.apply(Scene.wants(DesiredState.REPLICATING, null), Wait.SYNCHRONIZED, null)
                        .waitSatisfied())
                .isTrue();
    }

    @Test
    void synchronizedIsRefusedForAnExport() {
        Problem refused = problem(() -> agent.apply(
                Scene.starts(new InitialReplication(InitialReplicationType.EXPORT, "C:\\seed", null)),
                Wait.SYNCHRONIZED,
                null));
        assertThat(refused.code()).isEqualTo(-32602);
        assertThat(refused.reason()).isEqualTo(Reason.WAIT_NOT_POSSIBLE);
        assertThat(refused.path()).isEqualTo("wait");
        assertThat(host.called()).isEmpty();
    }

    @Test
    void aScheduleCountsAsStarted() {
        var due = FakeHost.NOW.plusSeconds(7200);
        Operation scheduled = agent.apply(
                Scene.starts(new InitialReplication(InitialReplicationType.NETWORK, null, due)), Wait.STARTED, null);
        assertThat(scheduled.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(agent.observer.get("sql-fci", Include.ALL).pendingStart()).isEqualTo(due);
        assertThat(agent.apply(DesiredState.REPLICATING).changed())
                .as("it is not replaced")
                .isFalse();
    }

    @Test
    void aScheduleThatTheHostDoesNotShowIsRemembered() {
        host.showsSchedules = false;
        var due = FakeHost.NOW.plusSeconds(7200);
        agent.apply(Scene.starts(new InitialReplication(InitialReplicationType.SEEDED, null, due)), Wait.STARTED, null);
        Observed seen = agent.observer.get("sql-fci", Include.ALL);
        assertThat(seen.pendingStart()).isEqualTo(due);
        assertThat(Objects.requireNonNull(seen.document().initialReplication()).type())
                .isEqualTo(InitialReplicationType.SEEDED);
        assertThat(agent.observer.list().get(0).pendingStart()).isEqualTo(due);

        host.time = due.plusSeconds(60);
        assertThat(agent.observer.get("sql-fci", Include.ALL).pendingStart())
                .as("a start that did not come is not pending for ever")
                .isNull();
    }

    @Test
    void aBlockedPlanIsAnErrorAndChangesNothing() {
        collection.primary(CollectionState.Known.READY);
        Problem blocked = problem(() -> agent.apply(DesiredState.SUSPENDED));
        assertThat(blocked.code()).isEqualTo(-32010);
        assertThat(blocked.reason()).isEqualTo(Reason.NO_TRANSITION);
        assertThat(blocked.returnValue()).isEqualTo(ReturnCode.Known.INVALID_STATE);
        assertThat(blocked.allowed()).contains("StartReplication");
        assertThat(host.called()).isEmpty();
        assertThat(agent.operations.list(OperationFilter.ALL, 10, null).items()).isEmpty();
    }

    @Test
    void aPermissionHoldsForThePlanThatWasShown() {
        collection.primary(CollectionState.Known.WAITING_RESYNCHRONIZATION);
        Plan shown = new Reconciler(host, agent.observer)
                .plan(new PlanRequest("sql-fci", Scene.wants(DesiredState.REPLICATING, null), Set.of()));
        ApplyRequest request = new ApplyRequest(
                new PlanRequest(
                        "sql-fci", Scene.wants(DesiredState.REPLICATING, null), Set.of(Need.DISCARD_RECOVERY_POINTS)),
                Wait.STARTED,
                Agent.LONG,
                null,
                shown.digest());
        collection.primary(CollectionState.Known.SUSPENDED);
        Problem changed = problem(() -> agent.operations.apply(request));
        assertThat(changed.code()).isEqualTo(-32009);
        assertThat(changed.reason()).isEqualTo(Reason.PLAN_CHANGED);
        assertThat(changed.message()).contains("ResumeReplication");
        assertThat(host.called()).isEmpty();

        collection.primary(CollectionState.Known.WAITING_RESYNCHRONIZATION);
        assertThat(agent.operations.apply(request).status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(agent.operations.apply(request).changed())
                .as("what is satisfied throws nothing away")
                .isFalse();
    }

    @Test
    void aRefusalOfTheHostIsTheErrorWithItsNumber() {
        collection.primary(CollectionState.Known.REPLICATING);
        Operation refused =
                agent.call(new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null), Wait.ACCEPTED, null);
        assertThat(refused.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(refused.changed()).isFalse();
        Problem error = error(refused);
        assertThat(error.code()).isEqualTo(32775);
        assertThat(error.message())
                .startsWith("Invalid state for this operation: StartReplication answered 32775")
                .contains("'sql-fci'", collection.ref.id().value(), "mode 1 (Primary)", "state 3 (Replicating)")
                .contains("Valid now: ", "SuspendReplication");
        assertThat(error.reason()).as("contract 5.8").isEqualTo(Reason.ALREADY_SATISFIED);
        assertThat(error.operationId()).isEqualTo(refused.id());
        assertThat(agent.operations.get(Objects.requireNonNull(refused.id()))).isEqualTo(refused);
    }

    @Test
    void aFailedJobEndsTheOperationAndSkipsTheRest() {
        host.jobEnd = (call, job) -> Jobs.with(
                job,
                JobState.Known.EXCEPTION,
                40,
                32768,
                List.of("Cannot connect (0x00002EFD) to broker.recovery.example"));
        Operation failed = agent.apply(DesiredState.REPLICATING);
        assertThat(failed.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(failed.steps())
                .extracting(OperationStep::status)
                .containsExactly(StepStatus.FAILED, StepStatus.SKIPPED);
        assertThat(error(failed).code()).isEqualTo(32768);
        assertThat(error(failed).reason()).isEqualTo(Reason.JOB_FAILED);
        assertThat(error(failed).message()).contains("0x00002EFD", "10 (Exception)");
        assertThat(error(failed).hint()).contains("Hyper-V Replica HTTP Listener (TCP-In)");
        assertThat(host.called()).containsExactly("CreateReplicationRelationship");
    }

    @Test
    void aJobWithWarningsIsASuccessThatSaysSo() {
        host.jobEnd = (call, job) ->
                Jobs.with(job, JobState.Known.COMPLETED_WITH_WARNINGS, 100, 0, List.of("one disk was skipped"));
        Operation done = agent.call(new ReplicationCall.Create(FakeHost.KERBEROS), Wait.STARTED, null);
        assertThat(done.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(done.warnings()).extracting(Warning::message).anyMatch(m -> m.contains("one disk was skipped"));
    }

    @Test
    void ignoredParametersAreWarnedAbout() {
        collection.primary(CollectionState.Known.READY);
        Operation export = agent.call(
                new ReplicationCall.Start(InitialReplicationType.EXPORT, "C:\\seed", FakeHost.NOW.plusSeconds(60)),
                Wait.STARTED,
                null);
        assertThat(export.warnings()).extracting(Warning::path).containsExactly("StartTime");
    }
}
