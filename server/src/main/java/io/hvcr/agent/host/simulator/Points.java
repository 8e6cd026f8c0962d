// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.ReplicationSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Which recovery points a recovery collection has at a time: the latest state, and of the first good cycle of each hour as many as
 * {@code RecoveryHistory} says. Pure functions over the kept points and the flow; never more hours are looked at than are kept.
 */
final class Points {

    private Points() {}

    /** The points at a time, oldest first. */
    static List<Point> at(Replication replication, Instant time) {
        TreeMap<Instant, Point> points = new TreeMap<>();
        replication.points().forEach(point -> points.put(point.createdAt(), point));
        Flow flow = replication.flow();
        long beats = flow.law() == Flow.Law.FLOWING && replication.complete() ? Cycles.beats(flow, time) : 0;
        if (beats > 0) {
            Instant latest = Cycles.beat(flow, beats);
            points.put(latest, new Point(latest, false, ConsistencyLevel.Known.GROUP_CRASH_CONSISTENT));
            hourly(replication, latest).forEach(point -> points.put(point.createdAt(), point));
        }
        return kept(List.copyOf(points.values()), replication.history());
    }

    /** The points of the first beats of the hours up to the latest beat, as many as can be kept. */
    private static List<Point> hourly(Replication replication, Instant latest) {
        Flow flow = replication.flow();
        List<Point> found = new ArrayList<>();
        Instant hour = latest.truncatedTo(ChronoUnit.HOURS);
        for (int back = 0;
                back <= replication.history() && hour.plus(1, ChronoUnit.HOURS).isAfter(flow.anchor());
                back++) {
            Instant beat = firstBeat(flow, hour);
            boolean first = flow.lastSuccess() == null || flow.lastSuccess().isBefore(hour);
            if (first && !beat.isAfter(latest) && beat.isBefore(hour.plus(1, ChronoUnit.HOURS))) {
                found.add(new Point(beat, true, consistency(replication.settings(), hour)));
            }
            hour = hour.minus(1, ChronoUnit.HOURS);
        }
        return found;
    }

    private static Instant firstBeat(Flow flow, Instant notBefore) {
        long seconds = Math.max(0, Duration.between(flow.anchor(), notBefore).toSeconds());
        long number = Math.max(1, Math.ceilDiv(seconds, (long) flow.intervalSeconds()));
        Instant beat = Cycles.beat(flow, number);
        return beat.isBefore(notBefore) ? Cycles.beat(flow, number + 1) : beat;
    }

    private static ConsistencyLevel consistency(ReplicationSettings settings, Instant hour) {
        Integer every = settings.applicationConsistentSnapshotInterval();
        boolean application =
                every != null && every > 0 && hour.atZone(ZoneOffset.UTC).getHour() % every == 0;
        return application
                ? ConsistencyLevel.Known.APPLICATION_CONSISTENT
                : ConsistencyLevel.Known.GROUP_CRASH_CONSISTENT;
    }

    /** The latest point, and of the hourly ones before it the newest. */
    static List<Point> kept(List<Point> all, int history) {
        List<Point> sorted =
                all.stream().sorted(Comparator.comparing(Point::createdAt)).toList();
        if (sorted.isEmpty()) {
            return sorted;
        }
        List<Point> older = sorted.subList(0, sorted.size() - 1).stream()
                .filter(Point::hourly)
                .toList();
        List<Point> kept = new ArrayList<>(older.subList(Math.max(0, older.size() - history), older.size()));
        kept.add(sorted.getLast());
        return kept;
    }

    /** The id of a point: the same whenever it is asked for. */
    static String id(CollectionId collection, Point point) {
        return Guids.of("recovery point " + collection.value().toUpperCase(Locale.ROOT) + " "
                + point.createdAt().toEpochMilli());
    }
}
