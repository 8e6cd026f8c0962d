// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.replication.CallRequest;
import io.hvcr.agent.replication.Idempotency;
import io.hvcr.agent.replication.Observer;
import io.hvcr.agent.replication.Operation;
import io.hvcr.agent.replication.OperationStep;
import io.hvcr.agent.replication.Operations;
import io.hvcr.agent.replication.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code hyperv.<Method>}: the 21 methods of {@code Msvm_CollectionReplicationService} as they stand (design 3.1).
 *
 * <p>Each of the 20 that change something is an operation of one step. A call that the host refused, or whose awaited job failed, is
 * an error whose code is the return value; the operation is journalled all the same, and the error names it.
 */
final class HostMethods {

    private static final String COLLECTION = "Collection";

    private final ClusterGuard guard;
    private final HostCalls calls;
    private final RecoveryPoints points;
    private final Observer observer;
    private final Operations operations;
    private final Fingerprints fingerprints;
    private final Supplier<Instant> hostTime;

    HostMethods(
            ClusterGuard guard,
            HostCalls calls,
            RecoveryPoints points,
            Observer observer,
            Operations operations,
            Fingerprints fingerprints,
            Supplier<Instant> hostTime) {
        this.guard = guard;
        this.calls = calls;
        this.points = points;
        this.observer = observer;
        this.operations = operations;
        this.fingerprints = fingerprints;
        this.hostTime = hostTime;
    }

    HostCallAnswer.Called call(ReplicationMethod method, CallScope scope, HostRequest request) {
        Taken taken = take(method, scope, request);
        return new HostCallAnswer.Called(
                taken.returnValue(), taken.job(), taken.id(), taken.waitSatisfied(request, scope), taken.warnings());
    }

    HostCallAnswer.FailedOver failOver(CallScope scope, HostRequest.Failover request) {
        Taken taken = take(ReplicationMethod.INITIATE_FAILOVER, scope, request);
        return new HostCallAnswer.FailedOver(
                taken.returnValue(),
                taken.job(),
                taken.point(),
                taken.id(),
                taken.waitSatisfied(request, scope),
                taken.warnings());
    }

    HostCallAnswer.TestMade test(CallScope scope, HostRequest.TestReplica request) {
        Taken taken = take(ReplicationMethod.TEST_REPLICA_COLLECTION, scope, request);
        return new HostCallAnswer.TestMade(
                taken.returnValue(),
                taken.job(),
                taken.point(),
                resulting(taken.step().resultingCollectionPath()),
                taken.id(),
                taken.waitSatisfied(request, scope),
                taken.warnings());
    }

    StatisticsAnswer statistics(HostRequest.Statistics request) {
        guard.check(request.expectCluster());
        try {
            return StatisticsAnswer.of(observer.statistics(request.collection()));
        } catch (ProblemException refused) {
            throw inWmiNames(refused);
        }
    }

    /** A call that the host took. */
    private record Taken(
            Operation operation,
            OperationStep step,
            List<WarningAnswer> warnings,
            @Nullable ChosenPoint point) {

        int returnValue() {
            ReturnCode answered = step.returnValue();
            return answered == null ? ReturnCode.Known.JOB_STARTED.number() : answered.number();
        }

        @Nullable
        JobAnswer job() {
            return step.job() == null ? null : JobAnswer.of(step.job());
        }

        String id() {
            String id = operation.id();
            if (id == null) {
                throw new IllegalStateException("a host call without an operation: " + operation.method());
            }
            return id;
        }

        @Nullable
        Boolean waitSatisfied(HostRequest request, CallScope scope) {
            return scope.waitFor(request.waitFor(), WaitFor.ACCEPTED) == WaitFor.ACCEPTED
                    ? null
                    : (Boolean) operation.waitSatisfied();
        }
    }

    private Taken take(ReplicationMethod method, CallScope scope, HostRequest request) {
        guard.check(request.expectCluster());
        Wait wait = Waits.of(scope.waitFor(request.waitFor(), WaitFor.ACCEPTED));
        Duration timeout = Duration.ofSeconds(request.timeoutSeconds());
        try {
            calls.validate(method, request);
            Idempotency key = fingerprints.of("hyperv." + method.wmiName(), (Record) request, request.idempotencyKey());
            Optional<Operation> before = key == null ? Optional.empty() : operations.replay(key, wait, timeout);
            return before.isPresent() ? again(before.get()) : anew(method, request, wait, timeout, key);
        } catch (ProblemException refused) {
            throw inWmiNames(refused);
        }
    }

    private Taken anew(
            ReplicationMethod method, HostRequest request, Wait wait, Duration timeout, @Nullable Idempotency key) {
        HostCalls.Prepared prepared = calls.prepare(method, request);
        boolean acknowledged = request instanceof HostRequest.Failover failover
                && failover.acknowledge() == HostRequest.Acknowledgement.UNPLANNED;
        Instant now = hostTime.get();
        Operation operation = operations.call(
                new CallRequest(request.collection(), prepared.call(), wait, timeout, key, acknowledged));
        return taken(
                operation,
                prepared.warnings(),
                prepared.point() == null ? null : prepared.point().at(now));
    }

    /** The answer of a call that was made before under the same key. */
    private Taken again(Operation operation) {
        String path = switch (only(operation).call()) {
            case ReplicationCall.InitiateFailover failover -> failover.recoveryPointPath();
            case ReplicationCall.TestReplica test -> test.recoveryPointPath();
            case ReplicationCall.Plain ignored -> null;
            case ReplicationCall.Create ignored -> null;
            case ReplicationCall.Modify ignored -> null;
            case ReplicationCall.Reverse ignored -> null;
            case ReplicationCall.Start ignored -> null;
            case ReplicationCall.Resynchronize ignored -> null;
            case ReplicationCall.GetStatistics ignored -> null;
        };
        ChosenPoint point = path == null
                ? null
                : points.called(operation.collection().id().value(), path).at(operation.createdAt());
        return taken(operation, List.of(), point);
    }

    private static Taken taken(Operation operation, List<WarningAnswer> ours, @Nullable ChosenPoint point) {
        Problems.throwIfFailed(operation);
        List<WarningAnswer> warnings = new ArrayList<>(ours);
        warnings.addAll(Answers.warnings(operation.warnings()));
        return new Taken(operation, only(operation), List.copyOf(warnings), point);
    }

    private static OperationStep only(Operation operation) {
        return operation.steps().getFirst();
    }

    private @Nullable CollectionRef resulting(@Nullable String path) {
        if (path == null) {
            return null;
        }
        return ObjectPath.parse(path)
                .flatMap(parsed -> parsed.key("CollectionID"))
                .map(id -> observer.resolve(id).ref())
                .orElse(null);
    }

    /** The layer below speaks of a document's members; a verbatim method has WMI's. */
    private static ProblemException inWmiNames(ProblemException refused) {
        Problem problem = refused.problem();
        String path = problem.path();
        String renamed = path == null ? byReason(problem.reason()) : path.equals("collection") ? COLLECTION : path;
        return renamed == null || renamed.equals(path)
                ? refused
                : problem.toBuilder().path(renamed).toException();
    }

    private static @Nullable String byReason(Reason reason) {
        if (reason == Reason.START_TIME_OUT_OF_RANGE) {
            return HostCalls.START_TIME;
        }
        return reason == Reason.PATH_NOT_FOUND ? HostCalls.EXPORT_LOCATION : null;
    }
}
