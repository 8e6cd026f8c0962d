// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Points in time as CIM writes them: {@code yyyymmddHHMMSS.mmmmmmsUUU}, always 25 characters, the offset in minutes
 * (contract 4.4). Always sent in UTC; unzoned values and wildcards are refused.
 */
public final class CimDateTime {

    private static final Pattern POINT =
            Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)\\.(\\d{6})([+-])(\\d{3})");

    /** The years that four digits can write; 1601 is what hosts answer for "never". */
    private static final int NEVER_YEAR = 1601;

    private CimDateTime() {}

    /** The text of an instant, in UTC, cut to microseconds. Throws for years beyond four digits. */
    public static String format(Instant instant) {
        LocalDateTime t = LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        if (t.getYear() < 0 || t.getYear() > 9999) {
            throw new IllegalArgumentException("CIM datetime has four-digit years, not " + t.getYear());
        }
        return String.format(
                Locale.ROOT,
                "%04d%02d%02d%02d%02d%02d.%06d+000",
                t.getYear(),
                t.getMonthValue(),
                t.getDayOfMonth(),
                t.getHour(),
                t.getMinute(),
                t.getSecond(),
                t.getNano() / 1000);
    }

    /** The instant of a text, or nothing where it is no zoned point in time (intervals, wildcards and {@code +***} too). */
    public static Optional<Instant> parse(String text) {
        Matcher m = POINT.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            int minutes = Integer.parseInt(m.group(9)) * ("-".equals(m.group(8)) ? -1 : 1);
            LocalDateTime local = LocalDateTime.of(
                    number(m, 1),
                    number(m, 2),
                    number(m, 3),
                    number(m, 4),
                    number(m, 5),
                    number(m, 6),
                    number(m, 7) * 1000);
            return Optional.of(local.toInstant(ZoneOffset.UTC).minus(minutes, ChronoUnit.MINUTES));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** As {@link #parse}, but a date of zeroes or of the year 1601 means "never" and is nothing (contract 4.4). */
    public static Optional<Instant> parseReported(String text) {
        return parse(text).filter(t -> t.atOffset(ZoneOffset.UTC).getYear() > NEVER_YEAR);
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }
}
