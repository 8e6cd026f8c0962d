// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first instance of a MOF text, the form in which reads of embedded arrays have been seen in the field (contract
 * 3.4, 4.6). MOF instances tell no types: strings stay strings (dates too), whole numbers become 64 bits wide.
 */
final class MofReader {

    private final String text;
    private int at;

    private MofReader(String text) {
        this.text = text;
    }

    static WmiObject read(String text) {
        return new MofReader(text).first();
    }

    private WmiObject first() {
        qualifiers();
        if (!word().equalsIgnoreCase("instance")) {
            throw broken("'instance of'");
        }
        return instance();
    }

    /** Reads on after the word "instance". */
    private WmiObject instance() {
        if (!word().equalsIgnoreCase("of")) {
            throw broken("'of'");
        }
        String className = word();
        if (className.isEmpty()) {
            throw broken("a class name");
        }
        if (word().equalsIgnoreCase("as")) {
            expect('$');
            word();
        }
        expect('{');
        List<WmiProperty> properties = new ArrayList<>();
        while (!accept('}')) {
            qualifiers();
            String name = word();
            if (name.isEmpty()) {
                throw broken("a property name");
            }
            expect('=');
            properties.add(property(name));
            expect(';');
        }
        return new WmiObject(className, null, properties);
    }

    private WmiProperty property(String name) {
        if (!accept('{')) {
            Object value = value();
            return WmiProperty.of(name, typeOf(value), value);
        }
        List<Object> values = new ArrayList<>();
        if (!accept('}')) {
            do {
                Object value = value();
                if (value == null) {
                    throw broken("an element that is not NULL");
                }
                values.add(value);
            } while (accept(','));
            expect('}');
        }
        return new WmiProperty(name, typeOf(values.isEmpty() ? null : values.getFirst()), true, values);
    }

    private @Nullable Object value() {
        space();
        char c = peek();
        if (c == '"') {
            return string();
        }
        if (c == '$') {
            at++;
            return "$" + word();
        }
        if (c == '-' || c == '+' || isDigit(c)) {
            return number();
        }
        String word = word();
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "TRUE" -> true;
            case "FALSE" -> false;
            case "NULL" -> null;
            case "INSTANCE" -> instance();
            default -> throw broken("a value");
        };
    }

    /** Adjoining literals are one string. */
    private String string() {
        StringBuilder value = new StringBuilder();
        do {
            literal(value);
            space();
        } while (at < text.length() && text.charAt(at) == '"');
        return value.toString();
    }

    private void literal(StringBuilder value) {
        at++;
        while (peek() != '"') {
            char c = next();
            if (c != '\\') {
                value.append(c);
                continue;
            }
            char escaped = next();
            switch (escaped) {
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case 'b' -> value.append('\b');
                case 'f' -> value.append('\f');
                case 'x', 'X' -> value.append(hex());
                default -> value.append(escaped);
            }
        }
        at++;
    }

    private char hex() {
        int start = at;
        while (at - start < 4 && Character.digit(peek(), 16) >= 0) {
            at++;
        }
        if (at == start) {
            throw broken("hexadecimal digits");
        }
        return (char) Integer.parseInt(text, start, at, 16);
    }

    private Object number() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        String digits = text.substring(start, at);
        try {
            if (digits.startsWith("0x") || digits.startsWith("0X")) {
                return new BigInteger(digits.substring(2), 16);
            }
            return digits.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')
                    ? (Object) Double.valueOf(digits)
                    : (Object) new BigInteger(digits);
        } catch (NumberFormatException e) {
            throw broken("a number");
        }
    }

    private static CimType typeOf(@Nullable Object value) {
        if (value instanceof Boolean) {
            return CimType.BOOLEAN;
        }
        if (value instanceof Double) {
            return CimType.REAL64;
        }
        if (value instanceof BigInteger big) {
            return big.signum() < 0 ? CimType.SINT64 : CimType.UINT64;
        }
        return value instanceof WmiObject ? CimType.OBJECT : CimType.STRING;
    }

    /** Passes over qualifiers in square brackets; their strings may hold brackets. */
    private void qualifiers() {
        while (accept('[')) {
            while (!accept(']')) {
                if (peek() == '"') {
                    string();
                } else {
                    at++;
                }
            }
        }
    }

    private String word() {
        space();
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(start, at);
    }

    private void space() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\uFEFF') {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return;
            }
        }
    }

    private boolean accept(char wanted) {
        space();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw broken("'" + wanted + "'");
        }
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private char peek() {
        if (at >= text.length()) {
            throw broken("more text");
        }
        return text.charAt(at);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private InstanceTextException broken(String expected) {
        return new InstanceTextException("the MOF text lacks " + expected + " at character " + at);
    }
}
