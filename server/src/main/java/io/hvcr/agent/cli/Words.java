// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** How values of the agent's answers read for people: numbers with their names, ages, sizes. */
public final class Words {

    static final String NOTHING = "–";

    private Words() {}

    /** {@code 3 Replicating}: the number is the truth, the name is for people. */
    static String coded(JsonObject from, String member) {
        return from.object(member)
                .map(e -> e.integer("number").orElse(0) + " " + e.string("name").orElse("?"))
                .orElse(NOTHING);
    }

    /** The name alone, where the number says nothing to anybody. */
    static String name(JsonObject from, String member) {
        return from.object(member).flatMap(e -> e.string("name")).orElse(NOTHING);
    }

    /** A text of the host without what a terminal would obey: line breaks, escapes, direction marks. */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                printable.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return printable.toString();
    }

    /** How long ago, or how far ahead, a moment lies. */
    static String age(String instant, Instant now) {
        try {
            Duration age = Duration.between(Instant.parse(instant), now);
            return age.isNegative() ? "in " + span(age.negated()) : span(age) + " ago";
        } catch (DateTimeParseException e) {
            return instant;
        }
    }

    /** {@code 45 s}, {@code 3 min}, {@code 5 h}, {@code 2 d}. */
    static String span(Duration span) {
        if (span.toMinutes() < 2) {
            return span.toSeconds() + " s";
        }
        if (span.toHours() < 2) {
            return span.toMinutes() + " min";
        }
        return span.toDays() < 2 ? span.toHours() + " h" : span.toDays() + " d";
    }

    /** {@code [####      ]  40 %}. */
    static String bar(long percent, int width) {
        int full = (int) Math.max(0, Math.min(width, percent * width / 100));
        return "[" + "#".repeat(full) + " ".repeat(width - full) + "] " + String.format(Locale.ROOT, "%3d %%", percent);
    }

    /** {@code 1.5 GiB}. */
    static String bytes(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
