// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.JsonName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code Msvm_ConcreteJob} as the verbatim methods answer it (contract 3.10). The host forgets a job five minutes after its end. */
@Doc("Msvm_ConcreteJob; the host forgets it five minutes after its end")
public record JobAnswer(
        @Doc("The job's id") @JsonName("InstanceID") String instanceId,

        @Doc(
                "2 New, 3 Starting, 4 Running, 5 Suspended, 6 Shutting Down, 7 Completed, 8 Terminated, 9 Killed, 10 Exception,"
                        + " 11 Service, 12 Query Pending, 32768 Completed with warnings")
        @JsonName("JobState")
        int jobState,

        @Doc("The name of JobState") @JsonName("JobStateName")
        String jobStateName,

        @Doc("The kind of work, such as 94 Start Inband Initial Replication") @JsonName("JobType")
        int jobType,

        @Doc("The name of JobType") @JsonName("JobTypeName") String jobTypeName,
        @Doc("0 to 100") @JsonName("PercentComplete") int percentComplete,

        @Doc("When the job is due, where it waits for its time") @JsonName("ScheduledStartTime") @Nullable
        Instant scheduledStartTime,

        @Doc("Of a job that ended badly: a number of the family of return values") @JsonName("ErrorCode") @Nullable
        Integer errorCode,

        @Doc("Of a job that ended badly: its text") @JsonName("ErrorDescription") @Nullable
        String errorDescription) {

    static JobAnswer of(HostJob job) {
        return new JobAnswer(
                job.instanceId(),
                job.state().number(),
                job.state().label(),
                job.type().number(),
                job.type().label(),
                job.percentComplete(),
                job.scheduledStart(),
                job.errorCode() == 0 ? null : job.errorCode(),
                job.failure().orElse(null));
    }
}
