// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of an operation as the journal has it.
 *
 * @param number from 1
 * @param method the host's method
 * @param call the method with its parameters, as a text
 * @param reason why it is needed
 * @param status where it stands
 * @param calledAt when the intent was written, just before the host was called
 * @param modeBefore the collection's mode then
 * @param stateBefore the collection's state then
 * @param returnValue what the host answered; null until it has
 * @param jobPath the job's path exactly as the host answered it
 * @param resultingCollection the path of a collection that the call made
 * @param job the job as it was last seen, as a text
 * @param endedAt when the step ended
 */
public record StepEntry(
        int number,
        String method,
        String call,
        String reason,
        StepStatus status,
        @Nullable Instant calledAt,
        @Nullable CollectionMode modeBefore,
        @Nullable CollectionState stateBefore,
        @Nullable Integer returnValue,
        @Nullable String jobPath,
        @Nullable String resultingCollection,
        @Nullable String job,
        @Nullable Instant endedAt) {}
