// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Need;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.journal.OperationStatus;
import io.hvcr.agent.journal.StepStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several callers, one collection: keys, locks, waiting, cancelling, stopping. */
class SharedOperationsTest {

    private static final Idempotency KEY = new Idempotency("key-1", "the request");

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

    private static String id(Operation operation) {
        return Objects.requireNonNull(operation.id());
    }

    private Operation enable(Wait until, Idempotency key) {
        return agent.apply(Scene.wants(DesiredState.ENABLED, Scene.KERBEROS), until, key);
    }

    @Test
    void aKeyStandsForOneOperationAlsoAfterARestart() {
        Operation first = enable(Wait.STARTED, KEY);
        collection.in(CollectionMode.Known.NONE, CollectionState.Known.DISABLED);

        assertThat(enable(Wait.STARTED, KEY)).isEqualTo(first);
        agent = agent.restarted(host);
        assertThat(enable(Wait.STARTED, KEY)).isEqualTo(first);
        assertThat(agent.operations.replay(KEY, Wait.ACCEPTED, Duration.ZERO)).contains(first);
        assertThat(host.called()).containsExactly("CreateReplicationRelationship");
    }

    @Test
    void aKeyWithOtherParametersIsAConflict() {
        Operation first = enable(Wait.STARTED, KEY);
        Problem reused =
                OperationsTest.problem(() -> enable(Wait.STARTED, new Idempotency(KEY.key(), "another request")));
        assertThat(reused.code()).isEqualTo(-32009);
        assertThat(reused.reason()).isEqualTo(Reason.IDEMPOTENCY_KEY_REUSED);
        assertThat(reused.operationId()).isEqualTo(first.id());
        assertThat(reused.path()).isEqualTo("idempotencyKey");
    }

    @Test
    void aRepeatedRequestWaitsForTheRunningOperation() {
        host.polls = 3;
        Operation accepted = enable(Wait.ACCEPTED, KEY);
        assertThat(accepted.status()).isEqualTo(OperationStatus.RUNNING);
        Operation repeated = enable(Wait.STARTED, KEY);
        assertThat(repeated.id()).isEqualTo(accepted.id());
        assertThat(repeated.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(repeated.waitSatisfied()).isTrue();
    }

    @Test
    void aSecondApplyWaitsForTheFirstAndFindsNothingToDo() {
        host.polls = 6;
        enable(Wait.ACCEPTED, KEY);
        Operation second = enable(Wait.STARTED, new Idempotency("key-2", "the request"));
        assertThat(second.changed()).isFalse();
        assertThat(host.called()).hasSize(1);
    }

    @Test
    void anApplyThatCannotGetTheCollectionInTimeChangesNothing() {
        host.polls = 1_000;
        Operation first = enable(Wait.ACCEPTED, KEY);
        Problem busy = OperationsTest.problem(() -> enable(Wait.STARTED, new Idempotency("key-2", "the request")));
        assertThat(busy.code()).isEqualTo(32774);
        assertThat(busy.reason()).isEqualTo(Reason.COLLECTION_BUSY);
        assertThat(busy.retryable()).isTrue();
        assertThat(busy.operationId()).isEqualTo(first.id());
        assertThat(busy.message()).contains(id(first), "CreateReplicationRelationship", "10 %");
        assertThat(host.called()).hasSize(1);
    }

    @Test
    void aSingleMethodIsToldAtOnceWhoHasTheCollection() {
        host.polls = 1_000;
        enable(Wait.ACCEPTED, KEY);
        var before = agent.time.instant();
        Problem busy = OperationsTest.problem(() -> agent.call(ReplicationMethod.SUSPEND_REPLICATION));
        assertThat(busy.code()).isEqualTo(32774);
        assertThat(agent.time.instant()).isEqualTo(before);
    }

    @Test
    void aJobThatHasJustEndedDoesNotHoldTheNextMethodUp() {
        host.polls = 2;
        agent.call(new ReplicationCall.Create(FakeHost.KERBEROS), Wait.ACCEPTED, null);
        Operation started =
                agent.call(new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null), Wait.ACCEPTED, null);
        assertThat(started.error()).isNull();
    }

    @Test
    void cancellingMethodsAreLetPastTheJobThatTheyCancel() {
        collection.primary(CollectionState.Known.READY);
        host.polls = 1_000;
        agent.call(new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null), Wait.ACCEPTED, null);
        Operation cancelled = agent.call(ReplicationMethod.CANCEL_INITIAL_REPLICATION);
        assertThat(cancelled.error()).isNull();
        assertThat(host.called()).containsExactly("StartReplication", "CancelInitialReplication");
    }

    @Test
    void waitingOnManyReturnsAsSoonAsOneEnds() {
        FakeCollection other = host.add("other");
        host.polls = 5;
        Operation soon = enable(Wait.ACCEPTED, KEY);
        host.polls = 1_000;
        Operation late = agent.operations.apply(new ApplyRequest(
                new PlanRequest("other", Scene.wants(DesiredState.ENABLED, Scene.KERBEROS), Set.of()),
                Wait.ACCEPTED,
                Agent.LONG,
                null,
                null));
        var before = agent.time.instant();
        List<Operation> items = agent.operations.await(List.of(id(late), id(soon)), Agent.LONG);
        assertThat(items)
                .extracting(Operation::status)
                .containsExactly(OperationStatus.RUNNING, OperationStatus.SUCCEEDED);
        assertThat(Duration.between(before, agent.time.instant())).isLessThan(Duration.ofSeconds(20));
        assertThat(other.jobList()).hasSize(1);

        before = agent.time.instant();
        agent.operations.await(List.of(id(late)), Duration.ofHours(1));
        assertThat(Duration.between(before, agent.time.instant())).isEqualTo(Duration.ofSeconds(30));
        assertThat(OperationsTest.problem(() -> agent.operations.await(List.of("hv01-nothing"), Agent.LONG))
                        .reason())
                .isEqualTo(Reason.UNKNOWN_OPERATION);
    }

    @Test
    void cancellingStartsNoFurtherStepAndLeavesTheJobAlone() {
        host.polls = 1_000;
        Operation running = agent.apply(Scene.wants(DesiredState.REPLICATING, Scene.KERBEROS), Wait.ACCEPTED, null);
        Cancellation cancelled = agent.operations.cancel(id(running));
        assertThat(cancelled.operation().status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(cancelled.message()).contains("no further step", "job goes on");

        collection.jobs.values().forEach(job -> job.pollsLeft = 1);
        agent.time.run(Duration.ofMinutes(1));
        Operation ended = agent.operations.get(id(running));
        assertThat(ended.status()).isEqualTo(OperationStatus.CANCELLED);
        assertThat(ended.steps())
                .extracting(OperationStep::status)
                .containsExactly(StepStatus.SUCCEEDED, StepStatus.SKIPPED);
        assertThat(host.called()).containsExactly("CreateReplicationRelationship");
        assertThat(OperationsTest.problem(() -> agent.operations.cancel(id(running)))
                        .reason())
                .isEqualTo(Reason.OPERATION_ENDED);
    }

    @Test
    void cancellingTheWaitForACopyNamesTheMethodThatStopsTheCopy() {
        collection.primary(CollectionState.Known.READY);
        Operation copying = agent.apply(Scene.wants(DesiredState.REPLICATING, null), Wait.SYNCHRONIZED, null);
        Cancellation cancelled = agent.operations.cancel(id(copying));
        assertThat(cancelled.operation().status()).isEqualTo(OperationStatus.CANCELLED);
        assertThat(cancelled.stopsJob()).isEqualTo(ReplicationMethod.CANCEL_INITIAL_REPLICATION);
        assertThat(host.called()).containsExactly("StartReplication");
    }

    @Test
    void aCancellationSurvivesARestart() {
        host.polls = 3;
        Operation running = agent.apply(Scene.wants(DesiredState.REPLICATING, Scene.KERBEROS), Wait.ACCEPTED, null);
        agent.operations.cancel(id(running));
        agent = agent.restarted(host);
        agent.time.run(Duration.ofMinutes(1));
        assertThat(agent.operations.get(id(running)).status()).isEqualTo(OperationStatus.CANCELLED);
        assertThat(host.called()).containsExactly("CreateReplicationRelationship");
    }

    @Test
    void aStoppingAgentTakesNothingNewAndLeavesTheRestToTheNextStart() {
        host.polls = 3;
        Operation running = agent.apply(Scene.wants(DesiredState.REPLICATING, Scene.KERBEROS), Wait.ACCEPTED, null);
        agent.operations.stop();
        Problem stopping = OperationsTest.problem(() -> agent.apply(DesiredState.ENABLED));
        assertThat(stopping.code()).isEqualTo(-32054);
        assertThat(stopping.retryable()).isTrue();
        agent.time.run(Duration.ofMinutes(5));
        assertThat(host.called()).containsExactly("CreateReplicationRelationship");

        agent = agent.restarted(host);
        assertThat(agent.operations
                        .await(List.of(id(running)), Agent.LONG)
                        .get(0)
                        .status())
                .isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(host.called()).containsExactly("CreateReplicationRelationship", "StartReplication");
    }

    @Test
    void aStoppingAgentLetsGoWhoWaitsForAStateWithoutAnOperation() {
        collection.primary(CollectionState.Known.WAITING_INITIAL_REPLICATION);
        var before = agent.time.instant();
        agent.time.schedule(Duration.ofSeconds(4), agent.operations::stop);
        Operation waited = agent.apply(Scene.wants(DesiredState.REPLICATING, null), Wait.SYNCHRONIZED, null);
        assertThat(waited.id()).as("there is nothing to do but to wait").isNull();
        assertThat(waited.waitSatisfied()).isFalse();
        assertThat(Duration.between(before, agent.time.instant())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void listsPageNewestFirstAndFilter() {
        for (int i = 0; i < 5; i++) {
            agent.apply(i % 2 == 0 ? DesiredState.ENABLED : DesiredState.ABSENT);
        }
        agent.call(ReplicationMethod.SUSPEND_REPLICATION);
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            OperationPage page = agent.operations.list(OperationFilter.ALL, 2, cursor);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
            page.items().forEach(operation -> seen.add(id(operation)));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).hasSize(6).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));

        assertThat(listed(new OperationFilter("SQL-FCI", null, null, null, null)))
                .isEmpty();
        assertThat(listed(new OperationFilter("sql-fci", null, null, null, null)))
                .hasSize(6);
        assertThat(listed(new OperationFilter(
                        collection.ref.id().value().toLowerCase(Locale.ROOT), null, null, null, null)))
                .hasSize(6);
        assertThat(listed(new OperationFilter(null, OperationStatus.FAILED, "HYPERV.suspendreplication", null, null)))
                .hasSize(1);
        assertThat(listed(new OperationFilter(
                        null, null, null, agent.time.instant().plusSeconds(1), null)))
                .isEmpty();
        assertThat(OperationsTest.problem(() -> agent.operations.list(OperationFilter.ALL, 2, "~!"))
                        .path())
                .isEqualTo("cursor");
    }

    private List<Operation> listed(OperationFilter filter) {
        return agent.operations.list(filter, 100, null).items();
    }

    @Test
    void manyThreadsApplyingTheSameDocumentMakeItOnce() throws Exception {
        try (Agent threaded = new Agent(host, folder.resolve("threads.db"), FakeHost.NOW, null);
                ThreadScheduler scheduler = new ThreadScheduler(4);
                ExecutorService callers = Executors.newFixedThreadPool(8)) {
            Operations operations = new Operations(
                    host,
                    threaded.observer,
                    new Reconciler(host, threaded.observer),
                    threaded.journal,
                    scheduler,
                    threaded.time,
                    OperationLimits.DEFAULTS);
            List<Future<Operation>> answers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                answers.add(callers.submit(() -> operations.apply(new ApplyRequest(
                        new PlanRequest(
                                "sql-fci", Scene.wants(DesiredState.REPLICATING, Scene.KERBEROS), Set.of(Need.RESEED)),
                        Wait.STARTED,
                        Agent.LONG,
                        null,
                        null))));
            }
            int changed = 0;
            for (Future<Operation> answer : answers) {
                Operation operation = answer.get();
                assertThat(operation.status()).isEqualTo(OperationStatus.SUCCEEDED);
                assertThat(operation.waitSatisfied()).isTrue();
                changed += operation.changed() ? 1 : 0;
            }
            assertThat(changed).isEqualTo(1);
        }
        assertThat(host.called()).containsExactly("CreateReplicationRelationship", "StartReplication");
    }

    @Test
    void whatWasAcceptedAndHasNoJobThatRunsHoldsNobodyUp() {
        collection.primary(CollectionState.Known.READY);
        try (Agent threaded = new Agent(host, folder.resolve("accepted.db"), FakeHost.NOW, null);
                ThreadScheduler scheduler = new ThreadScheduler(2)) {
            Operations operations = new Operations(
                    host,
                    threaded.observer,
                    new Reconciler(host, threaded.observer),
                    threaded.journal,
                    scheduler,
                    threaded.time,
                    OperationLimits.DEFAULTS);
            String last = "";
            for (int i = 1; i <= 40; i++) {
                ReplicationCall later = new ReplicationCall.Start(
                        InitialReplicationType.NETWORK, null, FakeHost.NOW.plusSeconds(i * 3600L));
                Operation accepted =
                        operations.call(new CallRequest("sql-fci", later, Wait.ACCEPTED, Agent.LONG, null, false));
                assertThat(accepted.error()).isNull();
                assertThat(accepted.steps().getFirst().job())
                        .as("accepted is answered with the job")
                        .isNotNull();
                last = id(accepted);
            }
            assertThat(operations.await(List.of(last), Agent.LONG))
                    .extracting(Operation::status)
                    .containsExactly(OperationStatus.SUCCEEDED);
        }
        assertThat(host.calls).hasSize(40);
    }
}
