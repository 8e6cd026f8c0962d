// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.function.Function;

/**
 * How values of one type are read, written and described; registered with {@link JsonBinder.Builder#register}.
 *
 * @param <T> the Java type
 */
public interface JsonConverter<T> {

    /**
     * The value that this JSON stands for; never JSON null, which the binder takes for absent.
     *
     * @throws BindingException when it does not fit. IllegalArgumentException and DateTimeException count as invalid values too
     *     (their message follows the path and a colon), and the Problem of a ProblemException is passed on with the path before its own
     */
    T decode(JsonValue value);

    /** The JSON of a value. */
    JsonValue encode(T value);

    /** The JSON Schema of what {@link #encode} writes. */
    JsonObject schema();

    /** The JSON Schema of what {@link #decode} reads, where that is more than {@link #encode} writes. */
    default JsonObject inputSchema() {
        return schema();
    }

    /**
     * A converter of values that are strings on the wire.
     *
     * @param read throws IllegalArgumentException or DateTimeException for a text that does not fit
     * @param schema members to add to {@code {"type":"string"}}
     */
    static <T> JsonConverter<T> ofString(Function<String, T> read, Function<T, String> write, JsonObject schema) {
        JsonObject whole = Json.object().put("type", "string").putAll(schema).build();
        return new JsonConverter<>() {
            @Override
            public T decode(JsonValue value) {
                if (!(value instanceof JsonString string)) {
                    throw BindingException.wrongType("a string", value);
                }
                return read.apply(string.value());
            }

            @Override
            public JsonValue encode(T value) {
                return new JsonString(write.apply(value));
            }

            @Override
            public JsonObject schema() {
                return whole;
            }
        };
    }
}
