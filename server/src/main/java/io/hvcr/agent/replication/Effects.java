// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DeclaredSettings;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Next;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.Transition;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.domain.Truth;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call took effect, as the state shows: how an answer that was lost is settled without calling again. Where the
 * transition table says to which state a call leads, being there proves it and still being where it began disproves it;
 * calls that leave the state alone are known by what else they change. Everything else stays unknown.
 */
final class Effects {

    /** States in which a copy cannot have been started. */
    private static final Set<CollectionState.Known> BEFORE_COPY = EnumSet.of(
            CollectionState.Known.DISABLED,
            CollectionState.Known.READY,
            CollectionState.Known.PARTIALLY_ENABLED,
            CollectionState.Known.PARTIALLY_DISABLED);

    private final TransitionTable table;

    Effects(TransitionTable table) {
        this.table = table;
    }

    /** What has to be looked at to judge a call. */
    static Set<Include> parts(ReplicationMethod method) {
        return switch (method) {
            case MODIFY_REPLICATION_SETTINGS -> EnumSet.of(Include.JOBS, Include.SETTINGS, Include.DISKS);
            case TEST_REPLICA_COLLECTION, REVERT_TEST_REPLICA_COLLECTION ->
                EnumSet.of(Include.JOBS, Include.TEST_COLLECTION);
            case CREATE_REPLICATION_RELATIONSHIP,
                    START_REPLICATION,
                    CANCEL_INITIAL_REPLICATION,
                    SUSPEND_REPLICATION,
                    RESUME_REPLICATION,
                    RESYNCHRONIZE,
                    CANCEL_RESYNCHRONIZE,
                    CANCEL_UPDATE_DISK_SET,
                    INITIATE_PLANNED_FAILOVER,
                    REVERT_PLANNED_FAILOVER,
                    INITIATE_FAILOVER,
                    REVERT_FAILOVER,
                    COMMIT_FAILOVER,
                    PREPARE_FOR_REVERSE_REPLICATION,
                    REVERSE_REPLICATION_RELATIONSHIP,
                    REMOVE_REPLICATION_RELATIONSHIP,
                    GET_REPLICATION_STATISTICS,
                    RESET_REPLICATION_STATISTICS -> EnumSet.of(Include.JOBS);
        };
    }

    /**
     * The judgement.
     *
     * @param mode the mode just before the call
     * @param state the state just before the call
     * @param now the collection with {@link #parts}
     */
    Truth of(ReplicationCall call, @Nullable CollectionMode mode, @Nullable CollectionState state, Observed now) {
        if (mode == null || state == null) {
            return Truth.UNKNOWN;
        }
        return switch (call) {
            case ReplicationCall.Start start -> started(start, now);
            case ReplicationCall.Resynchronize again ->
                scheduled(again.startTime(), now) ? Truth.YES : resynchronized(again, state, now);
            case ReplicationCall.Modify modify -> modified(modify.settings(), now);
            case ReplicationCall.TestReplica test -> Truth.of(now.testCollection() != null);
            case ReplicationCall.Plain plain -> plain(plain.method(), mode, state, now);
            case ReplicationCall.Create create -> moved(call.method(), mode, state, now);
            case ReplicationCall.InitiateFailover failover -> moved(call.method(), mode, state, now);
            case ReplicationCall.Reverse reverse -> moved(call.method(), mode, state, now);
            case ReplicationCall.GetStatistics statistics -> Truth.UNKNOWN;
        };
    }

    private Truth plain(ReplicationMethod method, CollectionMode mode, CollectionState state, Observed now) {
        boolean cancelsSchedule =
                (method == ReplicationMethod.CANCEL_INITIAL_REPLICATION && state == CollectionState.Known.READY)
                        || (method == ReplicationMethod.CANCEL_RESYNCHRONIZE
                                && state == CollectionState.Known.WAITING_RESYNCHRONIZATION);
        if (cancelsSchedule) {
            return unscheduled(now);
        }
        if (method == ReplicationMethod.REVERT_TEST_REPLICA_COLLECTION) {
            return Truth.of(now.testCollection() == null);
        }
        return moved(method, mode, state, now);
    }

    /** Only where the schedule was once there to be seen does its absence prove anything. */
    private static Truth unscheduled(Observed now) {
        if (now.jobs().stream().anyMatch(HostJob::pendingSchedule)) {
            return Truth.NO;
        }
        return now.lastStart() != null && now.lastStart().seenAsJob() ? Truth.YES : Truth.UNKNOWN;
    }

    /** A start counts from the moment at which the copy has begun, or its schedule is there to be seen. */
    private static Truth started(ReplicationCall.Start start, Observed now) {
        if (now.side() != Side.PRIMARY || !(now.state() instanceof CollectionState.Known known)) {
            return Truth.UNKNOWN;
        }
        if (!BEFORE_COPY.contains(known) || scheduled(start.startTime(), now)) {
            return Truth.YES;
        }
        return mayBeScheduledUnseen(FactFinder.startTime(start), now) ? Truth.UNKNOWN : Truth.NO;
    }

    private Truth resynchronized(ReplicationCall.Resynchronize again, CollectionState before, Observed now) {
        if (now.state() == CollectionState.Known.RESYNCHRONIZING || now.state() == CollectionState.Known.REPLICATING) {
            return Truth.YES;
        }
        boolean unmoved = now.state().equals(before);
        return unmoved && !mayBeScheduledUnseen(again.startTime(), now) ? Truth.NO : Truth.UNKNOWN;
    }

    private static boolean scheduled(@Nullable Instant startTime, Observed now) {
        return startTime != null
                && now.jobs().stream()
                        .filter(HostJob::pendingSchedule)
                        .map(HostJob::scheduledStart)
                        .anyMatch(due -> due != null && sameSecond(due, startTime));
    }

    private static boolean sameSecond(Instant one, Instant other) {
        return one.truncatedTo(ChronoUnit.SECONDS).equals(other.truncatedTo(ChronoUnit.SECONDS));
    }

    /** A host need not show a schedule (contract 7.4): until its time has come, the state proves nothing. */
    private static boolean mayBeScheduledUnseen(@Nullable Instant startTime, Observed now) {
        return startTime != null && startTime.plus(1, ChronoUnit.MINUTES).isAfter(now.hostTime());
    }

    /** The settings that were sent are those that are there. */
    private static Truth modified(ReplicationSettings sent, Observed now) {
        ReplicationSettings there = now.settings();
        if (there == null) {
            return Truth.UNKNOWN;
        }
        DiskNames disks = DiskNames.of(now.disks());
        DeclaredSettings wanted = disks.declared(sent);
        if (sent.includedDisks() != null && wanted.replicatedDiskPaths() == null) {
            return Truth.UNKNOWN;
        }
        boolean same = SettingsDifference.of(wanted, disks.declared(there)).none()
                && (sent.primaryReplicationEntityIds() == null
                        || Objects.equals(sent.primaryReplicationEntityIds(), there.primaryReplicationEntityIds()))
                && (sent.recoveryServerHosts() == null
                        || Objects.equals(sent.recoveryServerHosts(), there.recoveryServerHosts()));
        return Truth.of(same);
    }

    /** What the table's rows say of where the call leads. */
    private Truth moved(ReplicationMethod method, CollectionMode mode, CollectionState state, Observed now) {
        List<Transition> rows = table.rows().stream()
                .filter(row -> row.side() == Side.of(mode)
                        && row.method() == method
                        && row.states().contains(state))
                .toList();
        for (Transition row : rows) {
            if (leadsTo(row.next(), Side.of(mode), now)) {
                return Truth.YES;
            }
        }
        boolean unmoved = now.mode().equals(mode) && now.state().equals(state);
        boolean wouldMove = rows.stream().noneMatch(row -> row.next() instanceof Next.Stays);
        return unmoved && wouldMove && !rows.isEmpty() ? Truth.NO : Truth.UNKNOWN;
    }

    private static boolean leadsTo(Next next, Side before, Observed now) {
        return switch (next) {
            case Next.To to -> now.side() == to.side() && now.state() == to.state();
            case Next.Through through ->
                (now.side() == before && now.state() == through.during())
                        || (now.side() == through.side() && now.state() == through.end());
            case Next.BeforeSuspension suspension ->
                now.side() == before
                        && (now.state() == CollectionState.Known.WAITING_INITIAL_REPLICATION
                                || now.state() == CollectionState.Known.REPLICATING
                                || now.state() == CollectionState.Known.RESYNCHRONIZING);
            case Next.Stays stays -> false;
            case Next.JobFails fails -> false;
        };
    }
}
