// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Folds what a flow did up to a time into counters and points, before the law changes or for whoever looks. */
final class Settling {

    /** Contract 3.5: windows of twelve hours, the first at nine in the morning, the cluster's local time. */
    private static final LocalTime WINDOW_START = LocalTime.of(9, 0);

    private static final int WINDOW_HOURS = 12;

    private Settling() {}

    /** The same replication with everything up to a time settled. */
    static Replication settled(Replication replication, Instant time, long bytesPerSecond, ZoneId zone) {
        Flow flow = replication.flow();
        Counters counters = counters(replication, time, bytesPerSecond, zone);
        return replication.edit(draft -> {
            draft.points = Points.at(replication, time);
            draft.counters = counters;
            draft.flow = Cycles.settled(flow, time, bytesPerSecond);
        });
    }

    /** The statistics of the window in which a time lies. */
    static Counters counters(Replication replication, Instant time, long bytesPerSecond, ZoneId zone) {
        Flow flow = replication.flow();
        Counters counters = replication.counters().inWindow(windowStart(time, zone));
        Instant from = counters.since().isAfter(flow.anchor()) ? counters.since() : flow.anchor();
        Trouble trouble = replication.trouble();
        return counters.plus(
                Cycles.tally(flow, from, time, bytesPerSecond),
                trouble != null && trouble.cause().network());
    }

    static Instant windowStart(Instant time, ZoneId zone) {
        ZonedDateTime local = time.atZone(zone);
        ZonedDateTime morning = local.toLocalDate().atTime(WINDOW_START).atZone(zone);
        ZonedDateTime evening = morning.plusHours(WINDOW_HOURS);
        if (local.isBefore(morning)) {
            return morning.minusHours(WINDOW_HOURS).toInstant();
        }
        return (local.isBefore(evening) ? morning : evening).toInstant();
    }
}
