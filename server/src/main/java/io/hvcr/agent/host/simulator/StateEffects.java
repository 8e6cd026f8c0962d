// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.REPLICATING;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.Side;
import java.util.List;

/** Suspend, Resume and Remove. */
final class StateEffects {

    private final Mishaps mishaps;
    private final CopyEffects copies;

    StateEffects(Mishaps mishaps, CopyEffects copies) {
        this.mishaps = mishaps;
        this.copies = copies;
    }

    /** SuspendReplication: remembers where to resume. */
    static Effect suspend() {
        return (scene, row, job) -> {
            CollectionState before = row.state();
            scene.put(job.goal().reached(row.replicating(draft -> draft.before = before)));
            CycleEngine.adjust(scene, row.id());
            return Effect.Result.DONE;
        };
    }

    /** ResumeReplication. */
    Effect resume() {
        Effect resynchronize = copies.resynchronize();
        return new Effect() {
            @Override
            public void accepted(Scene scene, CollectionRow row, JobRow job) {
                if (job.goal().kind() == Goal.Kind.THROUGH) {
                    resynchronize.accepted(scene, row, job);
                }
            }

            @Override
            public Result done(Scene scene, CollectionRow row, JobRow job) {
                return switch (job.goal().kind()) {
                    case THROUGH -> resynchronize.done(scene, row, job);
                    case JOB_FAILS -> Result.failed(stillThere(scene, row));
                    case TO, BEFORE_SUSPENSION, STAYS -> resumed(scene, row, job);
                };
            }

            @Override
            public void failed(Scene scene, CollectionRow row, JobRow job) {
                resynchronize.failed(scene, row, job);
            }
        };
    }

    private static Effect.Result resumed(Scene scene, CollectionRow row, JobRow job) {
        if (row.state() == CollectionState.Known.CRITICAL && !Troubles.gone(scene, row)) {
            return Effect.Result.failed(stillThere(scene, row));
        }
        CollectionState before = row.replicated().before();
        CollectionRow resumed = job.goal().kind() == Goal.Kind.TO
                ? job.goal().reached(row)
                : row.at(before == null ? REPLICATING : before);
        scene.put(resumed.replicating(draft -> {
            draft.before = null;
            draft.trouble = null;
        }));
        CycleEngine.adjust(scene, row.id());
        return Effect.Result.DONE;
    }

    private static JobFailure stillThere(Scene scene, CollectionRow row) {
        if (row.side() == Side.PRIMARY) {
            return Troubles.ofSender(scene, row)
                    .map(cause -> JobFailure.of(cause, scene.fabric().link()))
                    .orElseGet(() -> JobFailure.of(HostFailure.UNSPECIFIED));
        }
        return JobFailure.of(Trouble.Cause.OWN_DISK_FULL, scene.fabric().link());
    }

    /** RemoveReplicationRelationship: this side only; machines and disks stay (contract 2.4). */
    Effect remove() {
        return (scene, row, job) -> {
            List<String> left = mishaps.leftBehind(scene, row, job.method());
            JobBook.terminate(
                    scene,
                    scene.jobs(row.place()).stream()
                            .filter(other -> !other.id().equals(job.id()))
                            .toList());
            if (!left.isEmpty()) {
                scene.put(CopyEngine.dropped(scene, row).edit(draft -> {
                    draft.state = CollectionState.Known.PARTIALLY_DISABLED;
                    draft.eachMember(member ->
                            member.left(left.contains(member.id()) ? null : MemberState.Known.DISABLED.number()));
                }));
            } else {
                removed(scene, row, job);
            }
            CycleEngine.adjust(scene, row.id());
            return Effect.Result.DONE;
        };
    }

    private static void removed(Scene scene, CollectionRow row, JobRow job) {
        Replication replication = row.replicated();
        TestEffects.removeTest(scene, row);
        if (row.side() == Side.RECOVERY && replication.complete()) {
            // The machines stay with their disks: a base for a seeded start.
            scene.put(new SeedRow(
                    row.site(),
                    row.id(),
                    row.members().stream().map(MemberRow::id).toList()));
        }
        scene.put(job.goal().reached(row).edit(draft -> {
            draft.replication = null;
            draft.failoverType = FailoverType.Known.NONE;
            draft.eachMember(member -> member.withLock(false).left(null));
        }));
    }
}
