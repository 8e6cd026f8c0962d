// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.SharedDiskSet;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.StatisticsReport;
import io.hvcr.agent.domain.VirtualDisk;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One collection as it is: what the host answers, and what follows from it (design 3.2). A part that was not asked for is
 * null; {@code included} tells it from one that does not exist.
 *
 * @param source the collection itself: id, name, mode, state
 * @param health the reading of the statistics: fresh where they were asked for, else from the cache, with its age
 * @param satisfies the wanted states that this state satisfies
 * @param document the desired document that describes what is; its settings are null where they are not compared
 * @param pendingStart when a scheduled start is due
 * @param job the job that runs on it now; one that waits for its time does not run
 * @param operationId this agent's operation that runs on it
 * @param hostTime the host's clock when it was read
 * @param included the parts that were asked for
 * @param settings the settings as the host has them, on either side
 * @param jobs running, waiting and lately ended jobs
 * @param members member virtual machines
 * @param disks the disks of all members
 * @param statistics statistics and health issues, read for this observation
 * @param recoveryPoints oldest first
 * @param sharedDiskSet the replication of the shared disks
 * @param testCollection the test collection made from it
 * @param lastStart what the journal knows of the last copy that was started
 * @param warnings what a person should know: copies still to be imported, a part that could not be read
 */
public record Observed(
        HostCollection source,
        @Nullable HealthReading health,
        Set<DesiredState> satisfies,
        DesiredDocument document,
        @Nullable Instant pendingStart,
        @Nullable HostJob job,
        @Nullable String operationId,
        Instant hostTime,
        Set<Include> included,
        @Nullable ReplicationSettings settings,
        List<HostJob> jobs,
        @Nullable List<Member> members,
        @Nullable List<VirtualDisk> disks,
        @Nullable StatisticsReport statistics,
        @Nullable List<RecoveryPoint> recoveryPoints,
        @Nullable SharedDiskSet sharedDiskSet,
        @Nullable HostCollection testCollection,
        @Nullable LastStart lastStart,
        List<Warning> warnings) {

    public Observed {
        satisfies = Set.copyOf(satisfies);
        included = Set.copyOf(included);
        jobs = List.copyOf(jobs);
        members = members == null ? null : List.copyOf(members);
        disks = disks == null ? null : List.copyOf(disks);
        recoveryPoints = recoveryPoints == null ? null : List.copyOf(recoveryPoints);
        warnings = List.copyOf(warnings);
    }

    public CollectionRef collection() {
        return source.ref();
    }

    public CollectionId id() {
        return source.id();
    }

    public Side side() {
        return source.side();
    }

    public CollectionMode mode() {
        return source.mode();
    }

    public CollectionState state() {
        return source.state();
    }

    /** The job that has the collection for itself: every other method is refused as long as it runs (contract 5.1). */
    @Nullable
    HostJob exclusiveJob() {
        return job == null || Parts.transfers(job) ? null : job;
    }

    /** The words of a message: {@code 'sql-fci' (5F3C…), which is in mode 1 (Primary), state 3 (Replicating)}. */
    String describe() {
        return source.ref().describe() + ", which is in mode " + mode().describe() + ", state " + state().describe();
    }
}
