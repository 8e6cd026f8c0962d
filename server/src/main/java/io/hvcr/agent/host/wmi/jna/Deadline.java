// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import java.time.Duration;

/** A point in time by which a call ends, on the clock that nobody can set. */
record Deadline(long atNanos) {

    /** Waits are cut into slices, so that a deadline is met although a server counts its own time badly. */
    private static final Duration SLICE = Duration.ofSeconds(1);

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    boolean over() {
        return atNanos - System.nanoTime() <= 0;
    }

    /** Milliseconds of the next wait: at most a slice, at least one. */
    int sliceMillis() {
        Duration left = left();
        return (int) Math.max(1, Math.min(SLICE.toMillis(), left.toMillis()));
    }
}
