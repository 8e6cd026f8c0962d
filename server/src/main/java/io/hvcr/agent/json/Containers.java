// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and maps; their elements may be null only where the declaration says so. */
final class Containers {

    private Containers() {}

    /** {@code List<T>}, an array on the wire. */
    record ListCodec(Codec element, boolean nullable) implements Codec {
        @Override
        public Object decode(JsonValue value, Mode mode) {
            if (!(value instanceof JsonArray array)) {
                throw BindingException.wrongType("an array", value);
            }
            List<@Nullable Object> list = new ArrayList<>(array.size());
            for (JsonValue item : array.elements()) {
                try {
                    list.add(decodeElement(element, nullable, item, mode));
                } catch (BindingException misfit) {
                    throw misfit.in(Paths.element(list.size()));
                }
            }
            return Collections.unmodifiableList(list);
        }

        @Override
        public JsonValue encode(Object value) {
            List<JsonValue> elements = new ArrayList<>();
            for (@Nullable Object item : (List<?>) value) {
                elements.add(item == null ? JsonNull.NULL : element.encode(item));
            }
            return elements.isEmpty() ? JsonArray.EMPTY : new JsonArray(elements);
        }

        @Override
        public JsonObject schema(Schemas schemas) {
            return Json.object()
                    .put("type", "array")
                    .put("items", elementSchema(element, nullable, schemas))
                    .build();
        }
    }

    /** {@code Map<String, T>}, an object on the wire, in order. */
    record MapCodec(Codec element, boolean nullable) implements Codec {
        @Override
        public Object decode(JsonValue value, Mode mode) {
            if (!(value instanceof JsonObject object)) {
                throw BindingException.wrongType("an object", value);
            }
            Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(object.size());
            object.members().forEach((name, item) -> {
                try {
                    map.put(name, decodeElement(element, nullable, item, mode));
                } catch (BindingException misfit) {
                    throw misfit.in(Paths.member(name));
                }
            });
            return Collections.unmodifiableMap(map);
        }

        @Override
        public JsonValue encode(Object value) {
            JsonObject.Builder object = Json.object();
            ((Map<?, ?>) value)
                    .forEach((name, item) ->
                            object.put((String) name, item == null ? JsonNull.NULL : element.encode(item)));
            return object.build();
        }

        @Override
        public JsonObject schema(Schemas schemas) {
            return Json.object()
                    .put("type", "object")
                    .put("additionalProperties", elementSchema(element, nullable, schemas))
                    .build();
        }
    }

    private static @Nullable Object decodeElement(Codec element, boolean nullable, JsonValue item, Codec.Mode mode) {
        if (item == JsonNull.NULL && !element.readsNull()) {
            if (nullable) {
                return null;
            }
            throw BindingException.missing();
        }
        return element.decode(item, mode);
    }

    private static JsonObject elementSchema(Codec element, boolean nullable, Schemas schemas) {
        JsonObject schema = element.schema(schemas);
        return nullable ? Schemas.orNull(schema) : schema;
    }
}
