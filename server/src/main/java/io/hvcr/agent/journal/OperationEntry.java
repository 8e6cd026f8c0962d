// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

import io.hvcr.agent.domain.CollectionRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation as the journal has it.
 *
 * @param sequence the order in which operations were begun
 * @param id the id that callers know: node and time, so that it sorts
 * @param method {@code replication.apply}, or {@code hyperv.} and the host's method
 * @param collection the collection, under the name it had then
 * @param waitFor how long the operation lasts: the word of the caller's {@code wait}
 * @param status where it stands
 * @param createdAt when it was begun
 * @param endedAt when it ended; null while it runs or its outcome may still be settled
 * @param cancelRequested whether somebody asked for no further step
 * @param plan the plan, as a text
 * @param error the error, as a text
 * @param steps its steps in order
 */
public record OperationEntry(
        long sequence,
        String id,
        String method,
        CollectionRef collection,
        String waitFor,
        OperationStatus status,
        Instant createdAt,
        @Nullable Instant endedAt,
        boolean cancelRequested,
        @Nullable String plan,
        @Nullable String error,
        List<StepEntry> steps) {

    public OperationEntry {
        steps = List.copyOf(steps);
    }

    OperationEntry withSteps(List<StepEntry> all) {
        return new OperationEntry(
                sequence,
                id,
                method,
                collection,
                waitFor,
                status,
                createdAt,
                endedAt,
                cancelRequested,
                plan,
                error,
                all);
    }
}
