// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class FailureLimiterTest {

    private Instant now = Instant.parse("2026-11-23T01:00:00Z");
    private final InstantSource clock = () -> now;
    private final FailureLimiter limiter = new FailureLimiter(6, clock);

    private long fail(String address) throws UnknownHostException {
        return limiter.fail(InetAddress.getByName(address));
    }

    @Test
    void allowsAMinutesFailuresAndThenTellsHowLongToWait() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(fail("192.0.2.1")).isZero();
        }
        assertThat(fail("192.0.2.1")).isEqualTo(10);
        now = now.plusSeconds(4);
        assertThat(fail("192.0.2.1")).isEqualTo(6);
        now = now.plusSeconds(6);
        assertThat(fail("192.0.2.1")).isZero();
        assertThat(fail("192.0.2.1")).isEqualTo(10);
    }

    @Test
    void countsAddressesApartAndNetworksOfIpv6Together() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(fail("192.0.2.1")).isZero();
            assertThat(fail("2001:db8:1:2::" + i)).isZero();
        }
        assertThat(fail("192.0.2.2")).isZero();
        assertThat(fail("2001:db8:1:2:ffff::1")).isPositive();
        assertThat(fail("2001:db8:1:3::1")).isZero();
    }

    @Test
    void aClockThatGoesBackDoesNoHarm() throws Exception {
        assertThat(fail("192.0.2.1")).isZero();
        now = now.minusSeconds(3_600);
        assertThat(fail("192.0.2.1")).isZero();
    }

    @Test
    void forgetsRatherThanGrows() throws Exception {
        for (int i = 0; i < 12_000; i++) {
            assertThat(fail("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)))
                    .isZero();
        }
    }
}
