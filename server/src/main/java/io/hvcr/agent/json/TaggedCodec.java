// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cases of a {@link JsonTagged} sealed interface: records with one more member that tells which. */
final class TaggedCodec implements Codec {

    private final String tagName;
    private final Map<String, RecordCodec> byTag = new LinkedHashMap<>();
    private final Map<Class<?>, String> tags = new HashMap<>();

    TaggedCodec(Class<?> type, String tagName, JsonBinder binder) {
        this.tagName = tagName;
        for (Class<?> one : type.getPermittedSubclasses()) {
            if (!one.isRecord()) {
                throw new IllegalArgumentException(one + " is a case of a tagged type and not a record");
            }
            JsonName name = one.getAnnotation(JsonName.class);
            String simple = one.getSimpleName();
            String tag = name == null ? Character.toLowerCase(simple.charAt(0)) + simple.substring(1) : name.value();
            if (byTag.put(tag, new RecordCodec(one, binder, tagName)) != null) {
                throw new IllegalArgumentException(type + " has two cases tagged " + tag);
            }
            tags.put(one, tag);
        }
    }

    @Override
    public Object decode(JsonValue value, Mode mode) {
        if (!(value instanceof JsonObject object)) {
            throw BindingException.wrongType("an object", value);
        }
        @Nullable JsonValue tag = object.members().get(tagName);
        if (tag == null || tag == JsonNull.NULL) {
            throw BindingException.missing().in(tagName);
        }
        if (!(tag instanceof JsonString text)) {
            throw BindingException.wrongType("a string", tag).in(tagName);
        }
        RecordCodec codec = byTag.get(text.value());
        if (codec == null) {
            throw BindingException.notAllowed(text.value(), List.copyOf(byTag.keySet()))
                    .in(tagName);
        }
        return codec.decode(object, mode);
    }

    @Override
    public JsonValue encode(Object value) {
        String tag = tags.get(value.getClass());
        RecordCodec codec = tag == null ? null : byTag.get(tag);
        if (tag == null || codec == null) {
            throw new IllegalArgumentException("not a case of the tagged type: " + value.getClass());
        }
        return Json.object()
                .put(tagName, tag)
                .putAll((JsonObject) codec.encode(value))
                .build();
    }

    @Override
    public JsonObject schema(Schemas schemas) {
        List<JsonValue> cases = new ArrayList<>();
        byTag.forEach((tag, codec) -> {
            JsonObject body = codec.body(schemas);
            JsonObject properties = Json.object()
                    .put(tagName, Json.object().put("const", tag).build())
                    .putAll(body.object("properties").orElse(JsonObject.EMPTY))
                    .build();
            JsonArray.Builder required = Json.array().add(tagName);
            body.array("required").orElse(JsonArray.EMPTY).forEach(required::add);
            cases.add(body.with("properties", properties).with("required", required.build()));
        });
        return Json.object().put("oneOf", new JsonArray(cases)).build();
    }
}
