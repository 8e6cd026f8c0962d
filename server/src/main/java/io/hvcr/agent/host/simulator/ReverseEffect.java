// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.Side;
import java.util.Optional;

/**
 * ReverseReplicationRelationship: the recovery collection becomes the primary one (contract 2.4, 5.3). After a planned failover both
 * sides replicate at once; after an unplanned one a new initial replication is needed.
 */
final class ReverseEffect implements Effect {

    private final CopyEngine copies;

    ReverseEffect(CopyEngine copies) {
        this.copies = copies;
    }

    @Override
    public Result done(Scene scene, CollectionRow row, JobRow job) {
        ReplicationSettings settings = ((Work.Configure) job.work()).settings();
        CollectionRow other = scene.counterpart(row).orElse(null);
        boolean planned = other != null && other.is(Side.PRIMARY, CollectionState.Known.PLANNED_FAILOVER_INITIATED);
        boolean prepared = other != null
                && other.is(Side.RECOVERY, CollectionState.Known.WAITING_INITIAL_REPLICATION)
                && other.replicated().prepared();
        Optional<JobFailure> failure = Connections.failure(scene, row.site(), settings);
        if (failure.isPresent()) {
            return Result.failed(failure.get());
        }
        if (other == null || !(planned || prepared)) {
            return Result.failed(JobFailure.of(
                    "The old primary collection is not prepared for reverse replication",
                    HostFailure.NOT_IN_VALID_STATE));
        }
        TestEffects.removeTest(scene, row);
        CollectionRow primary = newPrimary(scene, scene.existing(row.place()), job, settings, planned);
        scene.put(primary);
        scene.put(newReplica(scene, other, settings, planned));
        if (job.goal().kind() == Goal.Kind.THROUGH) {
            scene.put(primary.at(CollectionState.Known.WAITING_INITIAL_REPLICATION));
            copies.begin(scene, scene.existing(row.place()), Copy.CopyKind.SEEDED, null, job);
            return scene.switches().startJobEndsWithCopy() ? new Result.GoesOn() : Result.DONE;
        }
        CycleEngine.adjust(scene, row.id());
        return Result.DONE;
    }

    private static CollectionRow newPrimary(
            Scene scene, CollectionRow row, JobRow job, ReplicationSettings settings, boolean planned) {
        Replication replication = Replication.fresh(settings, scene.now()).edit(draft -> draft.complete = planned);
        return job.goal().reached(row).edit(draft -> {
            draft.mode = CollectionMode.Known.PRIMARY;
            draft.failoverType = FailoverType.Known.NONE;
            draft.replication = replication;
            draft.eachMember(member -> member.left(null));
        });
    }

    private static CollectionRow newReplica(
            Scene scene, CollectionRow other, ReplicationSettings settings, boolean planned) {
        Replication replication = Replication.fresh(settings, scene.now()).edit(draft -> {
            draft.complete = planned;
            draft.prepared = !planned;
        });
        return other.edit(draft -> {
            draft.failoverType = FailoverType.Known.NONE;
            draft.replication = replication;
            draft.eachMember(member -> member.withLock(false).left(null));
            if (planned) {
                draft.at(Side.RECOVERY, CollectionState.Known.REPLICATING);
            }
        });
    }
}
