// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code Msvm_ConcreteJob} (contract 3.10). The host forgets a job five minutes after its end.
 *
 * @param path the object path exactly as the host answered it; its server may be another node
 * @param instanceId the job's id
 * @param collectionId the collection it works on, where the host tells
 * @param name the name for people
 * @param state where it stands
 * @param type what kind of work it is
 * @param percentComplete 0 to 100
 * @param errorCode of an ended job: 0, or a number of the family of return codes
 * @param errors texts of an ended job, the most telling first (contract 4.7)
 * @param timeSubmitted when the host took it
 * @param scheduledStart when it is due, for a job that waits for its time
 * @param timeOfLastChange when its state last changed
 */
public record HostJob(
        String path,
        String instanceId,
        @Nullable CollectionId collectionId,
        String name,
        JobState state,
        JobType type,
        int percentComplete,
        int errorCode,
        List<String> errors,
        @Nullable Instant timeSubmitted,
        @Nullable Instant scheduledStart,
        @Nullable Instant timeOfLastChange) {

    public HostJob {
        errors = List.copyOf(errors);
    }

    /** Whether it has not ended. */
    public boolean running() {
        return !state.terminal();
    }

    /** Whether it only waits for its time: it neither runs nor blocks other methods. */
    public boolean pendingSchedule() {
        return state == JobState.Known.NEW && scheduledStart != null;
    }

    /** Why it ended badly: its first text, else the name of its error code; nothing where it did not. */
    public Optional<String> failure() {
        if (running() || state.succeeded()) {
            return Optional.empty();
        }
        return Optional.of(
                errors.isEmpty()
                        ? "the job ended as " + state.describe() + " with error code "
                                + ReturnCode.of(errorCode).describe()
                        : errors.get(0));
    }
}
