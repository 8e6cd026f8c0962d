// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

import java.time.InstantSource;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Ids of operations: the node, and a ULID of 26 characters (48 bits of milliseconds, 80 of randomness, Crockford's base
 * 32). Within a node they sort by time, also within a millisecond and where the clock was set back.
 */
final class OperationIds {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_CHARACTERS = 10;
    private static final int HALF_CHARACTERS = 8;
    private static final long HALF = 1L << 40;

    private final String node;
    private final InstantSource clock;
    private final RandomGenerator random;
    private long time = -1;
    private long high;
    private long low;

    OperationIds(String node, InstantSource clock, RandomGenerator random) {
        this.node = node.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        this.clock = clock;
        this.random = random;
    }

    synchronized String next() {
        long now = clock.millis();
        if (now > time) {
            time = now;
            high = random.nextLong(HALF);
            low = random.nextLong(HALF);
        } else if (++low == HALF) {
            low = 0;
            high = (high + 1) % HALF;
        }
        return node + "-" + digits(time, TIME_CHARACTERS) + digits(high, HALF_CHARACTERS)
                + digits(low, HALF_CHARACTERS);
    }

    private static String digits(long value, int length) {
        char[] digits = new char[length];
        long rest = value;
        for (int i = length - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(digits);
    }
}
