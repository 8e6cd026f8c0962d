// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.LastReplicationType;
import io.hvcr.agent.domain.Outcome;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.journal.OperationStatus;
import io.hvcr.agent.journal.StepStatus;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that are lost, jobs that are gone, faults of the management layer, and a journal that cannot be written. */
class UnknownOutcomeTest {

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

    private static HostException cutOff() {
        return new HostException(
                new HostFault.OutcomeUnknown("CreateReplicationRelationship", "the call timed out", 0x80041069));
    }

    private Operation again(Operation operation) {
        return agent.operations.get(Objects.requireNonNull(operation.id()));
    }

    @Test
    void aLostAnswerIsSettledByTheStateThatShowsTheEffect() {
        host.polls = 0;
        host.around = (call, real) -> {
            HostAnswer answer = real.get();
            if (call instanceof ReplicationCall.Create) {
                throw cutOff();
            }
            return answer;
        };
        Operation done = agent.apply(DesiredState.REPLICATING);
        assertThat(done.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(done.steps().get(0).returnValue())
                .as("nobody knows what it was")
                .isNull();
        assertThat(host.called()).containsExactly("CreateReplicationRelationship", "StartReplication");
    }

    @Test
    void aLostAnswerWhoseJobRunsIsFollowedThere() {
        host.polls = 3;
        host.around = (call, real) -> {
            HostAnswer lost = real.get();
            assertThat(lost.jobPath()).isNotNull();
            throw cutOff();
        };
        Operation done = agent.apply(DesiredState.ENABLED);
        assertThat(done.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(done.steps().get(0).jobPath()).contains("job-1");
    }

    @Test
    void aLostCallWithoutEffectIsVisiblyUnknownAndThenNotCarriedOut() {
        host.around = (call, real) -> {
            throw cutOff();
        };
        Operation unknown = agent.apply(DesiredState.REPLICATING);
        assertThat(unknown.status()).isEqualTo(OperationStatus.UNKNOWN);
        assertThat(unknown.ended()).isFalse();
        Problem error = OperationsTest.error(unknown);
        assertThat(error.code()).isEqualTo(-32051);
        assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(error.message()).contains("CreateReplicationRelationship", "'sql-fci'", "timed out");

        agent.time.run(Duration.ofMinutes(2));
        Operation settled = again(unknown);
        assertThat(settled.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(settled.steps())
                .extracting(OperationStep::status)
                .containsExactly(StepStatus.FAILED, StepStatus.SKIPPED);
        assertThat(OperationsTest.error(settled).outcome()).isEqualTo(Outcome.NOT_STARTED);
        assertThat(OperationsTest.error(settled).retryable()).isTrue();
        assertThat(host.called()).as("it is not called again").isEmpty();
    }

    @Test
    void fourThousandNinetySixWithoutAJobIsUnknownUntilTheStateTells() {
        host.around = (call, real) -> HostAnswer.of(ReturnCode.Known.JOB_STARTED);
        Operation unknown = agent.apply(DesiredState.ENABLED);
        assertThat(unknown.status()).isEqualTo(OperationStatus.UNKNOWN);
        collection.primary(CollectionState.Known.READY);
        agent.time.run(Duration.ofSeconds(10));
        assertThat(again(unknown).status()).isEqualTo(OperationStatus.SUCCEEDED);
    }

    @ParameterizedTest
    @EnumSource(
            value = ReturnCode.Known.class,
            names = {"TIMEOUT", "STATUS_UNKNOWN"})
    void returnValuesThatDoNotSayThatNothingHappenedAreUnknown(ReturnCode.Known value) {
        host.around = (call, real) -> HostAnswer.of(value);
        Operation unknown = agent.apply(DesiredState.ENABLED);
        assertThat(unknown.status()).isEqualTo(OperationStatus.UNKNOWN);
        assertThat(OperationsTest.error(unknown).message()).contains(Integer.toString(value.number()));
    }

    @Test
    void anUnknownOutcomeThatNothingCanSettleIsGivenUpAfterADay() {
        collection.primary(CollectionState.Known.REPLICATING);
        host.around = (call, real) -> {
            throw cutOff();
        };
        Operation unknown = agent.call(ReplicationMethod.RESET_REPLICATION_STATISTICS);
        agent.time.run(Duration.ofHours(23));
        assertThat(again(unknown).ended()).isFalse();
        agent.time.run(Duration.ofHours(2));
        assertThat(again(unknown).ended()).isTrue();
        assertThat(again(unknown).status()).isEqualTo(OperationStatus.UNKNOWN);
    }

    @Test
    void anUnknownOutcomeGivesTheCollectionUpAndANewOperationClosesIt() {
        collection.primary(CollectionState.Known.READY);
        host.showsSchedules = false;
        ReplicationCall start =
                new ReplicationCall.Start(InitialReplicationType.NETWORK, null, FakeHost.NOW.plusSeconds(36_000));
        host.around = (call, real) -> {
            throw cutOff();
        };
        Operation unknown = agent.call(start, Wait.ACCEPTED, null);
        agent.time.run(Duration.ofMinutes(2));
        assertThat(again(unknown).status())
                .as("a schedule that is not shown proves nothing until its time")
                .isEqualTo(OperationStatus.UNKNOWN);
        host.around = (call, real) -> real.get();
        Operation next = agent.call(ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP);
        assertThat(next.error()).isNull();
        assertThat(again(unknown).ended()).isTrue();
    }

    @Test
    void aFaultThatSaysThatNothingHappenedFailsTheStep() {
        host.around = (call, real) -> {
            throw new HostException(new HostFault.WrongNode(call.method().wmiName(), "not here", null, "hv02"));
        };
        Operation failed = agent.apply(DesiredState.ENABLED);
        Problem error = OperationsTest.error(failed);
        assertThat(error.code()).isEqualTo(-32055);
        assertThat(error.ownerNode()).isEqualTo("hv02");
        assertThat(error.operationId()).isEqualTo(failed.id());
        assertThat(failed.changed()).isFalse();
    }

    @Test
    void betweenTwoStepsAHostThatIsBusyIsAskedAgain() {
        int[] refusals = {3};
        host.around = (call, real) -> call instanceof ReplicationCall.Start && refusals[0]-- > 0
                ? HostAnswer.of(ReturnCode.Known.SYSTEM_IN_USE)
                : real.get();
        Operation done = agent.apply(DesiredState.REPLICATING);
        assertThat(done.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(refusals[0]).isLessThan(0);

        FakeCollection other = host.add("other");
        host.around = (call, real) -> HostAnswer.of(ReturnCode.Known.SYSTEM_IN_USE);
        Operation refused = agent.operations.call(new CallRequest(
                "other", new ReplicationCall.Create(FakeHost.KERBEROS), Wait.ACCEPTED, Agent.LONG, null, false));
        assertThat(OperationsTest.error(refused).code()).isEqualTo(32774);
        assertThat(other.jobList()).isEmpty();
    }

    @Test
    void withoutAJournalTheHostIsNotCalled() throws SQLException {
        sql("CREATE TRIGGER full BEFORE INSERT ON operation BEGIN SELECT RAISE(FAIL, 'no space'); END");
        Problem refused = OperationsTest.problem(() -> agent.apply(DesiredState.ENABLED));
        assertThat(refused.code()).isEqualTo(-32053);
        assertThat(refused.reason()).isEqualTo(Reason.JOURNAL_UNAVAILABLE);
        assertThat(refused.retryable()).isTrue();
        assertThat(host.called()).isEmpty();

        sql("DROP TRIGGER full");
        assertThat(agent.apply(DesiredState.ENABLED).status()).isEqualTo(OperationStatus.SUCCEEDED);
    }

    @Test
    void anAnswerThatCannotBeWrittenHoldsTheNextStepUpUntilItCan() throws SQLException {
        host.polls = 0;
        sql(
                "CREATE TRIGGER full BEFORE UPDATE ON step WHEN new.return_value IS NOT NULL BEGIN SELECT RAISE(FAIL, 'no space'); END");
        Operation held = agent.apply(DesiredState.REPLICATING);
        assertThat(held.status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(held.steps().get(0).status())
                .as("only what is on the disk is shown")
                .isEqualTo(StepStatus.CALLING);
        assertThat(host.called()).containsExactly("CreateReplicationRelationship");

        sql("DROP TRIGGER full");
        agent.time.run(Duration.ofMinutes(1));
        assertThat(again(held).status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(host.called()).containsExactly("CreateReplicationRelationship", "StartReplication");
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + agent.file);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void anUnplannedFailoverWantsToBeAcknowledged() {
        collection.recovery(CollectionState.Known.REPLICATING);
        Problem asked = OperationsTest.problem(
                () -> agent.call(new ReplicationCall.InitiateFailover(null), Wait.ACCEPTED, null));
        assertThat(asked.code()).isEqualTo(-32602);
        assertThat(asked.reason()).isEqualTo(Reason.NEEDS_ACKNOWLEDGEMENT);
        assertThat(asked.path()).isEqualTo("acknowledge");
        assertThat(asked.message()).contains("unplanned failover", "primary may still be alive");
        assertThat(host.called()).isEmpty();

        Operation acknowledged = agent.operations.call(new CallRequest(
                "sql-fci", new ReplicationCall.InitiateFailover(null), Wait.STARTED, Agent.LONG, null, true));
        assertThat(acknowledged.status()).isEqualTo(OperationStatus.SUCCEEDED);
    }

    @Test
    void aReceivedPlannedFailoverNeedsNoAcknowledgement() {
        collection.recovery(CollectionState.Known.REPLICATING);
        collection.lastReplication(LastReplicationType.Known.PLANNED);
        assertThat(agent.call(new ReplicationCall.InitiateFailover(null), Wait.STARTED, null)
                        .status())
                .isEqualTo(OperationStatus.SUCCEEDED);
    }

    @Test
    void aFailoverThatTheHostRefusesAnywayIsTheHostsToRefuse() {
        collection.primary(CollectionState.Known.REPLICATING);
        Operation refused = agent.call(new ReplicationCall.InitiateFailover(null), Wait.ACCEPTED, null);
        assertThat(OperationsTest.error(refused).code()).isEqualTo(32775);
        assertThat(OperationsTest.error(refused).reason()).isEqualTo(Reason.WRONG_SIDE);
    }

    @Test
    void aCollectionThatIsDeletedMeanwhileEndsTheOperation() {
        host.polls = 2;
        Operation running = agent.apply(Scene.wants(DesiredState.REPLICATING, Scene.KERBEROS), Wait.ACCEPTED, null);
        host.collections.clear();
        agent.time.run(Duration.ofMinutes(1));
        Operation ended = again(running);
        assertThat(ended.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(OperationsTest.error(ended).reason()).isEqualTo(Reason.UNKNOWN_COLLECTION);
    }
}
