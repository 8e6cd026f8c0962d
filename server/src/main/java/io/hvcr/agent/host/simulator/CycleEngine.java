// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.CRITICAL;
import static io.hvcr.agent.domain.CollectionState.Known.REPLICATING;
import static io.hvcr.agent.domain.CollectionState.Known.RESYNCHRONIZING;
import static io.hvcr.agent.domain.CollectionState.Known.TEST_FAILOVER_INITIATED;
import static io.hvcr.agent.domain.CollectionState.Known.WAITING_INITIAL_REPLICATION;
import static io.hvcr.agent.domain.CollectionState.Known.WAITING_RESYNCHRONIZATION;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.host.simulator.Trouble.Cause;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the laws of replication true. Whenever anything changes on which a collection's cycles depend (a state, the link, a disk),
 * {@link #adjust} settles the time up to now on both sides and sets the law that holds from now on: what flows, what is missed,
 * whether a copy moves, when the retries will be used up, when a resynchronization starts by itself. Between two such changes nothing
 * has to be done at all.
 */
final class CycleEngine {

    private CycleEngine() {}

    /** Sets the laws of a collection on both sites anew. */
    static void adjust(Scene scene, CollectionId id) {
        Optional<CollectionRow> sender = Optional.empty();
        for (Site site : Site.values()) {
            Optional<CollectionRow> row = scene.collection(new CollectionKey(site, id));
            row.filter(found -> found.side() == Side.RECOVERY).ifPresent(found -> stopWhereFull(scene, found));
            sender = sender.or(() -> row.filter(found -> found.side() == Side.PRIMARY));
        }
        sender.ifPresent(row -> adjustSender(scene, row));
        for (Site site : Site.values()) {
            scene.collection(new CollectionKey(site, id))
                    .filter(row -> row.side() == Side.RECOVERY)
                    .ifPresent(row -> adjustReceiver(scene, row));
        }
    }

    /** A replica without space stops (contract 5.9, 4: it is resumed from there). */
    private static void stopWhereFull(Scene scene, CollectionRow replica) {
        boolean receives = replica.state() == REPLICATING || replica.state() == TEST_FAILOVER_INITIATED;
        if (receives && replica.replicated().complete() && Troubles.full(scene, replica)) {
            put(
                    scene,
                    replica.replicating(draft -> {
                                draft.before = replica.state();
                                draft.trouble = new Trouble(Cause.OWN_DISK_FULL, scene.now(), null);
                            })
                            .at(CRITICAL));
        }
    }

    private static void adjustSender(Scene scene, CollectionRow row) {
        Replication settled = settled(scene, row);
        Cause cause = Troubles.ofSender(scene, row).orElse(null);
        Flow flow = restarted(settled.flow(), law(row.state(), cause), settled.interval(), scene.now());
        put(scene, row.with(settled.edit(draft -> {
            draft.flow = flow;
            draft.trouble = trouble(scene, row, settled, flow, cause);
            draft.copy = copy(scene, row, settled.copy(), cause);
            draft.resynchronizeAt = resynchronizeAt(scene, row, settled);
        })));
    }

    private static void adjustReceiver(Scene scene, CollectionRow row) {
        Replication settled = settled(scene, row);
        Flow sent = scene.counterpart(row)
                .filter(other -> other.side() == Side.PRIMARY)
                .map(other -> other.replicated().flow())
                .filter(flow -> flow.law() == Flow.Law.FLOWING)
                .orElse(null);
        boolean receives = settled.complete() && (row.state() == REPLICATING || row.state() == TEST_FAILOVER_INITIATED);
        Flow own = settled.flow();
        // The beat is the sender's, so that both sides tell the same story.
        Flow flow = sent != null && receives
                ? new Flow(
                        Flow.Law.FLOWING,
                        sent.anchor(),
                        sent.intervalSeconds(),
                        sent.phase(),
                        sent.backlogBytes(),
                        own.lastSuccess(),
                        own.lastType())
                : restarted(own, Flow.Law.IDLE, settled.interval(), scene.now());
        put(scene, row.with(settled.edit(draft -> draft.flow = flow)));
    }

    private static Flow.Law law(CollectionState state, @Nullable Cause cause) {
        if (!(state instanceof CollectionState.Known known)) {
            return Flow.Law.IDLE;
        }
        return switch (known) {
            case REPLICATING -> cause == null ? Flow.Law.FLOWING : Flow.Law.MISSING;
            case WAITING_INITIAL_REPLICATION, SUSPENDED, CRITICAL, WAITING_RESYNCHRONIZATION, RESYNCHRONIZING ->
                Flow.Law.TRACKING;
            case DISABLED,
                    READY,
                    FAILOVER_INITIATED,
                    RECOVERED,
                    COMMITTED,
                    PLANNED_FAILOVER_INITIATED,
                    REPURPOSE_INITIATED,
                    TEST_FAILOVER_INITIATED,
                    PARTIALLY_ENABLED,
                    PARTIALLY_DISABLED,
                    PARTIALLY_RECOVERED -> Flow.Law.IDLE;
        };
    }

    /** A settled flow under another law; the beat goes on where there was one. */
    private static Flow restarted(Flow flow, Flow.Law law, int interval, Instant now) {
        boolean beats = law == Flow.Law.MISSING || law == Flow.Law.FLOWING;
        if (law == flow.law() && (interval == flow.intervalSeconds() || !beats)) {
            return flow;
        }
        boolean goesOn = flow.beats() || law == Flow.Law.TRACKING;
        long backlog = law == Flow.Law.IDLE ? 0 : flow.backlogBytes();
        return new Flow(
                law,
                goesOn ? flow.anchor() : now,
                interval,
                flow.phase(),
                backlog,
                flow.lastSuccess(),
                flow.lastType());
    }

    private static @Nullable Trouble trouble(
            Scene scene, CollectionRow row, Replication settled, Flow flow, @Nullable Cause cause) {
        Trouble known = settled.trouble();
        if (row.state() == CRITICAL) {
            return known == null ? null : known.withoutDeadline();
        }
        boolean copying = settled.copy() != null
                && !settled.copy().finished()
                && settled.copy().kind().needsLink()
                && (row.state() == WAITING_INITIAL_REPLICATION || row.state() == RESYNCHRONIZING);
        if (cause == null || !(copying || row.state() == REPLICATING)) {
            return null;
        }
        if (known != null && known.cause() == cause) {
            return known;
        }
        if (cause == Cause.OTHER_SIDE_SUSPENDED) {
            return new Trouble(cause, scene.now(), null);
        }
        // Contract 5.2: a failed cycle is tried again after one interval.
        long retries = (long) scene.switches().retriesBeforeCritical() * settled.interval();
        Instant first = flow.beats() ? Cycles.nextBeat(flow, scene.now()) : scene.now();
        Instant deadline =
                known == null || known.criticalAt() == null ? first.plusSeconds(retries) : known.criticalAt();
        return new Trouble(cause, scene.now(), deadline);
    }

    private static @Nullable Copy copy(Scene scene, CollectionRow row, @Nullable Copy copy, @Nullable Cause cause) {
        if (copy == null || copy.finished()) {
            return copy;
        }
        boolean wanted = row.state() == WAITING_INITIAL_REPLICATION || row.state() == RESYNCHRONIZING;
        boolean held = scene.jobs(row.place()).stream().anyMatch(CycleEngine::holdsCopy);
        return copy.moving(wanted && !held && (cause == null || !copy.kind().needsLink()), scene.now());
    }

    /** A copy stands still from the moment on at which its cancelling is accepted. */
    private static boolean holdsCopy(JobRow job) {
        return job.exclusive()
                && switch (job.method()) {
                    case CANCEL_INITIAL_REPLICATION, CANCEL_RESYNCHRONIZE, REMOVE_REPLICATION_RELATIONSHIP -> true;
                    default -> false;
                };
    }

    /** In state 9, with AutoResynchronizeEnabled: the next moment inside the window (contract 5.2). */
    private static @Nullable Instant resynchronizeAt(Scene scene, CollectionRow row, Replication settled) {
        if (row.state() != WAITING_RESYNCHRONIZATION
                || !Boolean.TRUE.equals(settled.settings().autoResynchronizeEnabled())) {
            return null;
        }
        Instant known = settled.resynchronizeAt();
        if (known != null) {
            return known;
        }
        LocalTime start = settled.settings().autoResynchronizeIntervalStart();
        LocalTime end = settled.settings().autoResynchronizeIntervalEnd();
        ZoneId zone = scene.cluster(row.site()).zone();
        return start == null || end == null ? scene.now() : nextInside(start, end, scene.now(), zone);
    }

    /** The first moment from now on that lies in a daily window, which may go over midnight. */
    static Instant nextInside(LocalTime start, LocalTime end, Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean inside = start.isBefore(end)
                ? !time.isBefore(start) && time.isBefore(end)
                : !time.isBefore(start) || time.isBefore(end);
        if (inside) {
            return now;
        }
        ZonedDateTime next = local.toLocalDate().atTime(start).atZone(zone);
        return (next.isBefore(local) ? next.plusDays(1) : next).toInstant();
    }

    static Replication settled(Scene scene, CollectionRow row) {
        return Settling.settled(
                row.replicated(),
                scene.now(),
                row.changeBytesPerSecond(),
                scene.cluster(row.site()).zone());
    }

    private static void put(Scene scene, CollectionRow row) {
        if (!scene.collection(row.place()).equals(Optional.of(row))) {
            scene.put(row);
        }
    }
}
