// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import io.hvcr.agent.domain.Coded;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A WMI enumeration: written as {@code {"number":3,"name":"Replicating"}}; read as that, as the bare number, or as the documented
 * name without regard to case, spaces and punctuation. A number that nobody documented survives both ways.
 */
final class CodedCodec implements Codec {

    private static final List<String> MEMBERS = List.of("number", "name");

    private final Class<?> type;
    private final MethodHandle of;
    private final Map<String, Coded> byFoldedName = new HashMap<>();
    private final List<String> allowed = new ArrayList<>();
    private final List<Coded> known;

    /**
     * @param type a sealed interface of the domain with {@code static T of(int)} and a nested enum of the known values; or one of
     *     its cases, and then only that case is read
     */
    CodedCodec(Class<?> type) {
        this.type = type;
        Class<?> family = family(type);
        try {
            MethodHandle found =
                    MethodHandles.lookup().findStatic(family, "of", MethodType.methodType(family, int.class));
            of = found.asType(MethodType.methodType(Object.class, int.class));
        } catch (ReflectiveOperationException missing) {
            throw new IllegalArgumentException(family + " needs a public static of(int)", missing);
        }
        known = knownValues(family);
        for (Coded value : known) {
            allowed.add(value.describe());
            byFoldedName.putIfAbsent(fold(value.label()), value);
            byFoldedName.putIfAbsent(fold(((Enum<?>) value).name()), value);
        }
    }

    /** Whether the type is an open family of coded values, or a case of one. */
    static boolean binds(Class<?> type) {
        return Coded.class.isAssignableFrom(type) && type != Coded.class && family(type) != Coded.class;
    }

    private static Class<?> family(Class<?> type) {
        if (type.isInterface()) {
            return type;
        }
        return Arrays.stream(type.getInterfaces())
                .filter(Coded.class::isAssignableFrom)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " has no family of coded values"));
    }

    private static List<Coded> knownValues(Class<?> type) {
        Class<?>[] cases = type.getPermittedSubclasses();
        return Arrays.stream(cases == null ? new Class<?>[0] : cases)
                .filter(Class::isEnum)
                .flatMap(constants -> Arrays.stream(constants.getEnumConstants()))
                .map(Coded.class::cast)
                .toList();
    }

    private static String fold(String name) {
        StringBuilder out = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    @Override
    public Object decode(JsonValue value, Mode mode) {
        return switch (value) {
            case JsonNumber number -> of(number);
            case JsonString string -> {
                Coded named = byFoldedName.get(fold(string.value()));
                if (named == null) {
                    throw BindingException.notAllowed(string.value(), allowed);
                }
                yield named;
            }
            case JsonObject object -> {
                if (mode == Mode.STRICT) {
                    refuseUnknown(object);
                }
                if (object.members().get("number") instanceof JsonNumber number) {
                    yield of(number);
                }
                throw BindingException.invalid("must have a member number");
            }
            case JsonArray ignored -> throw wrongType(value);
            case JsonBoolean ignored -> throw wrongType(value);
            case JsonNull ignored -> throw wrongType(value);
        };
    }

    private static void refuseUnknown(JsonObject object) {
        for (String name : object.members().keySet()) {
            if (!MEMBERS.contains(name)) {
                throw BindingException.unknown(name, MEMBERS);
            }
        }
    }

    private static BindingException wrongType(JsonValue value) {
        return BindingException.wrongType("a number, a name, or both as {\"number\":…,\"name\":…}", value);
    }

    private Object of(JsonNumber number) {
        OptionalLong whole = number.asLong();
        if (whole.isEmpty() || whole.getAsLong() != (int) whole.getAsLong()) {
            throw BindingException.notAllowed(number, allowed);
        }
        try {
            Object value = (Object) of.invokeExact((int) whole.getAsLong());
            if (!type.isInstance(value)) {
                throw BindingException.notAllowed(number, allowed);
            }
            return value;
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException(type + ".of threw", checked);
        }
    }

    @Override
    public JsonValue encode(Object value) {
        Coded coded = (Coded) value;
        return Json.object()
                .put("number", coded.number())
                .put("name", coded.label())
                .build();
    }

    @Override
    public JsonObject schema(Schemas schemas) {
        JsonArray.Builder names = Json.array();
        known.forEach(value -> names.add(value.label()));
        JsonObject object = Json.object()
                .put("type", "object")
                .put(
                        "properties",
                        Json.object()
                                .put(
                                        "number",
                                        Json.object().put("type", "integer").build())
                                .put(
                                        "name",
                                        Json.object()
                                                .put("type", "string")
                                                .put("examples", names.build())
                                                .build())
                                .build())
                .put("required", Json.array().add("number").build())
                .put("additionalProperties", false)
                .put("description", "One of " + String.join(", ", allowed) + "; or a number that is not documented")
                .build();
        if (!schemas.reading()) {
            return object.with(
                    "required", Json.array().add("number").add("name").build());
        }
        return Json.object()
                .put(
                        "anyOf",
                        Json.array()
                                .add(Json.object().put("type", "integer").build())
                                .add(Json.object().put("type", "string").build())
                                .add(object)
                                .build())
                .build();
    }
}
