// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: members in the order in which they were read or put.
 *
 * <p>The typed accessors ({@link #string} …) take an absent member and {@code null} for the same, and throw
 * IllegalArgumentException when the member has another type. They are for documents of our own; what callers send goes
 * through {@link JsonBinder}, which explains.
 */
public final class JsonObject implements JsonValue {

    /** The object without members. */
    public static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

    private final Map<String, JsonValue> members;

    /** Takes an ordered map as its own: nobody may hold on to it. */
    JsonObject(Map<String, JsonValue> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    /** The members in order; unmodifiable. */
    public Map<String, JsonValue> members() {
        return members;
    }

    public int size() {
        return members.size();
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether the member is there, be it null. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The member as it stands; empty only when it is absent. */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    public Optional<String> string(String name) {
        return typed(name, JsonString.class, "a string").map(JsonString::value);
    }

    /** A whole number in the range of a long. */
    public OptionalLong integer(String name) {
        Optional<JsonNumber> number = typed(name, JsonNumber.class, "a number");
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong value = number.get().asLong();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is not a whole number");
        }
        return value;
    }

    public Optional<Boolean> bool(String name) {
        return typed(name, JsonBoolean.class, "true or false").map(JsonBoolean::value);
    }

    public Optional<JsonObject> object(String name) {
        return typed(name, JsonObject.class, "an object");
    }

    public Optional<JsonArray> array(String name) {
        return typed(name, JsonArray.class, "an array");
    }

    /**
     * The value at a path such as {@code error.data.path} or {@code items[3].id}, as messages and {@code data.path} write it.
     * Empty when there is no such value.
     */
    public Optional<JsonValue> at(String path) {
        return Paths.resolve(this, path);
    }

    /** A copy with the member put; one that is there already keeps its place. */
    public JsonObject with(String name, JsonValue value) {
        return toBuilder().put(name, value).build();
    }

    /** A copy without the member. */
    public JsonObject without(String name) {
        if (!has(name)) {
            return this;
        }
        LinkedHashMap<String, JsonValue> copy = new LinkedHashMap<>(members);
        copy.remove(name);
        return new JsonObject(copy);
    }

    /** A builder that holds these members. */
    public Builder toBuilder() {
        return new Builder(new LinkedHashMap<>(members));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return Json.write(this);
    }

    private <T extends JsonValue> Optional<T> typed(String name, Class<T> type, String expected) {
        JsonValue value = members.get(name);
        if (value == null || value == JsonNull.NULL) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(name + " is " + value.kind() + ", not " + expected);
        }
        return Optional.of(type.cast(value));
    }

    /**
     * Collects members in order; made by {@link Json#object()}.
     *
     * <p>{@code put} with a null reference leaves the member out; {@link #putNull} writes an explicit null. A name put twice
     * keeps its first place and its last value.
     */
    public static final class Builder {

        private final Map<String, JsonValue> members;
        private boolean built;

        Builder(Map<String, JsonValue> members) {
            this.members = members;
        }

        public Builder put(String name, @Nullable JsonValue value) {
            if (built) {
                throw new IllegalStateException("the object is built already");
            }
            if (value != null) {
                members.put(name, value);
            }
            return this;
        }

        public Builder put(String name, @Nullable String value) {
            return put(name, value == null ? null : new JsonString(value));
        }

        public Builder put(String name, @Nullable Integer value) {
            return put(name, value == null ? null : JsonNumber.of((long) value));
        }

        public Builder put(String name, @Nullable Long value) {
            return put(name, value == null ? null : JsonNumber.of((long) value));
        }

        public Builder put(String name, @Nullable Boolean value) {
            return put(name, value == null ? null : JsonBoolean.of(value));
        }

        /** An explicit {@code null}. */
        public Builder putNull(String name) {
            return put(name, JsonNull.NULL);
        }

        /** The value, or an explicit {@code null} where there is none. */
        public Builder putOrNull(String name, @Nullable JsonValue value) {
            return put(name, value == null ? JsonNull.NULL : value);
        }

        /** Every member of the other object. */
        public Builder putAll(JsonObject other) {
            other.members.forEach(this::put);
            return this;
        }

        /** The object; the builder is used up by it. */
        public JsonObject build() {
            built = true;
            return members.isEmpty() ? EMPTY : new JsonObject(members);
        }
    }
}
