// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.LastReplicationType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How replication cycles go, as a law instead of a list: from an anchor on, one cycle every interval. Nothing has to be written while
 * nothing changes; whoever asks computes (see {@link Cycles}). When the law changes, the time up to then is settled into counters and
 * points, and the anchor moves to the last cycle, so that the beat goes on.
 *
 * @param law what happens at the beats
 * @param anchor the beats fall at the anchor plus one interval, two intervals …
 * @param intervalSeconds the interval
 * @param phase how many beats there were before the anchor
 * @param backlogBytes what was changed and not sent at the anchor
 * @param lastSuccess the last good cycle at or before the anchor
 * @param lastType what kind of delta that was
 */
record Flow(
        Law law,
        Instant anchor,
        int intervalSeconds,
        long phase,
        long backlogBytes,
        @Nullable Instant lastSuccess,
        LastReplicationType lastType) {

    /** What happens at a beat. */
    enum Law {
        /** There are no beats, and nothing is tracked. */
        IDLE,
        /** There are no beats; changes gather to be sent later. */
        TRACKING,
        /** A cycle is missed at every beat; changes gather. */
        MISSING,
        /** A delta is sent and applied at every beat. */
        FLOWING
    }

    static Flow idle(Instant now) {
        return new Flow(Law.IDLE, now, 300, 0, 0, null, LastReplicationType.Known.NONE);
    }

    /** The same with another kind of last delta. */
    Flow with(LastReplicationType type) {
        return new Flow(law, anchor, intervalSeconds, phase, backlogBytes, lastSuccess, type);
    }

    boolean beats() {
        return law == Law.MISSING || law == Law.FLOWING;
    }
}
