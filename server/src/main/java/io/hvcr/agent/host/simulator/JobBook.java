// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.JobType;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens and closes jobs. */
final class JobBook {

    /** Contract 2.4: the transfer itself is a job type of its own. */
    private static final JobType SENDING_INITIAL_REPLICA = JobType.of(116);

    private static final JobType SENDING_DELTA = JobType.of(105);
    private static final JobType UPDATE_DISK_SET = JobType.of(125);

    private JobBook() {}

    /** A method's job that runs from now on; not yet in the book. */
    static JobRow method(Scene scene, CollectionRow row, ReplicationMethod method, JobType type, Work work, Goal goal) {
        Instant end = scene.now().plus(scene.fabric().timings().of(method));
        return opened(scene, row, method, type, JobRow.Role.METHOD, work, goal, null)
                .runningFrom(scene.now(), end);
    }

    /** A method's job that waits for its time. */
    static JobRow scheduled(
            Scene scene,
            CollectionRow row,
            ReplicationMethod method,
            JobType type,
            Work work,
            Goal goal,
            Instant startTime) {
        return opened(scene, row, method, type, JobRow.Role.METHOD, work, goal, startTime);
    }

    /** A job that shows a copy. */
    static JobRow transfer(Scene scene, CollectionRow row, JobRow cause, Copy.CopyKind kind) {
        JobType type = kind == Copy.CopyKind.RESYNCHRONIZATION ? SENDING_DELTA : SENDING_INITIAL_REPLICA;
        return opened(scene, row, cause.method(), type, JobRow.Role.TRANSFER, new Work.Plain(), stays(), null)
                .runningFrom(scene.now(), null);
    }

    /** A job that changes the replicated disk set. */
    static JobRow diskUpdate(Scene scene, CollectionRow row, Instant end) {
        return opened(
                        scene,
                        row,
                        ReplicationMethod.MODIFY_REPLICATION_SETTINGS,
                        UPDATE_DISK_SET,
                        JobRow.Role.DISK_UPDATE,
                        new Work.Plain(),
                        stays(),
                        null)
                .runningFrom(scene.now(), end);
    }

    private static Goal stays() {
        return Goal.only(Goal.Kind.STAYS);
    }

    private static JobRow opened(
            Scene scene,
            CollectionRow row,
            ReplicationMethod method,
            JobType type,
            JobRow.Role role,
            Work work,
            Goal goal,
            @Nullable Instant scheduledStart) {
        CollectionState previous = row.state();
        return new JobRow(
                row.site(),
                scene.newGuid("job"),
                row.id(),
                row.node(),
                method,
                type,
                role,
                work,
                goal,
                previous,
                JobState.Known.NEW,
                scene.now(),
                scheduledStart,
                null,
                null,
                null,
                0,
                List.of(),
                true);
    }

    static void succeed(Scene scene, JobRow job) {
        scene.put(job.ended(JobState.Known.COMPLETED, scene.now(), 0, List.of()));
    }

    static void fail(Scene scene, JobRow job, CollectionRow row, JobFailure failure) {
        scene.put(job.ended(
                JobState.Known.EXCEPTION,
                scene.now(),
                ReturnCode.Known.FAILED.number(),
                JobTexts.errors(job.method(), row.ref(), failure.description())));
    }

    /** Ends jobs that something else has made pointless. */
    static void terminate(Scene scene, List<JobRow> jobs) {
        jobs.stream()
                .filter(job -> job.endedAt() == null)
                .forEach(job -> scene.put(job.ended(
                        JobState.Known.TERMINATED,
                        scene.now(),
                        ReturnCode.Known.FAILED.number(),
                        List.of(HostFailure.OPERATION_ABORTED.described()))));
    }

    static List<JobRow> pending(Scene scene, CollectionRow row) {
        return scene.jobs(row.place()).stream().filter(JobRow::pending).toList();
    }

    /** The job that shows or does a copy, as long as it runs. */
    static Optional<JobRow> ofCopy(Scene scene, CollectionRow row) {
        Copy copy = row.replication() == null ? null : row.replication().copy();
        return copy == null || copy.jobId() == null
                ? Optional.empty()
                : scene.job(row.site(), copy.jobId()).filter(job -> job.endedAt() == null);
    }
}
