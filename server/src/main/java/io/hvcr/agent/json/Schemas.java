// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the JSON Schemas of records under one set of names, so that a document says each of them once.
 *
 * <p>The vocabulary is what JSON Schema draft 7 (which OpenRPC refers to) and draft 2020-12 have in common. What is read and what
 * is written differ (a number or a word is taken where an object is answered; an absent member has a default), so a set is
 * for one of the two; the names of a set for reading end in {@code Input}. Not for use by several threads at once.
 */
public final class Schemas {

    private final JsonBinder binder;
    private final String prefix;
    private final boolean reading;
    private final Map<Class<?>, String> names = new HashMap<>();
    private final Map<String, JsonObject> definitions = new TreeMap<>();

    Schemas(JsonBinder binder, String prefix, boolean reading) {
        this.binder = binder;
        this.prefix = prefix;
        this.reading = reading;
    }

    /**
     * One member of a record.
     *
     * @param description from {@link Doc}
     */
    public record Member(
            String name, boolean required, @Nullable String description, JsonObject schema) {}

    /** The schema of a type: a {@code $ref} for a record, whose definition is then among {@link #definitions}. */
    public JsonObject of(Class<?> type) {
        return binder.codec(type).schema(this);
    }

    /** The schema of a type itself, where {@link #of} would refer to it. */
    public JsonObject inline(Class<?> type) {
        return binder.codec(type) instanceof RecordCodec codec ? codec.body(this) : of(type);
    }

    /** The members of a record, each with its schema. */
    public List<Member> members(Class<? extends Record> type) {
        if (binder.codec(type) instanceof RecordCodec codec) {
            return codec.members(this);
        }
        throw new IllegalArgumentException(type + " is not bound as a record");
    }

    /** Every record referred to so far, by name in alphabetical order. */
    public JsonObject definitions() {
        JsonObject.Builder all = Json.object();
        definitions.forEach(all::put);
        return all.build();
    }

    boolean reading() {
        return reading;
    }

    JsonObject reference(Class<?> type, Supplier<JsonObject> body) {
        String name = names.get(type);
        if (name == null) {
            name = freeName(type);
            names.put(type, name);
            definitions.put(name, JsonObject.EMPTY); // taken, for a record that contains itself
            definitions.put(name, body.get());
        }
        return Json.object().put("$ref", prefix + name).build();
    }

    private String freeName(Class<?> type) {
        String suffix = reading ? "Input" : "";
        String simple = type.getSimpleName() + suffix;
        if (!definitions.containsKey(simple)) {
            return simple;
        }
        Class<?> enclosing = type.getEnclosingClass();
        String longer = (enclosing == null ? "Other" : enclosing.getSimpleName()) + simple;
        if (definitions.containsKey(longer)) {
            throw new IllegalStateException("two records named " + longer);
        }
        return longer;
    }

    /** The same schema, or null. */
    static JsonObject orNull(JsonObject schema) {
        JsonValue nothing = Json.object().put("type", "null").build();
        if (schema.get("type").orElse(JsonNull.NULL) instanceof JsonString type) {
            JsonObject wider =
                    schema.with("type", Json.array().add(type).add("null").build());
            if (schema.get("enum").orElse(JsonNull.NULL) instanceof JsonArray values) {
                JsonArray.Builder all = Json.array();
                values.forEach(all::add);
                wider = wider.with("enum", all.add(JsonNull.NULL).build());
            }
            return wider;
        }
        if (schema.isEmpty()) {
            return schema; // any value, null too
        }
        return Json.object()
                .put("anyOf", Json.array().add(schema).add(nothing).build())
                .build();
    }
}
