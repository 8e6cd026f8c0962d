// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import static io.hvcr.agent.domain.StartTimeWindow.LATER;
import static io.hvcr.agent.domain.StartTimeWindow.NOW;
import static io.hvcr.agent.domain.StartTimeWindow.PAST;
import static io.hvcr.agent.domain.StartTimeWindow.TOO_FAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edges of contract 5.7. */
class StartTimeWindowTest {

    private static final Instant HOST_NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, NOW",
        "PT-0.000001S, NOW",
        "PT-60S, NOW",
        "PT-60.000001S, PAST",
        "P-365D, PAST",
        "PT0.000001S, LATER",
        "PT1S, LATER",
        "P7D, LATER",
        "P7DT0.000001S, TOO_FAR",
        "P8D, TOO_FAR",
    })
    void judgesByTheHostsClock(Duration from, StartTimeWindow window) {
        assertThat(StartTimeWindow.of(HOST_NOW.plus(from), HOST_NOW)).isEqualTo(window);
    }

    @Test
    void noStartTimeIsNow() {
        assertThat(StartTimeWindow.of(null, HOST_NOW)).isEqualTo(NOW);
    }

    @Test
    void theEndsOfTimeAreJudgedToo() {
        assertThat(StartTimeWindow.of(Instant.MIN, HOST_NOW)).isEqualTo(PAST);
        assertThat(StartTimeWindow.of(Instant.MAX, HOST_NOW)).isEqualTo(TOO_FAR);
        assertThat(StartTimeWindow.of(HOST_NOW.plusSeconds(1), HOST_NOW)).isEqualTo(LATER);
    }
}
