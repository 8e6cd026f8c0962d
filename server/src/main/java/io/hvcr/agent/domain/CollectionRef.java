// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Locale;
import java.util.Objects;

/** A collection as every message names it: by name, which need not be unique, and by id, which is. */
public record CollectionRef(CollectionId id, String name) {

    public CollectionRef {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    /** The words of a message: {@code 'sql-fci' (5F3C…)}. */
    public String describe() {
        return "'" + visible(name) + "' (" + id + ")";
    }

    /** A name for a message: line breaks and characters that turn the direction of a text are shown as escapes. */
    public static String visible(String name) {
        StringBuilder out = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
