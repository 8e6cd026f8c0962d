// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A closed list of words: an enum, written in its wire form and read without regard to case. */
final class EnumCodec implements Codec {

    private final Map<String, Enum<?>> byFoldedName = new HashMap<>();
    private final Map<Enum<?>, JsonString> written = new HashMap<>();
    private final List<String> names;

    EnumCodec(Class<?> type, Function<Enum<?>, String> wireName) {
        Object[] constants = type.getEnumConstants();
        List<String> inOrder = new ArrayList<>();
        for (Object each : constants) {
            Enum<?> constant = (Enum<?>) each;
            String name = wireName.apply(constant);
            if (byFoldedName.put(name.toLowerCase(Locale.ROOT), constant) != null) {
                throw new IllegalArgumentException(type + " has two constants named " + name);
            }
            written.put(constant, new JsonString(name));
            inOrder.add(name);
        }
        names = List.copyOf(inOrder);
    }

    /** Lower camel case, or {@link JsonName} on the constant. */
    static EnumCodec of(Class<?> type) {
        return new EnumCodec(type, constant -> {
            try {
                JsonName name = type.getField(constant.name()).getAnnotation(JsonName.class);
                return name == null ? Texts.lowerCamel(constant.name()) : name.value();
            } catch (NoSuchFieldException impossible) {
                throw new AssertionError(impossible);
            }
        });
    }

    @Override
    public Object decode(JsonValue value, Mode mode) {
        if (!(value instanceof JsonString string)) {
            throw BindingException.wrongType("a string", value);
        }
        Enum<?> constant = byFoldedName.get(string.value().toLowerCase(Locale.ROOT));
        if (constant == null) {
            throw BindingException.notAllowed(string.value(), names);
        }
        return constant;
    }

    @Override
    public JsonValue encode(Object value) {
        return Objects.requireNonNull(written.get((Enum<?>) value), "another enum's constant");
    }

    @Override
    public JsonObject schema(Schemas schemas) {
        return Json.object()
                .put("type", "string")
                .put("enum", JsonArray.ofStrings(names))
                .build();
    }
}
