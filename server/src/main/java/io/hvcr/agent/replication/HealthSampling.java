// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import java.time.Duration;

/**
 * How much the health cache may ask of the host.
 *
 * @param period the pause between two rounds
 * @param perRound how many collections a round asks about at most
 * @param freshFor how old a reading may be before it is taken again
 */
public record HealthSampling(Duration period, int perRound, Duration freshFor) {

    /** Ten collections every five seconds, each at most once a minute. */
    public static final HealthSampling DEFAULTS = new HealthSampling(Duration.ofSeconds(5), 10, Duration.ofMinutes(1));

    public HealthSampling {
        if (perRound < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("a round asks about at least one collection, and rounds have a period");
        }
    }
}
