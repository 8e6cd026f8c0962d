// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.CRITICAL;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ReplicationMethod;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens by itself when its time has come: to jobs, and to collections. */
final class DueEvents implements Timeline.Events {

    private final JobRunner jobs;
    private final CopyEngine copies;
    private final CopyEffects effects;

    DueEvents(JobRunner jobs, CopyEngine copies, CopyEffects effects) {
        this.jobs = jobs;
        this.copies = copies;
        this.effects = effects;
    }

    @Override
    public void happen(Scene scene, FabricFile.Due due) {
        int slash = due.key().indexOf('/');
        switch (due.kind()) {
            case JOB ->
                job(
                        scene,
                        scene.job(site(due.key(), slash), due.key().substring(slash + 1))
                                .orElseThrow());
            case COLLECTION ->
                collection(
                        scene,
                        scene.existing(new CollectionKey(
                                site(due.key(), slash),
                                new CollectionId(due.key().substring(slash + 1)))));
            case FABRIC, FAULT, SEED -> throw new IllegalStateException("nothing is ever due of " + due.kind());
        }
    }

    private static Site site(String key, int slash) {
        return Site.valueOf(key.substring(0, slash).toUpperCase(Locale.ROOT));
    }

    private void job(Scene scene, JobRow job) {
        if (job.endedAt() != null) {
            scene.remove(job);
        } else if (job.pending()) {
            jobs.beginScheduled(scene, job);
        } else if (job.role() == JobRow.Role.DISK_UPDATE) {
            SettingsEffects.diskUpdateDone(scene, scene.existing(job.place()));
            JobBook.succeed(scene, job);
        } else {
            jobs.finish(scene, job);
        }
    }

    private void collection(Scene scene, CollectionRow row) {
        Replication replication = row.replicated();
        if (isDue(
                replication.copy() == null ? null : replication.copy().endsAt().orElse(null), scene)) {
            copies.completed(scene, row);
        } else if (isDue(
                replication.trouble() == null ? null : replication.trouble().criticalAt(), scene)) {
            goCritical(scene, row);
        } else if (isDue(replication.resynchronizeAt(), scene)) {
            resynchronize(scene, row);
        }
    }

    private static boolean isDue(@Nullable Instant time, Scene scene) {
        return time != null && !time.isAfter(scene.now());
    }

    /** The retries are used up (contract 5.2). */
    private static void goCritical(Scene scene, CollectionRow row) {
        CollectionState before = row.state();
        // A method's job that lasts as long as its copy has failed with it: it would keep the resume out.
        Trouble trouble = row.replicated().trouble();
        if (trouble != null) {
            JobFailure failure = JobFailure.of(trouble.cause(), scene.fabric().link());
            JobBook.ofCopy(scene, row)
                    .filter(JobRow::exclusive)
                    .ifPresent(job -> JobBook.fail(scene, job, row, failure));
        }
        scene.put(row.with(CycleEngine.settled(scene, row).edit(draft -> draft.before = before))
                .at(CRITICAL));
        CycleEngine.adjust(scene, row.id());
    }

    /** AutoResynchronizeEnabled inside its window; while the other side cannot be reached it is tried again after an interval. */
    private void resynchronize(Scene scene, CollectionRow row) {
        boolean busy = scene.jobs(row.place()).stream().anyMatch(JobRow::exclusive);
        if (busy || Troubles.ofSender(scene, row).isPresent()) {
            Instant again = scene.now().plusSeconds(row.replicated().interval());
            scene.put(row.replicating(draft -> draft.resynchronizeAt = again));
            return;
        }
        JobBook.terminate(scene, JobBook.pending(scene, row));
        Goal goal = Goal.only(Goal.Kind.STAYS);
        JobRow cause = JobBook.method(
                scene,
                row,
                ReplicationMethod.RESYNCHRONIZE,
                ReplicationMethod.RESYNCHRONIZE.jobType(),
                new Work.Plain(),
                goal);
        effects.beginResynchronization(scene, row, cause);
    }
}
