// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times and intervals as CIM writes them (contract 4.4). */
class CimTimeTest {

    @ParameterizedTest
    @CsvSource({
        "20261122183000.000000+000, 2026-11-22T18:30:00Z",
        "20261122133000.000000-300, 2026-11-22T18:30:00Z",
        "20261123000000.000000+330, 2026-11-22T18:30:00Z",
        "20261122183000.000001+000, 2026-11-22T18:30:00.000001Z",
        "20240229235959.999999+000, 2024-02-29T23:59:59.999999Z",
        "00010101000000.000000+000, 0001-01-01T00:00:00Z",
        "99991231235959.999999+000, 9999-12-31T23:59:59.999999Z",
    })
    void readsPointsInTime(String text, String instant) {
        assertThat(CimDateTime.parse(text)).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-22T18:30:00Z",
                "20261122183000.000000+***",
                "20261122183000.000000-***",
                "20261122183000.000000:000",
                "2026112218****.******+000",
                "20261122183000.000000+00",
                "20261122183000.000000+0000",
                "20261122183000.000000 000",
                "20261122183000,000000+000",
                "20261322183000.000000+000",
                "20260230000000.000000+000",
                "20261122240000.000000+000",
                "20261122186000.000000+000",
                " 20261122183000.000000+000",
                "20261122183000.000000+000\n",
                "٢٠٢٦1122183000.000000+000",
            })
    void takesNothingElseForAPointInTime(String text) {
        assertThat(CimDateTime.parse(text)).isEmpty();
    }

    @Test
    void everyPointInTimeSurvivesTheRoundTripToTheMicrosecond() {
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        Seeded.trials(2_000, random -> {
            Instant instant = Instant.ofEpochSecond(random.nextLong(first, last), random.nextInt(1_000_000_000));
            String text = CimDateTime.format(instant);
            assertThat(text).hasSize(25).endsWith("+000");
            assertThat(CimDateTime.parse(text)).contains(instant.truncatedTo(ChronoUnit.MICROS));
        });
    }

    @Test
    void theSameInstantInAnyZoneIsTheSame() {
        Seeded.trials(1_000, random -> {
            Instant instant = Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L));
            int minutes = random.nextInt(-720, 841);
            OffsetDateTime local = instant.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60));
            String text = String.format(
                    Locale.ROOT,
                    "%04d%02d%02d%02d%02d%02d.000000%+04d",
                    local.getYear(),
                    local.getMonthValue(),
                    local.getDayOfMonth(),
                    local.getHour(),
                    local.getMinute(),
                    local.getSecond(),
                    minutes);
            assertThat(CimDateTime.parse(text)).contains(instant);
        });
    }

    @Test
    void refusesYearsThatFourDigitsCannotWrite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CimDateTime.format(Instant.parse("+10000-01-01T00:00:00Z")))
                .withMessageContaining("10000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"16010101000000.000000+000", "00000000000000.000000+000", "16010101010000.000000+060"})
    void aDateOfTheYear1601OrOfZeroesMeansNever(String text) {
        assertThat(CimDateTime.parseReported(text)).isEmpty();
    }

    @Test
    void otherReportedDatesAreThemselves() {
        assertThat(CimDateTime.parseReported("20261122183000.000000+000"))
                .contains(Instant.parse("2026-11-22T18:30:00Z"));
    }

    @Test
    void everyIntervalSurvivesTheRoundTripToTheMicrosecond() {
        Seeded.trials(2_000, random -> {
            Duration interval =
                    Duration.ofSeconds(random.nextLong(0, 99_999_999L * 86_400), random.nextInt(1_000_000) * 1_000L);
            String text = CimInterval.format(interval);
            assertThat(text).hasSize(25).endsWith(":000");
            assertThat(CimInterval.parse(text)).contains(interval);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "00000000183000.000000:000, 18:30",
        "00000000060000.000000:000, 06:00",
        "00000000000000.000000:000, 00:00",
        "00000000235959.999999:000, 23:59:59.999999",
    })
    void timesOfDayAreIntervalsSinceMidnight(String text, LocalTime time) {
        assertThat(CimInterval.timeOfDay(text)).contains(time);
        assertThat(CimInterval.ofTimeOfDay(time)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000001000000.000000:000",
                "00000000240000.000000:000",
                "00000000186000.000000:000",
                "20261122183000.000000+000",
                "0000000018****.******:000",
                "18:30",
                "",
            })
    void takesNothingElseForATimeOfDay(String text) {
        assertThat(CimInterval.timeOfDay(text)).isEqualTo(Optional.empty());
    }

    @Test
    void refusesNegativeIntervals() {
        assertThatIllegalArgumentException().isThrownBy(() -> CimInterval.format(Duration.ofSeconds(-1)));
    }
}
