// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failures to authenticate by address: a bucket that holds a minute's allowance and refills evenly.
 *
 * <p>It exists against floods of log lines and of work, not against guessing, which 256 random bits settle. Valid credentials
 * are therefore never held up: otherwise whoever shares an address with an administrator could lock him out.
 */
final class FailureLimiter {

    /** How many addresses are remembered; the one longest quiet is forgotten first. */
    private static final int MEMORY = 10_000;

    private static final double MILLIS_PER_MINUTE = 60_000;

    private final int perMinute;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MEMORY;
        }
    };

    private static final class Bucket {
        private double failures;
        private long at;
    }

    FailureLimiter(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /**
     * Notes one more failure.
     *
     * @return 0 when it is within the allowance, else the seconds to wait
     */
    synchronized long fail(InetAddress address) {
        long now = clock.millis();
        Bucket bucket = buckets.computeIfAbsent(key(address), ignored -> new Bucket());
        double drained = Math.max(0, now - bucket.at) * perMinute / MILLIS_PER_MINUTE;
        bucket.failures = Math.max(0, bucket.failures - drained);
        bucket.at = now;
        if (bucket.failures + 1 > perMinute) {
            double millis = (bucket.failures + 1 - perMinute) * MILLIS_PER_MINUTE / perMinute;
            return Math.max(1, (long) Math.ceil(millis / 1_000));
        }
        bucket.failures++;
        return 0;
    }

    /** One IPv4 address; of IPv6 the network, for a host may pick the rest as it likes. */
    private static String key(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
