// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.journal.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * One host call of an operation.
 *
 * @param number from 1
 * @param call the method and its parameters
 * @param reason why it is needed
 * @param status where it stands
 * @param returnValue what the host answered; null until it has, or where the answer was lost
 * @param jobPath the path of the job, as the host answered it
 * @param job the job as it was last seen
 * @param resultingCollectionPath the collection that the call made, where the host said so
 */
public record OperationStep(
        int number,
        ReplicationCall call,
        String reason,
        StepStatus status,
        @Nullable ReturnCode returnValue,
        @Nullable String jobPath,
        @Nullable HostJob job,
        @Nullable String resultingCollectionPath) {}
