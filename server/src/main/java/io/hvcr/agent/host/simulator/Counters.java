// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of one monitoring window, as far as they are settled.
 *
 * @param since start of the window, or when they were last reset
 * @param success good cycles
 * @param missed missed cycles
 * @param bytes bytes sent
 * @param largest bytes of the largest cycle
 * @param networkFailures failures of the connection
 * @param replicationFailures other failures
 * @param lastTest when a test collection was last made
 */
record Counters(
        Instant since,
        long success,
        long missed,
        long bytes,
        long largest,
        long networkFailures,
        long replicationFailures,
        @Nullable Instant lastTest) {

    static Counters since(Instant time) {
        return new Counters(time, 0, 0, 0, 0, 0, 0, null);
    }

    /** The same from a later point on: everything but the time of the last test begins anew. */
    Counters from(Instant start) {
        return new Counters(start, 0, 0, 0, 0, 0, 0, lastTest);
    }

    /** Begins anew if the window has changed. */
    Counters inWindow(Instant start) {
        return since.isBefore(start) ? from(start) : this;
    }

    Counters plus(Cycles.Tally tally, boolean network) {
        return new Counters(
                since,
                success + tally.success(),
                missed + tally.missed(),
                bytes + tally.bytes(),
                Math.max(largest, tally.largest()),
                networkFailures + (network ? tally.missed() : 0),
                replicationFailures + (network ? 0 : tally.missed()),
                lastTest);
    }

    Counters tested(Instant time) {
        return new Counters(since, success, missed, bytes, largest, networkFailures, replicationFailures, time);
    }
}
