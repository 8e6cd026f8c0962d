// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * A JSON number, kept as the literal it was written as: {@code 1e2} stays {@code 1e2}, and 2^63 loses no bit.
 *
 * <p>JSON-RPC demands that an id comes back as it was sent, which no conversion to a Java number can promise. Two numbers are
 * therefore equal when their literals are.
 *
 * @param literal a number by the grammar of RFC 8259, section 6
 */
public record JsonNumber(String literal) implements JsonValue {

    public JsonNumber {
        if (!isNumber(literal)) {
            throw new IllegalArgumentException("not a JSON number: " + Texts.quoted(literal));
        }
    }

    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /** Not for NaN and the infinities, which JSON does not have. */
    public static JsonNumber of(double value) {
        return new JsonNumber(Double.toString(value));
    }

    /** The value when it is a whole number in the range of a long, however it is written ({@code 100}, {@code 1e2}). */
    public OptionalLong asLong() {
        if (literal.length() < 19) {
            long plain = plainLong();
            if (plain != NOT_PLAIN) {
                return OptionalLong.of(plain);
            }
        }
        try {
            return OptionalLong.of(new BigDecimal(literal).longValueExact());
        } catch (ArithmeticException | NumberFormatException outOfRange) {
            return OptionalLong.empty();
        }
    }

    /** The nearest double; infinite when the number is too large for one. */
    public double asDouble() {
        return Double.parseDouble(literal);
    }

    @Override
    public String toString() {
        return literal;
    }

    private static final long NOT_PLAIN = Long.MIN_VALUE;

    /** The common case, digits with an optional sign and too short to overflow, without a BigDecimal. */
    private long plainLong() {
        boolean negative = literal.charAt(0) == '-';
        long value = 0;
        for (int i = negative ? 1 : 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (!isDigit(c)) {
                return NOT_PLAIN;
            }
            value = value * 10 + (c - '0');
        }
        return negative ? -value : value;
    }

    private static boolean isNumber(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int digits = digits(text, at);
        if (digits == 0 || (digits > 1 && text.charAt(at) == '0')) {
            return false;
        }
        at += digits;
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = digits(text, at + 1);
            if (fraction == 0) {
                return false;
            }
            at += 1 + fraction;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int exponent = digits(text, at);
            if (exponent == 0) {
                return false;
            }
            at += exponent;
        }
        return at == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
