// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How fabric time follows from real time. It lies in the fabric's file, so that all processes agree.
 *
 * @param mode how time passes
 * @param factor fabric seconds per real second, for a scaled clock
 * @param realOrigin a real point in time
 * @param fabricOrigin the fabric's time at that point
 */
record ClockSetting(ClockMode mode, double factor, Instant realOrigin, Instant fabricOrigin) {

    /** The fabric's time at a real one, in whole milliseconds: finer than anything in a fabric, coarser than any rounding. */
    Instant at(Instant real) {
        Instant exact = switch (mode) {
            case REALTIME -> fabricOrigin.plus(Duration.between(realOrigin, real));
            case SCALED -> fabricOrigin.plus(scaled(Duration.between(realOrigin, real)));
            case STEPPED -> fabricOrigin;
        };
        return exact.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same law, further on. */
    ClockSetting advanced(Duration by) {
        return new ClockSetting(mode, factor, realOrigin, fabricOrigin.plus(by));
    }

    private Duration scaled(Duration real) {
        return Duration.ofNanos(Math.round(real.toMillis() * factor) * 1_000_000L);
    }
}
