// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.Objects;

/**
 * A JSON string.
 *
 * @param value the text without quotes or escapes. What was read never holds half a surrogate pair; text from elsewhere
 *     may (Windows allows it in names), and then U+FFFD is written in its place
 */
public record JsonString(String value) implements JsonValue {

    public JsonString {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
