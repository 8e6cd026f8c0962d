// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words for messages: quoting of what callers sent, the nearest known name. */
public final class Texts {

    private static final int LONGEST_QUOTE = 64;
    private static final int SHORTEST_PART = 4;

    private Texts() {}

    /** The text between single quotes, shortened to about 64 characters, with control and other invisible characters as escapes. */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST_QUOTE) + 8).append('\'');
        int end = text.length() <= LONGEST_QUOTE ? text.length() : text.offsetByCodePoints(0, LONGEST_QUOTE / 2);
        text.substring(0, end).codePoints().forEach(c -> {
            if (isVisible(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return out.append(end < text.length() ? "…'" : "'").toString();
    }

    /** A long literal in a message: its beginning. */
    static String shortened(String literal) {
        return literal.length() <= LONGEST_QUOTE ? literal : literal.substring(0, LONGEST_QUOTE / 2) + "…";
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** {@code APPLICATION_CONSISTENT} as {@code applicationConsistent}. */
    static String lowerCamel(String constantName) {
        StringBuilder out = new StringBuilder(constantName.length());
        boolean up = false;
        for (int i = 0; i < constantName.length(); i++) {
            char c = constantName.charAt(i);
            if (c == '_') {
                up = true;
            } else {
                out.append(up ? c : Character.toLowerCase(c));
                up = false;
            }
        }
        return out.toString();
    }

    /** The known name that was probably meant by another, when one is close enough to be worth a guess. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        if (name.length() > LONGEST_QUOTE) {
            return Optional.empty();
        }
        String folded = name.toLowerCase(Locale.ROOT);
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(folded, candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return bestDistance <= Math.max(2, name.length() / 3) ? Optional.of(best) : containing(folded, known);
    }

    /** The one known name that a shortened name stands for: {@code StartReplication}, {@code hyperv.Suspend}. */
    private static Optional<String> containing(String folded, Collection<String> known) {
        List<String> longer = folded.length() < SHORTEST_PART
                ? List.of()
                : known.stream()
                        .filter(one -> {
                            String candidate = one.toLowerCase(Locale.ROOT);
                            return candidate.startsWith(folded) || candidate.endsWith(folded);
                        })
                        .toList();
        return longer.size() == 1 ? Optional.of(longer.getFirst()) : Optional.empty();
    }

    /** Levenshtein's distance: insertions, deletions and replacements that turn one into the other. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replace = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }

    /** {@code a, b or c}. */
    static String oneOf(List<String> values) {
        if (values.size() < 2) {
            return String.join("", values);
        }
        int last = values.size() - 1;
        return String.join(", ", values.subList(0, last)) + " or " + values.get(last);
    }
}
