// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import io.hvcr.agent.domain.Coded;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A closed list of words: an enum, written in its wire form and read without regard to case. An enum that is {@link Coded} itself is
 * read by its number too.
 */
final class EnumCodec implements Codec {

    private final Map<String, Enum<?>> byFoldedName = new HashMap<>();
    private final Map<Enum<?>, JsonString> written = new LinkedHashMap<>();
    private final List<String> names;
    private final boolean coded;

    EnumCodec(Class<?> type, Function<Enum<?>, String> wireName) {
        coded = Coded.class.isAssignableFrom(type);
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

    /** By {@link JsonName} on the constant, else by the enum's own {@code wireName()}, else in lower camel case. */
    static EnumCodec of(Class<?> type) {
        Optional<Method> wireName = wireName(type);
        return new EnumCodec(type, constant -> {
            try {
                JsonName name = type.getField(constant.name()).getAnnotation(JsonName.class);
                if (name != null) {
                    return name.value();
                }
                return wireName.isEmpty()
                        ? Texts.lowerCamel(constant.name())
                        : (String) wireName.get().invoke(constant);
            } catch (ReflectiveOperationException broken) {
                throw new IllegalArgumentException("no wire name of " + type + "." + constant, broken);
            }
        });
    }

    private static Optional<Method> wireName(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals("wireName")
                        && method.getParameterCount() == 0
                        && method.getReturnType() == String.class)
                .findFirst();
    }

    @Override
    public Object decode(JsonValue value, Mode mode) {
        if (coded && value instanceof JsonNumber number) {
            return byNumber(number);
        }
        if (!(value instanceof JsonString string)) {
            throw BindingException.wrongType(coded ? "a word or a number" : "a string", value);
        }
        Enum<?> constant = byFoldedName.get(string.value().toLowerCase(Locale.ROOT));
        if (constant == null) {
            throw BindingException.notAllowed(string.value(), allowed());
        }
        return constant;
    }

    private Enum<?> byNumber(JsonNumber number) {
        OptionalLong wanted = number.asLong();
        return written.keySet().stream()
                .filter(constant -> wanted.isPresent() && ((Coded) constant).number() == wanted.getAsLong())
                .findFirst()
                .orElseThrow(() -> BindingException.notAllowed(number, allowed()));
    }

    /** The words, with their numbers where a number would do too. */
    private List<String> allowed() {
        if (!coded) {
            return names;
        }
        return written.entrySet().stream()
                .map(entry -> ((Coded) entry.getKey()).number() + " ("
                        + entry.getValue().value() + ")")
                .toList();
    }

    @Override
    public JsonValue encode(Object value) {
        return Objects.requireNonNull(written.get((Enum<?>) value), "another enum's constant");
    }

    @Override
    public JsonObject schema(Schemas schemas) {
        JsonObject words = Json.object()
                .put("type", "string")
                .put("enum", JsonArray.ofStrings(names))
                .build();
        if (!coded || !schemas.reading()) {
            return words;
        }
        JsonArray.Builder numbers = Json.array();
        written.keySet().forEach(constant -> numbers.add(((Coded) constant).number()));
        JsonObject number = Json.object()
                .put("type", "integer")
                .put("enum", numbers.build())
                .build();
        return Json.object()
                .put("anyOf", Json.array().add(words).add(number).build())
                .put("description", String.join(", ", allowed()))
                .build();
    }
}
