// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.sql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Points in time as numbers: microseconds since 1970, which sort, compare and fit the resolution of CIM datetime. */
final class Times {

    private static final long MICROS_PER_SECOND = 1_000_000L;

    private Times() {}

    static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1_000L);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
