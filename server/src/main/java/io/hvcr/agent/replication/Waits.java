// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.InitialReplication;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.journal.OperationStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waiting for the state itself, where no operation does it. */
final class Waits {

    private Waits() {}

    /** An export waits for people to carry it over: nobody can wait for that (design 3.2). */
    static void refuseImpossible(ApplyRequest request) {
        InitialReplication how = request.plan().document().initialReplication();
        if (request.until() == Wait.SYNCHRONIZED && how != null && how.type() == InitialReplicationType.EXPORT) {
            throw impossible("an export is complete only when its copies were imported on the other side by hand");
        }
    }

    static void refuseImpossible(CallRequest request) {
        if (request.until() != Wait.SYNCHRONIZED) {
            return;
        }
        ReplicationCall call = request.call();
        boolean copies = (call instanceof ReplicationCall.Start start && start.type() != InitialReplicationType.EXPORT)
                || call instanceof ReplicationCall.Resynchronize
                || call.method() == ReplicationMethod.RESUME_REPLICATION;
        if (!copies) {
            throw impossible(call.method().wmiName() + " does not lead to a synchronized collection by itself");
        }
    }

    private static ProblemException impossible(String why) {
        return Problem.invalid(Reason.WAIT_NOT_POSSIBLE, "wait", "wait 'synchronized' is not possible here: " + why)
                .allowed(List.of("accepted", "started"))
                .toException();
    }

    /** The answer where there was nothing to do: nothing is called and nothing journalled. */
    static Operation unchanged(
            Observer observer, Patience patience, OperationLimits limits, InstantSource clock, Plan plan, Wait until) {
        Instant now = clock.instant();
        DesiredState goal = plan.after().state();
        boolean satisfied = until != Wait.SYNCHRONIZED
                || synchronizedInTime(
                        observer, patience, limits, plan.collection().id().value(), goal);
        return new Operation(
                null,
                OperationLog.APPLY,
                plan.collection(),
                false,
                OperationStatus.SUCCEEDED,
                satisfied,
                now,
                now,
                100,
                List.of(),
                plan.warnings(),
                null,
                plan);
    }

    /**
     * An operation that has ended well, for somebody who waits for more than it did: then the state is waited for, as it would
     * have been.
     */
    static Operation beyond(
            Operation operation, Observer observer, Patience patience, OperationLimits limits, Wait until) {
        if (operation.status() != OperationStatus.SUCCEEDED
                || operation.waitSatisfied()
                || until != Wait.SYNCHRONIZED) {
            return operation;
        }
        Plan plan = operation.plan();
        DesiredState goal =
                plan == null ? DesiredState.REPLICATING : plan.after().state();
        boolean satisfied = synchronizedInTime(
                observer, patience, limits, operation.collection().id().value(), goal);
        return operation.withWaitSatisfied(satisfied);
    }

    private static boolean synchronizedInTime(
            Observer observer,
            Patience patience,
            OperationLimits limits,
            String collection,
            @Nullable DesiredState goal) {
        int looks = 0;
        while (!Synchrony.reached(observer.get(collection, EnumSet.of(Include.JOBS)), goal)) {
            if (!patience.pause(limits.pause(looks++))) {
                return false;
            }
        }
        return true;
    }
}
