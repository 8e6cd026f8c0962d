// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings the methods' jobs from acceptance to their end. */
final class JobRunner {

    /** States from which a copy can have ended by itself while its suspension was under way. */
    private static final Set<CollectionState.Known> RUNNING = EnumSet.of(
            CollectionState.Known.WAITING_INITIAL_REPLICATION,
            CollectionState.Known.REPLICATING,
            CollectionState.Known.RESYNCHRONIZING);

    private final Effects effects;
    private final Mishaps mishaps;

    JobRunner(Effects effects, Mishaps mishaps) {
        this.effects = effects;
        this.mishaps = mishaps;
    }

    /** A job that begins now: what the method changes on acceptance changes, and the job is in the book. */
    void begin(Scene scene, CollectionRow row, JobRow job) {
        JobRow visible = mishaps.take(scene, Mishap.JobVanishes.class, row.place(), job.method())
                .map(mishap -> job.hidden())
                .orElse(job);
        scene.put(visible);
        effects.of(job.method()).accepted(scene, row, job);
        // A copy that is being cancelled stands still from now on.
        CycleEngine.adjust(scene, row.id());
    }

    /** The time of a scheduled job has come. */
    void beginScheduled(Scene scene, JobRow job) {
        CollectionRow row = scene.existing(job.place());
        JobRow running = job.runningFrom(
                scene.now(), scene.now().plus(scene.fabric().timings().of(job.method())));
        if (row.state().equals(job.previous())) {
            scene.put(running);
            effects.of(job.method()).accepted(scene, row, running);
        } else {
            JobBook.fail(scene, running, row, JobFailure.of(HostFailure.NOT_IN_VALID_STATE));
        }
    }

    /** The end of a method's job. */
    void finish(Scene scene, JobRow job) {
        end(scene, job);
        CycleEngine.adjust(scene, job.collectionId());
    }

    private void end(Scene scene, JobRow job) {
        CollectionRow row = scene.existing(job.place());
        Optional<Mishap.JobEnds> mishap = mishaps.take(scene, Mishap.JobEnds.class, row.place(), job.method());
        boolean warns = mishap.filter(ends -> ends.ending() == Mishap.JobEnding.COMPLETED_WITH_WARNINGS)
                .isPresent();
        if (mishap.isPresent() && !warns) {
            effects.of(job.method()).failed(scene, row, job);
            scene.put(job.ended(
                    state(mishap.get().ending()),
                    scene.now(),
                    mishap.get().errorCode(),
                    texts(mishap.get(), job, row)));
            return;
        }
        switch (work(scene, row, job)) {
            case Effect.Result.Done done -> {
                if (warns) {
                    scene.put(job.ended(
                            JobState.Known.COMPLETED_WITH_WARNINGS,
                            scene.now(),
                            0,
                            mishap.get().texts()));
                } else {
                    JobBook.succeed(scene, job);
                }
            }
            case Effect.Result.GoesOn goesOn -> scene.put(job.runningFrom(scene.now(), null));
            case Effect.Result.Failed failed -> {
                effects.of(job.method()).failed(scene, scene.existing(job.place()), job);
                JobBook.fail(scene, job, row, failed.failure());
            }
        }
    }

    /** Does a method's work inside the call, without a job (contract 2.3: any method may answer 0). */
    ReturnCode.Known atOnce(Scene scene, CollectionRow row, JobRow job) {
        Effect effect = effects.of(job.method());
        effect.accepted(scene, row, job);
        Optional<Mishap.JobEnds> mishap = mishaps.take(scene, Mishap.JobEnds.class, row.place(), job.method());
        boolean spoiled = mishap.filter(ends -> ends.ending() != Mishap.JobEnding.COMPLETED_WITH_WARNINGS)
                .isPresent();
        Effect.Result result = spoiled
                ? Effect.Result.failed(JobFailure.of(HostFailure.UNSPECIFIED))
                : effect.done(scene, scene.existing(row.place()), job);
        if (result instanceof Effect.Result.Failed) {
            effect.failed(scene, scene.existing(row.place()), job);
            return ReturnCode.Known.FAILED;
        }
        return ReturnCode.Known.COMPLETED;
    }

    private Effect.Result work(Scene scene, CollectionRow row, JobRow job) {
        return stillFits(row, job)
                ? effects.of(job.method()).done(scene, row, job)
                : Effect.Result.failed(JobFailure.of(HostFailure.NOT_IN_VALID_STATE));
    }

    /** Whether nothing has happened to the collection meanwhile that makes the work impossible. */
    private static boolean stillFits(CollectionRow row, JobRow job) {
        if (job.method() == ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP) {
            return row.replication() != null;
        }
        CollectionState expected = job.goal().during();
        boolean asAccepted = row.state().equals(job.previous()) || row.state().equals(expected);
        return asAccepted
                || (job.method() == ReplicationMethod.SUSPEND_REPLICATION
                        && row.state() instanceof CollectionState.Known known
                        && RUNNING.contains(known));
    }

    private static List<String> texts(Mishap.JobEnds mishap, JobRow job, CollectionRow row) {
        return mishap.texts().isEmpty()
                ? JobTexts.errors(job.method(), row.ref(), HostFailure.UNSPECIFIED.described())
                : mishap.texts();
    }

    private static JobState state(Mishap.JobEnding ending) {
        return switch (ending) {
            case EXCEPTION -> JobState.Known.EXCEPTION;
            case TERMINATED -> JobState.Known.TERMINATED;
            case KILLED -> JobState.Known.KILLED;
            case COMPLETED_WITH_WARNINGS -> JobState.Known.COMPLETED_WITH_WARNINGS;
        };
    }
}
