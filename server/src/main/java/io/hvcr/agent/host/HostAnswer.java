// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.StatisticsReport;
import org.jspecify.annotations.Nullable;

/**
 * What a method of the service answered: its return value and its out-parameters (contract 2.4).
 *
 * @param returnValue the number; one that is an error is an answer too
 * @param jobPath the object path of the job, exactly as returned; null when the work was done inside the call
 * @param statistics of {@code GetReplicationStatistics}
 * @param resultingCollectionPath of {@code TestReplicaCollection}; may be null although a job was started
 */
public record HostAnswer(
        ReturnCode returnValue,
        @Nullable String jobPath,
        @Nullable StatisticsReport statistics,
        @Nullable String resultingCollectionPath) {

    /** An answer with nothing but a number. */
    public static HostAnswer of(ReturnCode returnValue) {
        return new HostAnswer(returnValue, null, null, null);
    }

    /** 4096 with a job. */
    public static HostAnswer started(String jobPath) {
        return new HostAnswer(ReturnCode.Known.JOB_STARTED, jobPath, null, null);
    }
}
