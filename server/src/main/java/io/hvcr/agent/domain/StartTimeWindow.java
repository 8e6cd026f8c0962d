// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a start time is now, later, or out of range (contract 5.7), by the host's clock. The seven days are documented
 * for the cmdlet of single virtual machines; who enforces them for collections is open (contract 7.4).
 */
public enum StartTimeWindow {
    /** None given, or at most a minute ago. */
    NOW,
    /** Up to seven days ahead. */
    LATER,
    /** More than a minute ago. */
    PAST,
    /** More than seven days ahead. */
    TOO_FAR;

    /** A start time this much in the past still means now. */
    public static final Duration GRACE = Duration.ofMinutes(1);

    /** The documented furthest start. */
    public static final Duration LIMIT = Duration.ofDays(7);

    public static StartTimeWindow of(@Nullable Instant startTime, Instant hostNow) {
        if (startTime == null) {
            return NOW;
        }
        if (startTime.isBefore(hostNow.minus(GRACE))) {
            return PAST;
        }
        if (startTime.isAfter(hostNow.plus(LIMIT))) {
            return TOO_FAR;
        }
        return startTime.isAfter(hostNow) ? LATER : NOW;
    }
}
