// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import io.hvcr.agent.domain.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** RFC 3339 times with an offset: the only form in which a time comes in (design 3.2). */
final class Times {

    private static final String EXAMPLE = "such as 2026-11-23T01:00:00Z or 2026-11-23T02:00:00+01:00";
    private static final int SHORTEST_WITHOUT_OFFSET = "2026-11-23T01:00:00".length();

    private Times() {}

    static Instant parse(String text) {
        if (!hasShape(text)) {
            throw invalid("must be a time as RFC 3339 writes it, " + EXAMPLE + ", not " + Texts.quoted(text));
        }
        String offset = offset(text);
        if (offset.isEmpty()) {
            throw invalid("must be a time with an offset from UTC, " + EXAMPLE + ", not " + Texts.quoted(text));
        }
        try {
            if (isOffset(offset) && !text.contains("." + offset)) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException notATime) {
            // Falls through to the one message: the library's words are not ours.
        }
        throw invalid("must be a time that exists, " + EXAMPLE + ", not " + Texts.quoted(text));
    }

    private static boolean isOffset(String offset) {
        return offset.equalsIgnoreCase("Z") || (offset.length() == 6 && offset.charAt(3) == ':');
    }

    private static BindingException invalid(String message) {
        return BindingException.of(Reason.INVALID_TIME, message, List.of());
    }

    /** Whether the text begins with date, T and time to the second, which java.time alone would not insist on. */
    private static boolean hasShape(String text) {
        String pattern = "0000-00-00T00:00:00";
        if (text.length() < SHORTEST_WITHOUT_OFFSET) {
            return false;
        }
        for (int i = 0; i < SHORTEST_WITHOUT_OFFSET; i++) {
            char c = text.charAt(i);
            boolean fits = switch (pattern.charAt(i)) {
                case '0' -> c >= '0' && c <= '9';
                case 'T' -> c == 'T' || c == 't';
                default -> c == pattern.charAt(i);
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** What follows the seconds and their fraction. */
    private static String offset(String text) {
        int at = SHORTEST_WITHOUT_OFFSET;
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
        }
        return text.substring(at);
    }
}
