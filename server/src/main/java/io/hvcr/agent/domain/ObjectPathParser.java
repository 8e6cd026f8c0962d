// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one object path, character by character: key values may hold every separator, escaped (contract 4.5). */
final class ObjectPathParser {

    private final String text;
    private int at;

    ObjectPathParser(String text) {
        this.text = text;
    }

    Optional<ObjectPath> parse() {
        String server = null;
        String namespace = null;
        if (text.startsWith("\\\\") || text.startsWith("//")) {
            int serverEnd = indexOfSlash(2);
            int colon = text.indexOf(':', 2);
            if (serverEnd < 3 || colon < serverEnd + 2) {
                return Optional.empty();
            }
            server = text.substring(2, serverEnd);
            namespace = text.substring(serverEnd + 1, colon).replace('/', '\\');
            at = colon + 1;
        }
        String className = identifier();
        if (className.isEmpty() || at >= text.length()) {
            return Optional.empty();
        }
        char separator = text.charAt(at++);
        if (separator != '.' && separator != '=') {
            return Optional.empty();
        }
        Map<String, String> keys = separator == '=' ? singleKey("") : namedKeys();
        return keys == null || keys.isEmpty() || at != text.length()
                ? Optional.empty()
                : Optional.of(new ObjectPath(server, namespace, className, keys));
    }

    private @Nullable Map<String, String> namedKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        while (true) {
            String name = identifier();
            if (name.isEmpty() && at < text.length() && text.charAt(at) == '"' && keys.isEmpty()) {
                return singleKey("");
            }
            if (name.isEmpty() || at >= text.length() || text.charAt(at++) != '=') {
                return null;
            }
            String value = quoted();
            if (value == null || keys.put(name, value) != null) {
                return null;
            }
            if (at >= text.length()) {
                return keys;
            }
            if (text.charAt(at++) != ',') {
                return null;
            }
        }
    }

    private @Nullable Map<String, String> singleKey(String name) {
        String value = quoted();
        return value == null ? null : Map.of(name, value);
    }

    private @Nullable String quoted() {
        if (at >= text.length() || text.charAt(at) != '"') {
            return null;
        }
        at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\') {
                if (at >= text.length()) {
                    return null;
                }
                c = text.charAt(at++);
            }
            value.append(c);
        }
        return null;
    }

    private String identifier() {
        int start = at;
        while (at < text.length() && isIdentifierPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private int indexOfSlash(int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\' || text.charAt(i) == '/') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isIdentifierPart(char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
