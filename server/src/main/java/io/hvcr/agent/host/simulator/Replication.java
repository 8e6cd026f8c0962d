// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ReplicationSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a collection that exists only while it is replicated.
 *
 * @param settings the relationship's settings
 * @param before the state to which a resume leads back, while suspended or critical
 * @param copy the initial copy or resynchronization that runs or waits
 * @param flow how replication cycles go
 * @param counters the statistics of the present window
 * @param points recovery points that were kept when the flow last changed; more follow from the flow
 * @param complete whether the recovery side holds a complete copy
 * @param prepared whether the old primary is prepared for reverse replication
 * @param imported the machines whose exported copy was imported, on the recovery side
 * @param trouble what keeps cycles or the copy from going on
 * @param resynchronizeAt when a resynchronization is going to start by itself
 * @param testId the test collection that was made from this recovery collection
 * @param diskFull whether the volume of its replica is full
 * @param wantedDisks the disks of a running change of the disk set
 */
record Replication(
        ReplicationSettings settings,
        @Nullable CollectionState before,
        @Nullable Copy copy,
        Flow flow,
        Counters counters,
        List<Point> points,
        boolean complete,
        boolean prepared,
        List<String> imported,
        @Nullable Trouble trouble,
        @Nullable Instant resynchronizeAt,
        @Nullable CollectionId testId,
        boolean diskFull,
        @Nullable ReplicationSettings wantedDisks) {

    Replication {
        points = List.copyOf(points);
        imported = List.copyOf(imported);
    }

    /** A new relationship: nothing sent, nothing received. */
    static Replication fresh(ReplicationSettings settings, Instant now) {
        return new Replication(
                settings,
                null,
                null,
                Flow.idle(now),
                Counters.since(now),
                List.of(),
                false,
                false,
                List.of(),
                null,
                null,
                null,
                false,
                null);
    }

    /** When something is going to happen by itself. */
    Optional<Instant> due() {
        return Stream.of(
                        Optional.ofNullable(copy).flatMap(Copy::endsAt),
                        Optional.ofNullable(trouble).flatMap(t -> Optional.ofNullable(t.criticalAt())),
                        Optional.ofNullable(resynchronizeAt))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    int interval() {
        Integer seconds = settings.replicationInterval();
        return seconds == null ? 300 : seconds;
    }

    int history() {
        Integer kept = settings.recoveryHistory();
        return kept == null ? 0 : kept;
    }

    Replication edit(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new Replication(
                draft.settings,
                draft.before,
                draft.copy,
                draft.flow,
                draft.counters,
                draft.points,
                draft.complete,
                draft.prepared,
                draft.imported,
                draft.trouble,
                draft.resynchronizeAt,
                draft.testId,
                draft.diskFull,
                draft.wantedDisks);
    }

    /** The same, open to change. */
    static final class Draft {
        ReplicationSettings settings;

        @Nullable
        CollectionState before;

        @Nullable
        Copy copy;

        Flow flow;
        Counters counters;
        List<Point> points;
        boolean complete;
        boolean prepared;
        List<String> imported;

        @Nullable
        Trouble trouble;

        @Nullable
        Instant resynchronizeAt;

        @Nullable
        CollectionId testId;

        boolean diskFull;

        @Nullable
        ReplicationSettings wantedDisks;

        private Draft(Replication from) {
            settings = from.settings;
            before = from.before;
            copy = from.copy;
            flow = from.flow;
            counters = from.counters;
            points = from.points;
            complete = from.complete;
            prepared = from.prepared;
            imported = from.imported;
            trouble = from.trouble;
            resynchronizeAt = from.resynchronizeAt;
            testId = from.testId;
            diskFull = from.diskFull;
            wantedDisks = from.wantedDisks;
        }
    }
}
