// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.JobType;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.ReplicationCall;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs as a host answers them. */
final class Jobs {

    private Jobs() {}

    static HostJob running(FakeCollection collection, int type, int percent) {
        return job(collection, JobState.Known.RUNNING, type, percent, null);
    }

    static HostJob pending(FakeCollection collection, Instant due) {
        return job(collection, JobState.Known.NEW, 94, 0, due);
    }

    private static HostJob job(
            FakeCollection collection, JobState state, int type, int percent, @Nullable Instant due) {
        String id = "made-" + type + "-" + state.number();
        return new HostJob(
                ObjectPath.inCluster("HV01", ObjectPath.JOB_CLASS, "InstanceID", id)
                        .text(),
                id,
                collection.ref.id(),
                JobType.of(type).label(),
                state,
                JobType.of(type),
                percent,
                0,
                List.of(),
                FakeHost.NOW,
                due,
                FakeHost.NOW);
    }

    /** The job of a call. */
    static HostJob of(
            FakeCollection collection,
            String id,
            ReplicationCall call,
            JobState state,
            Instant submitted,
            @Nullable Instant due) {
        JobType type = call instanceof ReplicationCall.Start start
                ? start.type().jobType()
                : call.method().jobType();
        return new HostJob(
                path(id),
                id,
                collection.ref.id(),
                call.method().wmiName(),
                state,
                type,
                10,
                0,
                List.of(),
                submitted,
                due,
                submitted);
    }

    /** The same job, later. */
    static HostJob with(HostJob job, JobState state, int percent, int errorCode, List<String> errors) {
        return new HostJob(
                job.path(),
                job.instanceId(),
                job.collectionId(),
                job.name(),
                state,
                job.type(),
                percent,
                errorCode,
                errors,
                job.timeSubmitted(),
                job.scheduledStart(),
                FakeHost.NOW);
    }

    private static String path(String id) {
        return ObjectPath.inCluster("HV01", ObjectPath.JOB_CLASS, "InstanceID", id)
                .text();
    }
}
