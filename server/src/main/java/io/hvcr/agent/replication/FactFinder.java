// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.Fact;
import io.hvcr.agent.domain.Facts;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.LastReplicationType;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.SharedDiskSet;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.StartTimeWindow;
import io.hvcr.agent.domain.Truth;
import io.hvcr.agent.domain.VirtualDisk;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The facts on which the transition table's guards rest, as far as they can be seen from this side. What cannot be seen
 * stays unknown: nothing here guesses, and what was not asked for is unknown too.
 */
final class FactFinder {

    /** {@code Msvm_ConcreteJob.JobType} 125: Update Disk Set. */
    private static final int UPDATE_DISK_SET = 125;

    private FactFinder() {}

    /** The facts about a collection that hold for every call. */
    static Facts of(Observed seen) {
        List<Member> members = seen.members();
        Facts facts = Facts.none()
                .with(Fact.HAS_MEMBERS, members == null ? Truth.UNKNOWN : Truth.of(!members.isEmpty()))
                .with(Fact.MEMBERS_OFF, members == null ? Truth.UNKNOWN : Truth.of(allOff(members)))
                .with(Fact.REPLICABLE, replicable(seen))
                .with(Fact.SCHEDULE_PENDING, schedulePending(seen))
                .with(Fact.EXPORT_FINISHED, exportFinished(seen))
                .with(Fact.TEST_EXISTS, testExists(seen))
                .with(Fact.DISK_UPDATE_RUNNING, diskUpdateRunning(seen))
                .with(Fact.COPY_COMPLETE, copyComplete(seen));
        return seen.side() == Side.RECOVERY
                ? facts.with(Fact.OTHER_SIDE_PLANNED, plannedFailoverReceived(seen))
                : facts;
    }

    /** The same, and those that the call itself decides. */
    static Facts of(Observed seen, ReplicationCall call) {
        return of(seen).with(Fact.START_LATER, startsLater(call, seen.hostTime()))
                .with(
                        Fact.INCLUDE_SUSPENDED,
                        call instanceof ReplicationCall.Resynchronize again && again.includeSuspended());
    }

    private static boolean startsLater(ReplicationCall call, Instant hostTime) {
        Instant start = startTime(call);
        return StartTimeWindow.of(start, hostTime) == StartTimeWindow.LATER;
    }

    /** When a call asks the host to begin; null for at once, and for an export, whose start time the host ignores. */
    static @Nullable Instant startTime(ReplicationCall call) {
        return switch (call) {
            case ReplicationCall.Start start ->
                start.type() == InitialReplicationType.EXPORT ? null : start.startTime();
            case ReplicationCall.Resynchronize again -> again.startTime();
            case ReplicationCall.Plain plain -> null;
            case ReplicationCall.Create create -> null;
            case ReplicationCall.Modify modify -> null;
            case ReplicationCall.InitiateFailover failover -> null;
            case ReplicationCall.TestReplica test -> null;
            case ReplicationCall.Reverse reverse -> null;
            case ReplicationCall.GetStatistics statistics -> null;
        };
    }

    private static boolean allOff(List<Member> members) {
        return members.stream().allMatch(Member::off);
    }

    /** A group of groups is not, nor one whose members share a disk that is no VHD Set (contract 1.1). */
    private static Truth replicable(Observed seen) {
        if (seen.source().kind() != HostCollection.Kind.VIRTUAL_SYSTEMS) {
            return Truth.NO;
        }
        List<VirtualDisk> disks = seen.disks();
        if (disks == null) {
            return Truth.UNKNOWN;
        }
        Truth all = Truth.YES;
        for (VirtualDisk disk : disks) {
            String path = disk.reference().path();
            if (disk.shared() && path == null) {
                all = Truth.UNKNOWN;
            } else if (disk.shared()
                    && path != null
                    && !path.toLowerCase(Locale.ROOT).endsWith(".vhds")) {
                return Truth.NO;
            }
        }
        return all;
    }

    private static Truth schedulePending(Observed seen) {
        if (seen.pendingStart() != null) {
            return Truth.YES;
        }
        return seen.included().contains(Include.JOBS) ? Truth.NO : Truth.UNKNOWN;
    }

    /** Only the journal tells an export from a copy over the network; another node's journal is not ours. */
    private static Truth exportFinished(Observed seen) {
        LastStart start = seen.lastStart();
        if (start == null || start.method() != ReplicationMethod.START_REPLICATION) {
            return Truth.UNKNOWN;
        }
        return Truth.of(start.exportFinished() && seen.job() == null);
    }

    private static Truth testExists(Observed seen) {
        if (!seen.included().contains(Include.TEST_COLLECTION)) {
            return Truth.UNKNOWN;
        }
        return Truth.of(seen.testCollection() != null);
    }

    private static Truth diskUpdateRunning(Observed seen) {
        List<Member> members = seen.members();
        SharedDiskSet shared = seen.sharedDiskSet();
        boolean seenRunning =
                seen.jobs().stream().anyMatch(job -> job.running() && job.type().number() == UPDATE_DISK_SET)
                        || (members != null && members.stream().anyMatch(m -> updatingDisks(m.state())))
                        || (shared != null && updatingDisks(shared.state()));
        if (seenRunning) {
            return Truth.YES;
        }
        return members != null && seen.included().contains(Include.JOBS) ? Truth.NO : Truth.UNKNOWN;
    }

    private static boolean updatingDisks(MemberState state) {
        return state == MemberState.Known.DISK_UPDATE_IN_PROGRESS || state == MemberState.Known.DISK_UPDATE_CRITICAL;
    }

    /** State 3 and what can only follow it tell; a suspension may have come before the copy was complete. */
    private static Truth copyComplete(Observed seen) {
        List<RecoveryPoint> points = seen.recoveryPoints();
        if (seen.state() == CollectionState.Known.REPLICATING
                || seen.state() == CollectionState.Known.RESYNCHRONIZING
                || seen.state() == CollectionState.Known.TEST_FAILOVER_INITIATED
                || (points != null && !points.isEmpty())) {
            return Truth.YES;
        }
        return seen.state() == CollectionState.Known.WAITING_INITIAL_REPLICATION ? Truth.NO : Truth.UNKNOWN;
    }

    /**
     * Whether the primary has sent a planned failover, as the recovery side sees it: the kind of the last delta of its
     * members or shared disks, or of the failover itself once it was made (contract 2.4, 3.7, 3.8).
     */
    static Truth plannedFailoverReceived(Observed seen) {
        if (seen.source().failoverType() == FailoverType.Known.PLANNED) {
            return Truth.YES;
        }
        if (seen.source().failoverType() == FailoverType.Known.REGULAR) {
            return Truth.NO;
        }
        List<Member> members = seen.members();
        if (members == null || members.isEmpty()) {
            return Truth.UNKNOWN;
        }
        Truth all = Truth.YES;
        for (Member member : members) {
            LastReplicationType last = member.lastReplicationType();
            if (last == null) {
                all = Truth.UNKNOWN;
            } else if (last != LastReplicationType.Known.PLANNED) {
                return Truth.NO;
            }
        }
        return all;
    }
}
