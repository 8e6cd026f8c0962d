// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.REPLICATING;
import static io.hvcr.agent.domain.CollectionState.Known.RESYNCHRONIZING;

import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.Side;
import java.util.List;
import java.util.Optional;

/** The methods that begin and cancel copies: StartReplication, Resynchronize and their cancellations. */
final class CopyEffects {

    private final CopyEngine copies;
    private final ExportPaths paths;

    CopyEffects(CopyEngine copies, ExportPaths paths) {
        this.copies = copies;
        this.paths = paths;
    }

    /** StartReplication: state 2 from acceptance on; the copy begins when the job ends (contract 2.4). */
    Effect start() {
        return new Effect() {
            @Override
            public void accepted(Scene scene, CollectionRow row, JobRow job) {
                changeAtOnce(scene, row, job);
            }

            @Override
            public Result done(Scene scene, CollectionRow row, JobRow job) {
                Work.Start start = (Work.Start) job.work();
                Optional<JobFailure> failure = obstacle(scene, row, start);
                if (failure.isPresent()) {
                    return Result.failed(failure.get());
                }
                copies.begin(scene, row, kind(scene, row, start.type()), start.directory(), job);
                return afterBegin(scene);
            }

            @Override
            public void failed(Scene scene, CollectionRow row, JobRow job) {
                putBack(scene, row, job);
            }
        };
    }

    private Optional<JobFailure> obstacle(Scene scene, CollectionRow row, Work.Start start) {
        if (start.type() == InitialReplicationType.EXPORT) {
            String directory = start.directory() == null ? "" : start.directory();
            return paths.find(row.site(), directory) == ExportPaths.Finding.DIRECTORY
                    ? Optional.empty()
                    : Optional.of(JobFailure.of("'" + directory + "'", HostFailure.PATH_NOT_FOUND));
        }
        return receiver(scene, row)
                .or(() -> start.type() == InitialReplicationType.SEEDED ? seed(scene, row) : Optional.empty());
    }

    /** Contract 5.6: the other side needs a restored copy of every machine. */
    private static Optional<JobFailure> seed(Scene scene, CollectionRow row) {
        return scene.switches().seededStartNeedsCopies()
                ? withoutCopy(scene, row).map(member -> JobFailure.of(member, HostFailure.FILE_NOT_FOUND))
                : Optional.empty();
    }

    /** A machine of which the other side has neither a restored copy nor, as the former primary, the disks. */
    private static Optional<MemberRow> withoutCopy(Scene scene, CollectionRow row) {
        boolean formerPrimary = scene.counterpart(row)
                .filter(other ->
                        other.replication() != null && other.replicated().prepared())
                .isPresent();
        Optional<SeedRow> restored = scene.seed(row.site().other(), row.id());
        return row.members().stream()
                .filter(member -> !formerPrimary)
                .filter(member ->
                        restored.filter(seed -> seed.covers(List.of(member))).isEmpty())
                .findFirst();
    }

    private static Copy.CopyKind kind(Scene scene, CollectionRow row, InitialReplicationType type) {
        return switch (type) {
            case NETWORK -> Copy.CopyKind.NETWORK;
            case EXPORT -> Copy.CopyKind.EXPORT;
            case SEEDED -> withoutCopy(scene, row).isEmpty() ? Copy.CopyKind.SEEDED : Copy.CopyKind.NETWORK;
        };
    }

    /** Resynchronize, and ResumeReplication where a switch says that it is the same. */
    Effect resynchronize() {
        return new Effect() {
            @Override
            public void accepted(Scene scene, CollectionRow row, JobRow job) {
                changeAtOnce(scene, row, job);
            }

            @Override
            public Result done(Scene scene, CollectionRow row, JobRow job) {
                Optional<JobFailure> failure = receiver(scene, row);
                if (failure.isPresent()) {
                    return Result.failed(failure.get());
                }
                beginResynchronization(scene, row, job);
                return afterBegin(scene);
            }

            @Override
            public void failed(Scene scene, CollectionRow row, JobRow job) {
                putBack(scene, row, job);
            }
        };
    }

    /** Compares and sends from now on; the other side shows it too. */
    void beginResynchronization(Scene scene, CollectionRow row, JobRow job) {
        CollectionRow changed = CopyEngine.dropped(scene, row)
                .replicating(draft -> {
                    draft.before = null;
                    draft.trouble = null;
                    draft.resynchronizeAt = null;
                })
                .at(RESYNCHRONIZING);
        scene.put(changed);
        scene.counterpart(row)
                .filter(other -> other.is(Side.RECOVERY, REPLICATING))
                .ifPresent(other -> scene.put(other.at(RESYNCHRONIZING)));
        copies.begin(scene, changed, Copy.CopyKind.RESYNCHRONIZATION, null, job);
    }

    /** CancelInitialReplication. */
    static Effect cancelInitialReplication() {
        return new Cancel();
    }

    /** CancelResynchronize: the next one starts from the beginning. */
    static Effect cancelResynchronize() {
        return new Cancel();
    }

    /** The copy stands still from acceptance on and is dropped at the end. */
    private static final class Cancel implements Effect {
        @Override
        public Result done(Scene scene, CollectionRow row, JobRow job) {
            CollectionRow changed = job.goal().reached(CopyEngine.dropped(scene, row));
            scene.put(changed);
            if (job.method() == ReplicationMethod.CANCEL_RESYNCHRONIZE) {
                scene.counterpart(row)
                        .filter(other -> other.is(Side.RECOVERY, RESYNCHRONIZING))
                        .ifPresent(other -> scene.put(other.at(REPLICATING)));
            }
            CycleEngine.adjust(scene, row.id());
            return Result.DONE;
        }
    }

    private static Optional<JobFailure> receiver(Scene scene, CollectionRow row) {
        return Connections.failure(scene, row.site(), row.replicated().settings())
                .or(() -> Troubles.ofSender(scene, row)
                        .map(cause -> JobFailure.of(cause, scene.fabric().link())));
    }

    private static Effect.Result afterBegin(Scene scene) {
        return scene.switches().startJobEndsWithCopy() ? new Effect.Result.GoesOn() : Effect.Result.DONE;
    }

    /** Contract 5.9, 13: the state changes on acceptance. */
    static void changeAtOnce(Scene scene, CollectionRow row, JobRow job) {
        if (job.goal().during() != null) {
            scene.put(row.at(job.goal().during()));
            CycleEngine.adjust(scene, row.id());
        }
    }

    static void putBack(Scene scene, CollectionRow row, JobRow job) {
        if (job.goal().during() != null && row.state().equals(job.goal().during())) {
            scene.put(row.at(job.previous()));
            CycleEngine.adjust(scene, row.id());
        }
    }
}
