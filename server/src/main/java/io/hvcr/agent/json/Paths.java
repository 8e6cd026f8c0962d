// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The paths of {@code data.path}: {@code settings.replicaServerPort}, {@code collections[3].name}, {@code map["a b"]}.
 */
public final class Paths {

    private static final int LONGEST_NAME = 64;

    private Paths() {}

    /** The step to a member, to stand before the rest of a path. */
    public static String member(String name) {
        if (isPlain(name)) {
            return name;
        }
        String quoted = Texts.quoted(name);
        return "[\"" + quoted.substring(1, quoted.length() - 1).replace("\"", "\\\"") + "\"]";
    }

    static String element(int index) {
        return "[" + index + "]";
    }

    /** Two parts of a path in one. */
    static String join(String head, String tail) {
        return head.isEmpty() || tail.isEmpty() || tail.charAt(0) == '[' ? head + tail : head + "." + tail;
    }

    private static boolean isPlain(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c == '_' || c == '-' || c == '$' || (c < 0x80 && Character.isLetterOrDigit(c));
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** Follows a path of plain names and indexes. */
    static Optional<JsonValue> resolve(JsonValue root, String path) {
        @Nullable JsonValue value = root;
        int at = 0;
        while (value != null && at < path.length()) {
            if (path.charAt(at) == '[') {
                int end = path.indexOf(']', at);
                int index = Integer.parseInt(path.substring(at + 1, end));
                value = value instanceof JsonArray array && index < array.size() ? array.get(index) : null;
                at = end + 1;
            } else {
                int from = path.charAt(at) == '.' ? at + 1 : at;
                int end = from;
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end++;
                }
                value = value instanceof JsonObject object ? object.members().get(path.substring(from, end)) : null;
                at = end;
            }
        }
        return Optional.ofNullable(value);
    }
}
