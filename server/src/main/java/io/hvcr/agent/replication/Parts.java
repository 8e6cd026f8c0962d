// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.DesiredTable;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.InitialReplication;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.SharedDiskSet;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.StatisticsReport;
import io.hvcr.agent.domain.VirtualDisk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an observation as they come from the host, and how what follows from them is derived. Deriving is pure:
 * the same parts always make the same {@link Observed}.
 */
final class Parts {

    /** Jobs of the replication itself: they run for hours beside everything else and block nothing (contract 3.10). */
    private static final Set<Integer> TRANSFERS = Set.of(105, 106, 108, 116, 120);

    final HostCollection source;
    final Instant hostTime;
    final Set<Include> included = EnumSet.noneOf(Include.class);
    final List<Warning> warnings = new ArrayList<>();

    @Nullable
    HealthReading health;

    @Nullable
    ReplicationSettings settings;

    List<HostJob> jobs = List.of();

    @Nullable
    List<Member> members;

    @Nullable
    List<VirtualDisk> disks;

    @Nullable
    StatisticsReport statistics;

    @Nullable
    List<RecoveryPoint> recoveryPoints;

    @Nullable
    SharedDiskSet sharedDiskSet;

    @Nullable
    HostCollection testCollection;

    @Nullable
    LastStart lastStart;

    @Nullable
    String operationId;

    Parts(HostCollection source, Instant hostTime) {
        this.source = source;
        this.hostTime = hostTime;
    }

    void remember(Memory.Remembered remembered) {
        lastStart = remembered.lastStart();
        operationId = remembered.operationId();
    }

    Observed toObserved() {
        Instant pending = pendingStart().orElse(null);
        Set<DesiredState> satisfies = DesiredTable.satisfied(source.side(), source.state(), pending != null);
        List<Warning> all = new ArrayList<>(warnings);
        HostJob running = runningJob(jobs).orElse(null);
        if (running == null) {
            ImportAdvice.of(source, lastStart, members).ifPresent(all::add);
        }
        return new Observed(
                source,
                health,
                satisfies,
                document(satisfies, pending),
                pending,
                running,
                operationId,
                hostTime,
                included,
                settings,
                jobs,
                members,
                disks,
                statistics,
                recoveryPoints,
                sharedDiskSet,
                testCollection,
                lastStart,
                all);
    }

    /** The job that works on the collection now; one that has it exclusively before one that only transfers. */
    static Optional<HostJob> runningJob(List<HostJob> jobs) {
        return jobs.stream()
                .filter(job -> job.running() && !job.pendingSchedule())
                .min(Comparator.comparing(Parts::transfers));
    }

    static boolean transfers(HostJob job) {
        return TRANSFERS.contains(job.type().number());
    }

    private Optional<Instant> pendingStart() {
        Optional<Instant> visible = pendingJob().map(HostJob::scheduledStart);
        return visible.isPresent() ? visible : rememberedStart();
    }

    private Optional<HostJob> pendingJob() {
        return jobs.stream().filter(HostJob::pendingSchedule).min(Comparator.comparing(Parts::dueAt));
    }

    private static Instant dueAt(HostJob job) {
        Instant due = job.scheduledStart();
        return due == null ? Instant.MAX : due;
    }

    /**
     * A schedule that only the journal knows of. A host that once showed it as a job and does so no longer has dropped
     * it, whoever asked for that.
     */
    private Optional<Instant> rememberedStart() {
        LastStart start = lastStart;
        if (start == null || start.startTime() == null || (start.seenAsJob() && included.contains(Include.JOBS))) {
            return Optional.empty();
        }
        boolean waiting = source.side() == Side.PRIMARY
                && source.state()
                        == (start.method() == ReplicationMethod.START_REPLICATION
                                ? CollectionState.Known.READY
                                : CollectionState.Known.WAITING_RESYNCHRONIZATION);
        return Optional.of(start.startTime()).filter(due -> waiting && due.isAfter(hostTime));
    }

    private DesiredDocument document(Set<DesiredState> satisfies, @Nullable Instant pending) {
        ReplicationSettings known = settings;
        // Reversal swaps the two connection points: what a document declares is compared on the primary side only.
        boolean compared = source.side() == Side.PRIMARY && known != null;
        return new DesiredDocument(
                strongest(satisfies),
                compared && known != null ? DiskNames.of(disks).declared(known) : null,
                pending == null || source.state() != CollectionState.Known.READY ? null : scheduled(pending));
    }

    private InitialReplication scheduled(Instant pending) {
        LastStart start = lastStart;
        InitialReplicationType type = pendingJob()
                .flatMap(job -> typeOf(job.type().number()))
                .orElseGet(() -> start == null || start.type() == null ? InitialReplicationType.NETWORK : start.type());
        return new InitialReplication(type, null, pending);
    }

    private static Optional<InitialReplicationType> typeOf(int jobType) {
        for (InitialReplicationType type : InitialReplicationType.values()) {
            if (type.jobType().number() == jobType) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private @Nullable DesiredState strongest(Set<DesiredState> satisfies) {
        if (satisfies.contains(DesiredState.ABSENT)) {
            return DesiredState.ABSENT;
        }
        if (satisfies.contains(DesiredState.SUSPENDED) && source.state() == CollectionState.Known.SUSPENDED) {
            return DesiredState.SUSPENDED;
        }
        if (satisfies.contains(DesiredState.REPLICATING)) {
            return DesiredState.REPLICATING;
        }
        return satisfies.contains(DesiredState.ENABLED) ? DesiredState.ENABLED : null;
    }
}
