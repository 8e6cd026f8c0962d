// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ReplicationMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this agent's journal knows of the last copy that it started on a collection and that nothing in the journal has
 * ended since. It fills gaps of the host's own answers: a schedule need not be visible there (contract 7.4), and
 * whether a copy is an export is not (contract 5.5).
 *
 * @param method {@code StartReplication} or {@code Resynchronize}
 * @param type the kind of copy; null for a resynchronization
 * @param exportLocation the directory of an export
 * @param startTime when it was to start; null for at once
 * @param calledAt when the host was called
 * @param finished whether the call and its job have ended well
 * @param seenAsJob whether the host showed the schedule as a job that waits for its time
 */
public record LastStart(
        ReplicationMethod method,
        @Nullable InitialReplicationType type,
        @Nullable String exportLocation,
        @Nullable Instant startTime,
        Instant calledAt,
        boolean finished,
        boolean seenAsJob) {

    /** Whether it is an export whose files are all written. */
    boolean exportFinished() {
        return type == InitialReplicationType.EXPORT && finished;
    }
}
