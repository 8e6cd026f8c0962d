// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.LastReplicationType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of {@link Flow}: what happened between two points in time. Pure functions.
 *
 * <p>A cluster that replicates for a day at 30 seconds has 2,880 cycles, and a fabric may hold thousands of collections; so nothing here
 * walks from cycle to cycle. The size of a cycle follows a pattern of eight whose sum is known.
 */
final class Cycles {

    /** How busy the machines are from cycle to cycle, in tenths; the mean is 10. */
    private static final int[] PATTERN = {6, 8, 10, 14, 10, 9, 13, 10};

    private static final int PATTERN_SUM = 80;

    private Cycles() {}

    /**
     * What the beats in a stretch of time did.
     *
     * @param success good cycles
     * @param missed missed cycles
     * @param bytes bytes sent
     * @param largest bytes of the largest cycle
     */
    record Tally(long success, long missed, long bytes, long largest) {}

    /** How many beats there were from the anchor to a time, the time included. */
    static long beats(Flow flow, Instant until) {
        if (!flow.beats() || until.isBefore(flow.anchor())) {
            return 0;
        }
        return Duration.between(flow.anchor(), until).toSeconds() / flow.intervalSeconds();
    }

    static Instant beat(Flow flow, long number) {
        return flow.anchor().plusSeconds(number * flow.intervalSeconds());
    }

    /** The beats after one time up to another. */
    static Tally tally(Flow flow, Instant after, Instant until, long bytesPerSecond) {
        long first = beats(flow, after);
        long last = beats(flow, until);
        long count = Math.max(0, last - first);
        if (count == 0) {
            return new Tally(0, 0, 0, 0);
        }
        if (flow.law() == Flow.Law.MISSING) {
            return new Tally(0, count, 0, 0);
        }
        long usual = bytesPerSecond * flow.intervalSeconds();
        long backlog = first == 0 ? flow.backlogBytes() : 0;
        long bytes = usual * patternSum(flow.phase() + first, count) / 10 + backlog;
        long largest = usual * patternMax(flow.phase() + first, count) / 10;
        return new Tally(
                count, 0, bytes, Math.max(largest, backlog == 0 ? 0 : backlog + usual * pattern(flow.phase()) / 10));
    }

    /** What is changed and not sent at a time. */
    static long pending(Flow flow, Instant time, long bytesPerSecond) {
        if (flow.law() == Flow.Law.IDLE) {
            return flow.backlogBytes();
        }
        long beats = flow.law() == Flow.Law.FLOWING ? beats(flow, time) : 0;
        Instant since = beats == 0 ? flow.anchor() : beat(flow, beats);
        long seconds = Math.max(0, Duration.between(since, time).toSeconds());
        return (beats == 0 ? flow.backlogBytes() : 0) + seconds * bytesPerSecond;
    }

    /** The last good cycle at a time. */
    static @Nullable Instant lastSuccess(Flow flow, Instant time) {
        long beats = flow.law() == Flow.Law.FLOWING ? beats(flow, time) : 0;
        return beats == 0 ? flow.lastSuccess() : beat(flow, beats);
    }

    /** The next beat after a time. */
    static Instant nextBeat(Flow flow, Instant time) {
        return beat(flow, beats(flow, time) + 1);
    }

    /** The same law with everything up to a time behind it. */
    static Flow settled(Flow flow, Instant time, long bytesPerSecond) {
        if (time.isBefore(flow.anchor())) {
            return flow;
        }
        long beats = beats(flow, time);
        boolean sent = flow.law() == Flow.Law.FLOWING && beats > 0;
        // The beat stays where it was; only without beats does the anchor follow the time.
        Instant anchor = flow.beats() ? beat(flow, beats) : time;
        return new Flow(
                flow.law(),
                anchor,
                flow.intervalSeconds(),
                flow.phase() + beats,
                pending(flow, anchor, bytesPerSecond),
                lastSuccess(flow, time),
                sent ? LastReplicationType.Known.REGULAR : flow.lastType());
    }

    private static int pattern(long index) {
        return PATTERN[(int) (index % PATTERN.length)];
    }

    private static long patternSum(long from, long count) {
        long sum = count / PATTERN.length * PATTERN_SUM;
        for (long i = from; i < from + count % PATTERN.length; i++) {
            sum += pattern(i);
        }
        return sum;
    }

    private static int patternMax(long from, long count) {
        int max = 0;
        for (long i = from; i < from + Math.min(count, PATTERN.length); i++) {
            max = Math.max(max, pattern(i));
        }
        return max;
    }
}
