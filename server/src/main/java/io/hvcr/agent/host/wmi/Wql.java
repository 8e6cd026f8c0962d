// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes WQL (contract 3.12). Names of classes and properties are constants of ours; everything that comes from outside goes
 * through {@link #literal} or {@link #associators}, so that it can never change a query.
 */
public final class Wql {

    private Wql() {}

    static String select(String className, List<String> properties) {
        return "SELECT " + String.join(", ", properties) + " FROM " + className;
    }

    static String select(String className, List<String> properties, String property, String value) {
        return select(className, properties) + " WHERE " + property + " = " + literal(value);
    }

    /** Rows whose property is any of the values. */
    static String selectAny(String className, List<String> properties, String property, List<String> values) {
        return select(className, properties) + " WHERE "
                + values.stream().map(v -> property + " = " + literal(v)).collect(Collectors.joining(" OR "));
    }

    /**
     * The objects that an association links with an object.
     *
     * @param path the object's path as the host answered it; only its relative part is used, the query runs in its namespace
     * @param clauses such as {@code AssocClass = Msvm_CollectedVirtualSystems}; constants of ours
     */
    static String associators(String path, String... clauses) {
        return "ASSOCIATORS OF {" + relative(path) + "} WHERE " + String.join(" ", clauses);
    }

    /** The classes of the associations in which an object takes part. */
    static String referencesClasses(String path) {
        return "REFERENCES OF {" + relative(path) + "} WHERE ClassDefsOnly";
    }

    /** What a query is about, for messages: the class that it selects, or the class of the object whose associates it wants. */
    public static String subject(String wql) {
        int from = wql.indexOf(" FROM ");
        int brace = wql.indexOf('{');
        String rest = from >= 0 ? wql.substring(from + 6) : brace >= 0 ? wql.substring(brace + 1) : wql;
        int end = 0;
        while (end < rest.length() && (Character.isLetterOrDigit(rest.charAt(end)) || rest.charAt(end) == '_')) {
            end++;
        }
        return rest.substring(0, end);
    }

    /** A string literal. WQL knows two escapes, of the backslash and of the quote that encloses the text. */
    static String literal(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** Whether a text can stand in a literal: how WQL reads control characters inside quotes is documented nowhere. */
    static boolean canHold(String value) {
        return value.chars().noneMatch(c -> c < 0x20 || c == 0x7F);
    }

    /** The part of an object path after the namespace. */
    static String relative(String path) {
        if (!path.startsWith("\\\\")) {
            return path;
        }
        int colon = path.indexOf(':');
        return colon < 0 ? path : path.substring(colon + 1);
    }

    /** The server of an absolute object path. */
    static Optional<String> server(String path) {
        if (!path.startsWith("\\\\")) {
            return Optional.empty();
        }
        int end = path.indexOf('\\', 2);
        return end < 3 ? Optional.empty() : Optional.of(path.substring(2, end));
    }

    /** The class in an object path: what stands before the first dot, equals sign or quote of the relative part. */
    public static String classOf(String path) {
        String relative = relative(path);
        for (int i = 0; i < relative.length(); i++) {
            char c = relative.charAt(i);
            if (c == '.' || c == '=' || c == '"') {
                return relative.substring(0, i);
            }
        }
        return relative;
    }
}
