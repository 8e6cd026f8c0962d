// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.PARTIALLY_ENABLED;
import static io.hvcr.agent.domain.CollectionState.Known.WAITING_INITIAL_REPLICATION;

import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.Side;
import java.util.List;
import java.util.Optional;

/** CreateReplicationRelationship: the relationship here, and placeholders on the other side (contract 2.4). */
final class CreateEffect implements Effect {

    private final Mishaps mishaps;

    CreateEffect(Mishaps mishaps) {
        this.mishaps = mishaps;
    }

    @Override
    public Result done(Scene scene, CollectionRow row, JobRow job) {
        ReplicationSettings settings = ((Work.Configure) job.work()).settings();
        Optional<JobFailure> failure = member(row)
                .or(() -> Connections.failure(scene, row.site(), settings))
                .or(() -> otherSide(scene, row));
        if (failure.isPresent()) {
            return Result.failed(failure.get());
        }
        List<String> left = mishaps.leftBehind(scene, row, job.method());
        Replication replication = Replication.fresh(settings, scene.now());
        CollectionRow created = row.edit(draft -> {
            draft.replication = replication;
            draft.failoverType = FailoverType.Known.NONE;
            draft.eachMember(
                    member -> member.left(left.contains(member.id()) ? MemberState.Known.DISABLED.number() : null));
            draft.at(Side.PRIMARY, job.goal().reached(row).state());
        });
        scene.put(left.isEmpty() ? created : created.at(PARTIALLY_ENABLED));
        scene.put(placeholder(scene, row, settings));
        CycleEngine.adjust(scene, row.id());
        return Result.DONE;
    }

    private static Optional<JobFailure> member(CollectionRow row) {
        for (MemberRow member : row.members()) {
            if (!member.highlyAvailable()) {
                return Optional.of(JobFailure.of(member, HostFailure.NOT_HIGHLY_AVAILABLE));
            }
            if (member.replicatedAlone()) {
                return Optional.of(JobFailure.of(member, HostFailure.ALREADY_REPLICATED));
            }
        }
        return Optional.empty();
    }

    private static Optional<JobFailure> otherSide(Scene scene, CollectionRow row) {
        if (scene.cluster(row.site().other()).diskFull()) {
            return Optional.of(JobFailure.of(HostFailure.DISK_FULL));
        }
        CollectionRow other = scene.counterpart(row).orElse(null);
        boolean retry = row.state() == PARTIALLY_ENABLED;
        if (other == null || other.side() == Side.NONE || (retry && other.side() == Side.RECOVERY)) {
            return Optional.empty();
        }
        return Optional.of(JobFailure.of(
                "The Replica server still has collection '" + other.name() + "' in state "
                        + other.state().describe(),
                HostFailure.ALREADY_REPLICATED));
    }

    /** The collection on the other side, with machines that are off and hold nothing yet. */
    static CollectionRow placeholder(Scene scene, CollectionRow row, ReplicationSettings settings) {
        Site there = row.site().other();
        List<String> nodes = scene.cluster(there).nodes();
        List<MemberRow> members = row.members().stream()
                .map(member -> new MemberRow(
                        member.id(),
                        member.name(),
                        nodes.get(row.members().indexOf(member) % nodes.size()),
                        PowerState.Known.OFF,
                        false,
                        true,
                        false,
                        null))
                .toList();
        return new CollectionRow(
                        there,
                        row.id(),
                        row.name(),
                        row.collectionKind(),
                        nodes.getFirst(),
                        row.mode(),
                        row.state(),
                        FailoverType.Known.NONE,
                        row.changeBytesPerSecond(),
                        members,
                        row.disks(),
                        null,
                        Replication.fresh(settings, scene.now()))
                .at(Side.RECOVERY, WAITING_INITIAL_REPLICATION);
    }
}
