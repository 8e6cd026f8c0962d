// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Intervals as CIM writes them: {@code ddddddddHHMMSS.mmmmmm:000} (contract 4.4). The bounds of the automatic
 * resynchronization window are intervals since midnight, in the cluster's local time.
 */
public final class CimInterval {

    private static final Pattern INTERVAL = Pattern.compile("(\\d{8})(\\d\\d)(\\d\\d)(\\d\\d)\\.(\\d{6}):000");
    private static final int MAX_DAYS = 99_999_999;

    private CimInterval() {}

    public static String format(Duration interval) {
        if (interval.isNegative() || interval.toDays() > MAX_DAYS) {
            throw new IllegalArgumentException("a CIM interval is 0 to " + MAX_DAYS + " days long");
        }
        return String.format(
                Locale.ROOT,
                "%08d%02d%02d%02d.%06d:000",
                interval.toDays(),
                interval.toHoursPart(),
                interval.toMinutesPart(),
                interval.toSecondsPart(),
                interval.toNanosPart() / 1000);
    }

    /** The duration of a text, or nothing where it is no interval. */
    public static Optional<Duration> parse(String text) {
        Matcher m = INTERVAL.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        int hours = Integer.parseInt(m.group(2));
        int minutes = Integer.parseInt(m.group(3));
        int seconds = Integer.parseInt(m.group(4));
        if (hours > 23 || minutes > 59 || seconds > 59) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(Integer.parseInt(m.group(1)))
                .plusHours(hours)
                .plusMinutes(minutes)
                .plusSeconds(seconds)
                .plus(Integer.parseInt(m.group(5)), ChronoUnit.MICROS));
    }

    /** A time of day as the interval since midnight. */
    public static String ofTimeOfDay(LocalTime time) {
        return format(Duration.ofNanos(time.toNanoOfDay()));
    }

    /** The time of day that an interval shorter than a day stands for. */
    public static Optional<LocalTime> timeOfDay(String text) {
        return parse(text).filter(d -> d.toDays() == 0).map(d -> LocalTime.ofNanoOfDay(d.toNanos()));
    }
}
