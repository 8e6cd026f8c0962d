// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.Fact;
import io.hvcr.agent.domain.Facts;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.Truth;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers everything that the guards of the transition table ask. The fabric knows all of it: nothing is left unknown. */
final class FactsReader {

    private FactsReader() {}

    static Facts facts(Scene scene, CollectionRow row, ReplicationCall call) {
        Map<Fact, Truth> facts = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            facts.put(fact, Truth.of(holds(fact, scene, row, call)));
        }
        return Facts.of(facts);
    }

    private static boolean holds(Fact fact, Scene scene, CollectionRow row, ReplicationCall call) {
        Optional<CollectionRow> other = scene.counterpart(row);
        Copy copy = row.replication() == null ? null : row.replication().copy();
        return switch (fact) {
            case HAS_MEMBERS -> !row.members().isEmpty();
            case REPLICABLE -> row.replicable();
            case MEMBERS_OFF -> row.members().stream().allMatch(member -> member.power() == PowerState.Known.OFF);
            case OTHER_SIDE_FAILED_OVER -> other.filter(Troubles::failedOver).isPresent();
            case OTHER_SIDE_PLANNED ->
                other.filter(o -> o.is(Side.PRIMARY, CollectionState.Known.PLANNED_FAILOVER_INITIATED))
                        .isPresent();
            case OTHER_SIDE_PREPARED ->
                other.filter(o -> o.is(Side.RECOVERY, CollectionState.Known.WAITING_INITIAL_REPLICATION))
                        .filter(o -> o.replicated().prepared())
                        .isPresent();
            case SCHEDULE_PENDING -> scene.jobs(row.place()).stream().anyMatch(JobRow::pending);
            case EXPORT_FINISHED -> copy != null && copy.kind() == Copy.CopyKind.EXPORT && copy.finished();
            case TEST_EXISTS -> row.replication() != null && row.replication().testId() != null;
            case INCLUDE_SUSPENDED ->
                call instanceof ReplicationCall.Resynchronize resynchronize && resynchronize.includeSuspended();
            case START_LATER -> later(scene, call);
            case CAUSE_GONE -> Troubles.gone(scene, row);
            case MERGE_STARTED -> copy != null && merging(copy, scene);
            case DISK_UPDATE_RUNNING ->
                scene.jobs(row.place()).stream()
                        .anyMatch(job -> job.running() && job.role() == JobRow.Role.DISK_UPDATE);
            case COPY_COMPLETE -> row.replication() != null && row.replication().complete();
        };
    }

    private static boolean later(Scene scene, ReplicationCall call) {
        Instant wanted = startTime(call);
        return wanted != null && wanted.isAfter(scene.now());
    }

    /** The start time of a call, where it has one that the host looks at: an export's is ignored. */
    static @Nullable Instant startTime(ReplicationCall call) {
        if (call instanceof ReplicationCall.Start start && start.type() != InitialReplicationType.EXPORT) {
            return start.startTime();
        }
        return call instanceof ReplicationCall.Resynchronize resynchronize ? resynchronize.startTime() : null;
    }

    private static boolean merging(Copy copy, Scene scene) {
        double share = scene.fabric().timings().mergeShare();
        return copy.kind() == Copy.CopyKind.RESYNCHRONIZATION
                && copy.doneAt(scene.now()) >= copy.totalBytes() * (1 - share);
    }
}
