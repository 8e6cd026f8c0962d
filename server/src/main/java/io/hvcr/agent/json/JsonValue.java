// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

/**
 * A JSON value (RFC 8259). Immutable; equal by content, objects without regard to the order of their members.
 *
 * <p>{@code toString()} is the compact JSON text.
 */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /** What kind of value it is, in the words of a message: {@code an object}, {@code a string}, {@code null}. */
    default String kind() {
        return switch (this) {
            case JsonObject ignored -> "an object";
            case JsonArray ignored -> "an array";
            case JsonString ignored -> "a string";
            case JsonNumber ignored -> "a number";
            case JsonBoolean bool -> bool.toString();
            case JsonNull ignored -> "null";
        };
    }
}
