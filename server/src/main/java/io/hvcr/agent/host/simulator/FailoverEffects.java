// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.PARTIALLY_RECOVERED;

import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.LastReplicationType;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Planned failover on the primary side; failover, its reversal and its completion on the recovery side. */
final class FailoverEffects {

    private final Mishaps mishaps;

    FailoverEffects(Mishaps mishaps) {
        this.mishaps = mishaps;
    }

    /** InitiatePlannedFailover: locks the machines at once, sends the last changes at the end. */
    static Effect initiatePlanned() {
        return new Effect() {
            @Override
            public void accepted(Scene scene, CollectionRow row, JobRow job) {
                if (job.goal().kind() != Goal.Kind.JOB_FAILS) {
                    scene.put(locked(row, true));
                }
            }

            @Override
            public Result done(Scene scene, CollectionRow row, JobRow job) {
                Optional<JobFailure> failure = running(row).or(() -> unreachable(scene, row));
                if (failure.isPresent()) {
                    return Result.failed(failure.get());
                }
                synced(scene, row, job);
                return Result.DONE;
            }

            @Override
            public void failed(Scene scene, CollectionRow row, JobRow job) {
                scene.put(locked(row, false));
            }
        };
    }

    private static Optional<JobFailure> running(CollectionRow row) {
        return row.members().stream()
                .filter(member -> !member.off())
                .findFirst()
                .map(member -> JobFailure.of(member, HostFailure.NOT_IN_VALID_STATE));
    }

    /** The last changes need a replica that has everything before them. */
    private static Optional<JobFailure> unreachable(Scene scene, CollectionRow row) {
        boolean complete = scene.counterpart(row)
                .filter(other ->
                        other.replication() != null && other.replicated().complete())
                .isPresent();
        Optional<Trouble.Cause> cause =
                complete ? Troubles.ofSender(scene, row) : Optional.of(Trouble.Cause.OTHER_SIDE_STOPPED);
        return cause.map(found -> JobFailure.of(found, scene.fabric().link()));
    }

    private static CollectionRow locked(CollectionRow row, boolean locked) {
        return row.edit(draft -> draft.eachMember(member -> member.withLock(locked)));
    }

    /** Both sides have everything: the last delta was a planned one. */
    private static void synced(Scene scene, CollectionRow row, JobRow job) {
        scene.put(job.goal().reached(lastDelta(scene, row, null)));
        scene.counterpart(row).ifPresent(other -> {
            Point point = new Point(scene.now(), true, ConsistencyLevel.Known.APPLICATION_CONSISTENT);
            scene.put(lastDelta(scene, other, point));
        });
        CycleEngine.adjust(scene, row.id());
    }

    private static CollectionRow lastDelta(Scene scene, CollectionRow row, @Nullable Point point) {
        Replication settled = CycleEngine.settled(scene, row);
        long bytes = Cycles.pending(settled.flow(), scene.now(), row.changeBytesPerSecond());
        return row.with(settled.edit(draft -> {
            draft.counters = draft.counters.plus(new Cycles.Tally(1, 0, bytes, bytes), false);
            draft.flow = new Flow(
                    Flow.Law.IDLE,
                    scene.now(),
                    draft.flow.intervalSeconds(),
                    draft.flow.phase() + 1,
                    0,
                    scene.now(),
                    LastReplicationType.Known.PLANNED);
            if (point != null) {
                List<Point> points = new ArrayList<>(draft.points);
                points.add(point);
                draft.points = Points.kept(points, settled.history());
            }
        }));
    }

    /** RevertPlannedFailover: machines may start, cycles go on. */
    static Effect revertPlanned() {
        return (scene, row, job) -> {
            scene.put(notPlanned(locked(job.goal().reached(row), false)));
            if (scene.fabric().link().up()) {
                scene.counterpart(row)
                        .filter(other -> other.side() == Side.RECOVERY)
                        .ifPresent(other -> scene.put(notPlanned(other)));
            }
            CycleEngine.adjust(scene, row.id());
            return Effect.Result.DONE;
        };
    }

    /** The planned delta counts no more: what comes next is an ordinary one. */
    private static CollectionRow notPlanned(CollectionRow row) {
        return row.replicating(draft -> draft.flow = draft.flow.with(LastReplicationType.Known.REGULAR));
    }

    /** InitiateFailover: 4 from acceptance on, then 5, or 16 where members were left behind. */
    Effect initiate() {
        return new Effect() {
            @Override
            public void accepted(Scene scene, CollectionRow row, JobRow job) {
                CopyEffects.changeAtOnce(scene, row.with(CycleEngine.settled(scene, row)), job);
            }

            @Override
            public Result done(Scene scene, CollectionRow row, JobRow job) {
                List<String> left = mishaps.leftBehind(scene, row, job.method());
                Work.ToPoint work = (Work.ToPoint) job.work();
                CollectionRow recovered = job.goal().reached(row).edit(draft -> {
                    draft.failoverType = work.planned() ? FailoverType.Known.PLANNED : FailoverType.Known.REGULAR;
                    draft.eachMember(member ->
                            member.left(left.contains(member.id()) ? MemberState.Known.REPLICATING.number() : null));
                });
                scene.put(left.isEmpty() ? recovered : recovered.at(PARTIALLY_RECOVERED));
                CycleEngine.adjust(scene, row.id());
                return Result.DONE;
            }

            @Override
            public void failed(Scene scene, CollectionRow row, JobRow job) {
                CopyEffects.putBack(scene, row, job);
            }
        };
    }

    /** RevertFailover: the failed-over machines are turned off and their changes discarded. */
    static Effect revert() {
        return (scene, row, job) -> {
            scene.put(job.goal().reached(row).edit(draft -> {
                draft.failoverType = FailoverType.Known.NONE;
                draft.eachMember(member -> member.with(PowerState.Known.OFF).left(null));
            }));
            CycleEngine.adjust(scene, row.id());
            return Effect.Result.DONE;
        };
    }

    /** CommitFailover: the recovery points are gone. */
    static Effect commit() {
        return (scene, row, job) -> {
            scene.put(job.goal().reached(row.replicating(draft -> draft.points = List.of())));
            CycleEngine.adjust(scene, row.id());
            return Effect.Result.DONE;
        };
    }

    /** PrepareForReverseReplication: the old primary becomes a replica that waits (contract 2.4). */
    static Effect prepareForReverse() {
        return new Effect() {
            @Override
            public void accepted(Scene scene, CollectionRow row, JobRow job) {
                JobBook.terminate(scene, JobBook.pending(scene, row));
                CopyEffects.changeAtOnce(scene, row, job);
            }

            @Override
            public Result done(Scene scene, CollectionRow row, JobRow job) {
                if (running(row).isPresent()) {
                    return Result.failed(running(row).get());
                }
                if (scene.counterpart(row).filter(Troubles::failedOver).isEmpty()) {
                    return Result.failed(JobFailure.of(HostFailure.NOT_IN_VALID_STATE));
                }
                CollectionRow replica = job.goal().reached(CopyEngine.dropped(scene, row));
                scene.put(replica.with(Replication.fresh(row.replicated().settings(), scene.now())
                        .edit(draft -> draft.prepared = true)));
                CycleEngine.adjust(scene, row.id());
                return Result.DONE;
            }

            @Override
            public void failed(Scene scene, CollectionRow row, JobRow job) {
                CopyEffects.putBack(scene, row, job);
            }
        };
    }
}
