// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.LastReplicationType;
import io.hvcr.agent.domain.ReplicationSettings;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The laws of replication against a cluster that really walks from cycle to cycle. */
class CyclesTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<Flow.Law> LAWS = List.of(Flow.Law.values());
    private static final int[] PATTERN = {6, 8, 10, 14, 10, 9, 13, 10};

    @Test
    void countsAsOneWhoWalksFromCycleToCycle() {
        trials(random -> {
            Flow flow = flow(random, random.nextBoolean() ? Flow.Law.FLOWING : Flow.Law.MISSING);
            long rate = random.nextInt(1_000_000);
            Instant from = START.plusSeconds(random.nextInt(20_000));
            Instant until = from.plusSeconds(random.nextInt(200_000));
            long success = 0;
            long missed = 0;
            long bytes = 0;
            long largest = 0;
            long beat = 0;
            for (Instant at = flow.anchor().plusSeconds(flow.intervalSeconds());
                    !at.isAfter(until);
                    at = at.plusSeconds(flow.intervalSeconds())) {
                long size = rate * flow.intervalSeconds() * PATTERN[(int) ((flow.phase() + beat) % 8)] / 10
                        + (beat == 0 ? flow.backlogBytes() : 0);
                if (at.isAfter(from)) {
                    boolean flows = flow.law() == Flow.Law.FLOWING;
                    success += flows ? 1 : 0;
                    missed += flows ? 0 : 1;
                    bytes += flows ? size : 0;
                    largest = Math.max(largest, flows ? size : 0);
                }
                beat++;
            }
            Cycles.Tally tally = Cycles.tally(flow, from, until, rate);
            assertThat(tally.success()).isEqualTo(success);
            assertThat(tally.missed()).isEqualTo(missed);
            // One division instead of many: a tenth of a cycle's bytes may be lost to rounding.
            assertThat(tally.bytes()).isBetween(bytes, bytes + success);
            assertThat(tally.largest()).isEqualTo(largest);
        });
    }

    @Test
    void settlingOnTheWayChangesNothing() {
        trials(random -> {
            Flow flow = flow(random, LAWS.get(random.nextInt(LAWS.size())));
            long rate = random.nextInt(1_000_000);
            Instant half = START.plusSeconds(random.nextInt(50_000));
            Instant end = half.plusSeconds(random.nextInt(50_000));
            Flow settled = Cycles.settled(flow, half, rate);
            assertThat(Cycles.pending(settled, end, rate)).isEqualTo(Cycles.pending(flow, end, rate));
            assertThat(Cycles.lastSuccess(settled, end)).isEqualTo(Cycles.lastSuccess(flow, end));
            if (flow.beats()) {
                assertThat(Cycles.nextBeat(settled, end)).isEqualTo(Cycles.nextBeat(flow, end));
            }
            Cycles.Tally whole = Cycles.tally(flow, flow.anchor(), end, rate);
            Cycles.Tally first = Cycles.tally(flow, flow.anchor(), half, rate);
            Cycles.Tally second = Cycles.tally(settled, settled.anchor(), end, rate);
            assertThat(first.success() + second.success()).isEqualTo(whole.success());
            assertThat(first.missed() + second.missed()).isEqualTo(whole.missed());
        });
    }

    @Test
    void whatIsMissedIsSentLater() {
        Flow missing = new Flow(Flow.Law.MISSING, START, 300, 0, 0, START, LastReplicationType.Known.REGULAR);
        Instant mended = START.plusSeconds(1_000);
        Flow settled = Cycles.settled(missing, mended, 1_000);
        assertThat(settled.anchor()).isEqualTo(START.plusSeconds(900));
        assertThat(Cycles.pending(settled, mended, 1_000)).isEqualTo(1_000_000);
        Flow flowing = new Flow(
                Flow.Law.FLOWING,
                settled.anchor(),
                300,
                settled.phase(),
                settled.backlogBytes(),
                settled.lastSuccess(),
                settled.lastType());
        Cycles.Tally first = Cycles.tally(flowing, flowing.anchor(), START.plusSeconds(1_200), 1_000);
        assertThat(first.success()).isOne();
        assertThat(first.bytes()).isGreaterThan(900_000 + 300_000);
        assertThat(first.largest()).isEqualTo(first.bytes());
    }

    private static Flow flow(Random random, Flow.Law law) {
        int interval = List.of(30, 300, 900).get(random.nextInt(3));
        Instant anchor = START.plusMillis(random.nextInt(100_000));
        return new Flow(
                law,
                anchor,
                interval,
                random.nextInt(100),
                random.nextInt(1_000_000_000),
                anchor,
                LastReplicationType.Known.REGULAR);
    }

    @Test
    void keepsThePointsOfOneWhoWalksFromCycleToCycle() {
        trials(random -> {
            int history = random.nextInt(5);
            int every = history == 0 ? 0 : random.nextInt(5);
            Flow flow = flow(random, Flow.Law.FLOWING);
            Replication replication = replication(flow, history, every);
            Instant until = START.plusSeconds(random.nextInt(60 * 60 * 30));
            assertThat(Points.at(replication, until)).isEqualTo(walked(flow, history, every, until));
        });
    }

    @Test
    void pointsAreTheSameWhetherOrNotTheyWereSettledOnTheWay() {
        trials(random -> {
            Replication replication = replication(flow(random, Flow.Law.FLOWING), random.nextInt(5), 0);
            Instant half = START.plusSeconds(random.nextInt(60 * 60 * 20));
            Instant end = half.plusSeconds(random.nextInt(60 * 60 * 20));
            Replication settled = Settling.settled(replication, half, 1_000, ZoneOffset.UTC);
            assertThat(Points.at(settled, end)).isEqualTo(Points.at(replication, end));
        });
    }

    private static List<Point> walked(Flow flow, int history, int every, Instant until) {
        TreeMap<Instant, Point> points = new TreeMap<>();
        Instant hourOfLast = flow.anchor().truncatedTo(ChronoUnit.HOURS);
        for (Instant at = flow.anchor().plusSeconds(flow.intervalSeconds());
                !at.isAfter(until);
                at = at.plusSeconds(flow.intervalSeconds())) {
            Instant hour = at.truncatedTo(ChronoUnit.HOURS);
            boolean application =
                    every > 0 && LocalDateTime.ofInstant(hour, ZoneOffset.UTC).getHour() % every == 0;
            boolean hourly = !hour.equals(hourOfLast);
            points.values().removeIf(point -> !point.hourly());
            points.put(
                    at,
                    new Point(
                            at,
                            hourly,
                            hourly && application
                                    ? ConsistencyLevel.Known.APPLICATION_CONSISTENT
                                    : ConsistencyLevel.Known.GROUP_CRASH_CONSISTENT));
            hourOfLast = hour;
        }
        List<Point> all = new ArrayList<>(points.values());
        return all.subList(Math.max(0, all.size() - history - 1), all.size());
    }

    private static Replication replication(Flow flow, int history, int every) {
        ReplicationSettings settings = SettingsRules.FRESH.with(new ReplicationSettings(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                every,
                history,
                null,
                null,
                null,
                flow.intervalSeconds(),
                null,
                null,
                null));
        return Replication.fresh(settings, START).edit(draft -> {
            draft.flow = flow;
            draft.complete = true;
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T08:59:59Z, UTC, 2026-11-21T21:00:00Z",
        "2026-11-22T09:00:00Z, UTC, 2026-11-22T09:00:00Z",
        "2026-11-22T20:59:59Z, UTC, 2026-11-22T09:00:00Z",
        "2026-11-22T21:00:00Z, UTC, 2026-11-22T21:00:00Z",
        "2026-11-22T08:30:00Z, Europe/Berlin, 2026-11-22T08:00:00Z",
    })
    void theMonitoringWindowBeginsAtNineLocalTime(Instant time, ZoneId zone, Instant start) {
        assertThat(Settling.windowStart(time, zone)).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource({
        "18:30, 06:00, 2026-11-22T12:00:00Z, UTC, 2026-11-22T18:30:00Z",
        "18:30, 06:00, 2026-11-22T18:30:00Z, UTC, 2026-11-22T18:30:00Z",
        "18:30, 06:00, 2026-11-22T23:00:00Z, UTC, 2026-11-22T23:00:00Z",
        "18:30, 06:00, 2026-11-22T05:59:59Z, UTC, 2026-11-22T05:59:59Z",
        "18:30, 06:00, 2026-11-22T06:00:00Z, UTC, 2026-11-22T18:30:00Z",
        "01:00, 03:00, 2026-11-22T02:00:00Z, UTC, 2026-11-22T02:00:00Z",
        "01:00, 03:00, 2026-11-22T03:00:00Z, UTC, 2026-11-23T01:00:00Z",
        "18:30, 06:00, 2026-11-22T12:00:00Z, Asia/Tokyo, 2026-11-22T12:00:00Z",
    })
    void theResynchronizationWindowMayGoOverMidnight(
            LocalTime start, LocalTime end, Instant now, ZoneId zone, Instant next) {
        assertThat(CycleEngine.nextInside(start, end, now, zone)).isEqualTo(next);
    }

    private interface Trial {
        void run(Random random);
    }

    private static void trials(Trial trial) {
        long seed = Long.getLong("hvcr.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 4000; i++) {
            try {
                trial.run(random);
            } catch (AssertionError e) {
                throw new AssertionError("trial " + i + " with -Dhvcr.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
