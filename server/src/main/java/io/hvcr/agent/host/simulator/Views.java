// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.LastReplicationType;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.ReplicationStatistics;
import io.hvcr.agent.domain.SharedDiskSet;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.StatisticsReport;
import io.hvcr.agent.domain.VirtualDisk;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the port shows them, at one moment and from one node.
 *
 * @param now the moment
 * @param node the node that is asked: it stands in every path
 * @param zone the cluster's local time
 * @param bytesPerSecond how fast the link is
 */
record Views(Instant now, String node, ZoneId zone, long bytesPerSecond) {

    HostCollection collection(CollectionRow row) {
        Replication replication = row.side() == Side.RECOVERY ? row.replication() : null;
        Instant lastApply = replication == null ? null : Cycles.lastSuccess(replication.flow(), now);
        return new HostCollection(
                row.ref(),
                HostPaths.collection(node, row),
                row.collectionKind(),
                row.mode(),
                row.state(),
                row.failoverType(),
                lastApply,
                lastApply == null ? ConsistencyLevel.Known.UNKNOWN : ConsistencyLevel.Known.GROUP_CRASH_CONSISTENT);
    }

    List<Member> members(CollectionRow row, List<JobRow> jobs) {
        MemberState common = MemberStates.of(row, jobs);
        ReplicationHealth health = Health.of(row, now, zone, bytesPerSecond).level();
        LastReplicationType last = lastType(row.replication(), row);
        List<Member> members = new ArrayList<>();
        for (MemberRow member : row.members()) {
            Integer left = member.left();
            MemberState state = left == null ? common : MemberState.of(left);
            members.add(new Member(
                    member.id(),
                    member.name(),
                    member.node(),
                    member.power(),
                    state,
                    state == MemberState.Known.DISABLED ? ReplicationHealth.Known.NOT_APPLICABLE : health,
                    last));
        }
        return members;
    }

    private LastReplicationType lastType(@Nullable Replication replication, CollectionRow row) {
        return replication == null
                ? LastReplicationType.Known.NONE
                : Cycles.settled(replication.flow(), now, row.changeBytesPerSecond())
                        .lastType();
    }

    List<VirtualDisk> disks(CollectionRow row) {
        return row.disks().stream()
                .map(disk -> new VirtualDisk(new DiskReference(disk.instanceId(), disk.path()), disk.memberIds()))
                .toList();
    }

    Optional<SharedDiskSet> sharedDiskSet(CollectionRow row, List<JobRow> jobs) {
        if (row.replication() == null || !row.hasSharedDisks()) {
            return Optional.empty();
        }
        Instant last = Cycles.lastSuccess(row.replicated().flow(), now);
        return Optional.of(new SharedDiskSet(
                MemberStates.of(row, jobs),
                Health.of(row, now, zone, bytesPerSecond).level(),
                last,
                row.side() == Side.RECOVERY ? last : null,
                lastType(row.replicated(), row)));
    }

    List<RecoveryPoint> points(CollectionRow row) {
        if (row.side() != Side.RECOVERY || row.replication() == null) {
            return List.of();
        }
        return Points.at(row.replicated(), now).stream()
                .map(point -> {
                    String id = Points.id(row.id(), point);
                    return new RecoveryPoint(
                            id,
                            HostPaths.point(node, row.id(), id),
                            row.id(),
                            row.name() + " - " + point.createdAt(),
                            point.createdAt(),
                            point.consistency());
                })
                .toList();
    }

    HostJob job(JobRow job, @Nullable CollectionRow row) {
        return new HostJob(
                HostPaths.job(job),
                job.id(),
                job.collectionId(),
                JobTexts.name(job),
                job.state(),
                job.type(),
                percent(job, row),
                job.errorCode(),
                job.errors(),
                job.submittedAt(),
                job.scheduledStart(),
                lastChange(job));
    }

    private int percent(JobRow job, @Nullable CollectionRow row) {
        if (job.endedAt() != null) {
            return job.state().succeeded() ? 100 : Math.min(99, reached(job, job.endedAt()));
        }
        Copy copy = row == null || row.replication() == null
                ? null
                : row.replication().copy();
        if (copy != null && shows(job, copy)) {
            return Math.min(99, copy.percentAt(now));
        }
        return job.pending() ? 0 : Math.min(99, reached(job, now));
    }

    /** A job of its own, or, where a switch says so, the method's job as soon as the copy has begun. */
    private static boolean shows(JobRow job, Copy copy) {
        return job.role() == JobRow.Role.TRANSFER || (job.id().equals(copy.jobId()) && job.endsAt() == null);
    }

    private static int reached(JobRow job, Instant time) {
        if (job.startedAt() == null || job.endsAt() == null) {
            return 0;
        }
        long whole = Duration.between(job.startedAt(), job.endsAt()).toMillis();
        long part = Duration.between(job.startedAt(), time).toMillis();
        return whole <= 0 ? 99 : (int) (Math.max(0, part) * 100 / whole);
    }

    private static Instant lastChange(JobRow job) {
        if (job.endedAt() != null) {
            return job.endedAt();
        }
        return job.startedAt() == null ? job.submittedAt() : job.startedAt();
    }

    StatisticsReport statistics(CollectionRow row) {
        Replication replication = row.replicated();
        long change = row.changeBytesPerSecond();
        Counters counters = Settling.counters(replication, now, change, zone);
        Health health = Health.of(row, now, zone, bytesPerSecond);
        ReplicationStatistics statistics = new ReplicationStatistics(
                counters.since(),
                now,
                counters.success(),
                counters.missed(),
                counters.bytes(),
                counters.largest(),
                row.side() == Side.PRIMARY ? Cycles.pending(replication.flow(), now, change) : 0,
                counters.networkFailures(),
                counters.replicationFailures(),
                0,
                health.level(),
                Math.ceilDiv(counters.largest(), bytesPerSecond),
                Cycles.lastSuccess(replication.flow(), now),
                counters.lastTest());
        return new StatisticsReport(statistics, health.issues());
    }
}
