// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/**
 * Reads and writes JSON.
 *
 * <p>Reading is strict (RFC 8259 and more): UTF-8 without byte order mark; no invalid UTF-8, no half surrogate pairs, no NaN, no
 * comments, nothing after the value, no member twice, nothing beyond the {@link JsonLimits}. Everything else is a
 * {@link JsonException}. Two readers that disagree about a duplicate key or an odd byte are how requests get smuggled.
 */
public final class Json {

    private Json() {}

    /** The one value of a document in UTF-8. */
    public static JsonValue parse(byte[] utf8, JsonLimits limits) {
        return JsonReader.read(utf8, limits);
    }

    /** The one value of a document. */
    public static JsonValue parse(String text, JsonLimits limits) {
        int half = Utf8.loneSurrogate(text);
        if (half >= 0) {
            throw new JsonException("half of a surrogate pair", 1, half + 1, null);
        }
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), limits);
    }

    /** The compact text in UTF-8. */
    public static byte[] bytes(JsonValue value) {
        return JsonWriter.write(value, false);
    }

    /** The compact text. */
    public static String write(JsonValue value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /** The text for people: one member a line, two spaces a level. */
    public static String pretty(JsonValue value) {
        return new String(JsonWriter.write(value, true), StandardCharsets.UTF_8);
    }

    public static JsonObject.Builder object() {
        return new JsonObject.Builder(new LinkedHashMap<>());
    }

    public static JsonArray.Builder array() {
        return new JsonArray.Builder();
    }

    public static JsonString of(String value) {
        return new JsonString(value);
    }

    public static JsonNumber of(long value) {
        return JsonNumber.of(value);
    }

    public static JsonBoolean of(boolean value) {
        return JsonBoolean.of(value);
    }
}
