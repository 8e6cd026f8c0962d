// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.journal.OperationStatus;
import io.hvcr.agent.journal.StepStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, and how far it has come (design 3.2).
 *
 * @param id the journal's id; null where there was nothing to do and nothing was journalled
 * @param method {@code replication.apply}, or {@code hyperv.} and the host's method
 * @param collection the collection
 * @param changed whether the host took, or may have taken, a changing call
 * @param status where it stands
 * @param waitSatisfied whether what the caller waits for is there
 * @param createdAt when it was begun
 * @param endedAt when it ended; null while it runs, or while its outcome may still be settled
 * @param percent 0 to 100 over all steps
 * @param steps the host calls, in order
 * @param warnings what a person should know
 * @param error why it failed, or why its outcome is not known; of a running one, what holds it up
 * @param plan the plan that it carries out; null for a single host method
 */
public record Operation(
        @Nullable String id,
        String method,
        CollectionRef collection,
        boolean changed,
        OperationStatus status,
        boolean waitSatisfied,
        Instant createdAt,
        @Nullable Instant endedAt,
        int percent,
        List<OperationStep> steps,
        List<Warning> warnings,
        @Nullable Problem error,
        @Nullable Plan plan) {

    public Operation {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    Operation withWaitSatisfied(boolean satisfied) {
        return new Operation(
                id,
                method,
                collection,
                changed,
                status,
                satisfied,
                createdAt,
                endedAt,
                percent,
                steps,
                warnings,
                error,
                plan);
    }

    /**
     * The same, as somebody sees it who waits for this.
     *
     * @param begunWith what it was begun with: only then does its end mean that the state was reached
     */
    Operation withWait(Wait begunWith, Wait waitedFor) {
        boolean lost = status == OperationStatus.FAILED || status == OperationStatus.CANCELLED;
        boolean there = switch (waitedFor) {
            case ACCEPTED -> steps.get(0).returnValue() != null || steps.get(0).jobPath() != null;
            // One that has nothing left but to end is waited for to its end: nobody should be told "running" of it.
            case STARTED ->
                (ended() || begunWith == Wait.SYNCHRONIZED)
                        && steps.stream().allMatch(step -> step.status() == StepStatus.SUCCEEDED);
            case SYNCHRONIZED -> status == OperationStatus.SUCCEEDED && begunWith == Wait.SYNCHRONIZED;
        };
        return withWaitSatisfied(there && !lost);
    }

    /** Whether nothing more will happen to it. */
    public boolean ended() {
        return endedAt != null;
    }
}
