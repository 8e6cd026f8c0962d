// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JSON array.
 *
 * @param elements in order, unmodifiable
 */
public record JsonArray(List<JsonValue> elements) implements JsonValue, Iterable<JsonValue> {

    /** The array without elements. */
    public static final JsonArray EMPTY = new JsonArray(List.of());

    public JsonArray {
        elements = List.copyOf(elements);
    }

    public static JsonArray ofStrings(Collection<String> values) {
        return new JsonArray(values.stream().<JsonValue>map(JsonString::new).toList());
    }

    public int size() {
        return elements.size();
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    /** The element at this index, from 0. */
    public JsonValue get(int index) {
        return elements.get(index);
    }

    public Stream<JsonValue> stream() {
        return elements.stream();
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return elements.iterator();
    }

    @Override
    public String toString() {
        return Json.write(this);
    }

    /** Collects elements; made by {@link Json#array()}. */
    public static final class Builder {

        private final List<JsonValue> elements = new ArrayList<>();

        Builder() {}

        public Builder add(JsonValue value) {
            elements.add(value);
            return this;
        }

        public Builder add(String value) {
            return add(new JsonString(value));
        }

        public Builder add(long value) {
            return add(JsonNumber.of(value));
        }

        public Builder add(boolean value) {
            return add(JsonBoolean.of(value));
        }

        public JsonArray build() {
            return elements.isEmpty() ? EMPTY : new JsonArray(elements);
        }
    }
}
