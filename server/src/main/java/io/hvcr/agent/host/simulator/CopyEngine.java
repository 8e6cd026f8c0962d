// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.READY;
import static io.hvcr.agent.domain.CollectionState.Known.REPLICATING;
import static io.hvcr.agent.domain.CollectionState.Known.RESYNCHRONIZING;
import static io.hvcr.agent.domain.CollectionState.Known.WAITING_INITIAL_REPLICATION;

import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.LastReplicationType;
import io.hvcr.agent.domain.Side;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins and ends copies. How far a copy is in between, is a function of the time ({@link Copy}). */
final class CopyEngine {

    private final ExportWriter exports;

    CopyEngine(ExportWriter exports) {
        this.exports = exports;
    }

    /** Begins a copy; whether it moves is then {@link CycleEngine}'s to say. */
    void begin(Scene scene, CollectionRow row, Copy.CopyKind kind, @Nullable String directory, JobRow cause) {
        FabricRow fabric = scene.fabric();
        double share = switch (kind) {
            case NETWORK, EXPORT -> 1;
            case SEEDED, RESYNCHRONIZATION -> fabric.timings().resynchronizedShare();
        };
        long rate = kind.needsLink()
                ? fabric.link().bytesPerSecond()
                : fabric.timings().exportBytesPerSecond();
        String jobId = null;
        if (fabric.switches().startJobEndsWithCopy()) {
            jobId = cause.id();
        } else if (fabric.switches().transferJobs()) {
            JobRow transfer = JobBook.transfer(scene, row, cause, kind);
            scene.put(transfer);
            jobId = transfer.id();
        }
        Copy copy = new Copy(
                kind,
                scene.now(),
                Math.round(row.replicatedBytes() * share),
                0,
                scene.now(),
                rate,
                true,
                false,
                directory,
                jobId);
        scene.put(row.replicating(draft -> draft.copy = copy));
        CycleEngine.adjust(scene, row.id());
    }

    /** A copy has come to its end. */
    void completed(Scene scene, CollectionRow row) {
        Copy copy = row.replicated().copy();
        if (copy == null) {
            throw new IllegalStateException("no copy of " + row.ref().describe());
        }
        if (copy.kind() == Copy.CopyKind.EXPORT) {
            exportCompleted(scene, row, copy);
        } else {
            JobBook.ofCopy(scene, row).ifPresent(job -> JobBook.succeed(scene, job));
            received(scene, row);
        }
        CycleEngine.adjust(scene, row.id());
    }

    private void exportCompleted(Scene scene, CollectionRow row, Copy copy) {
        Optional<JobFailure> failure = exports.write(row, copy, scene.now());
        Optional<JobRow> job = JobBook.ofCopy(scene, row);
        if (failure.isPresent()) {
            job.ifPresent(open -> JobBook.fail(scene, open, row, failure.get()));
            scene.put(row.replicating(draft -> draft.copy = null).at(READY));
            return;
        }
        job.ifPresent(open -> JobBook.succeed(scene, open));
        boolean waits = scene.switches().exportLeavesPrimaryIn() == WAITING_INITIAL_REPLICATION.number();
        scene.put(row.replicating(draft -> draft.copy = copy.done(scene.now()))
                .at(waits ? WAITING_INITIAL_REPLICATION : REPLICATING));
    }

    /** The recovery side holds everything: both sides replicate from now on. */
    void received(Scene scene, CollectionRow primary) {
        CollectionRow settled = primary.with(CycleEngine.settled(scene, primary));
        scene.put(settled.replicating(draft -> {
                    draft.copy = null;
                    draft.before = null;
                    draft.trouble = null;
                    draft.complete = true;
                })
                .at(REPLICATING));
        scene.counterpart(primary)
                .filter(other -> other.side() == Side.RECOVERY)
                .ifPresent(other -> scene.put(receiving(scene, other)));
    }

    private static CollectionRow receiving(Scene scene, CollectionRow other) {
        boolean waited = other.state() == WAITING_INITIAL_REPLICATION || other.state() == RESYNCHRONIZING;
        CollectionRow settled = other.with(CycleEngine.settled(scene, other));
        CollectionRow complete = settled.replicating(draft -> {
            draft.complete = true;
            draft.prepared = false;
            draft.imported = List.of();
            // Contract 5.2: a resynchronization removes the recovery points; what is complete now is the latest.
            draft.points = List.of(new Point(scene.now(), true, ConsistencyLevel.Known.GROUP_CRASH_CONSISTENT));
            draft.flow = new Flow(
                    draft.flow.law(),
                    draft.flow.anchor(),
                    draft.flow.intervalSeconds(),
                    draft.flow.phase(),
                    draft.flow.backlogBytes(),
                    scene.now(),
                    LastReplicationType.Known.REGULAR);
        });
        return waited ? complete.at(REPLICATING) : complete;
    }

    /** Drops a copy that is cancelled or pointless, with the job that shows it. */
    static CollectionRow dropped(Scene scene, CollectionRow row) {
        JobBook.ofCopy(scene, row).ifPresent(job -> JobBook.terminate(scene, List.of(job)));
        return row.replication() == null ? row : row.replicating(draft -> draft.copy = null);
    }
}
