// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import io.hvcr.agent.domain.Coded;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Binds JSON to Java records and back, and describes them as JSON Schema.
 *
 * <p>A record is an object with one member per component, named as the component or by {@link JsonName}. A component whose type is
 * marked {@code @Nullable} (JSpecify) or that has a {@link Default} is optional, every other is required; absent and null are
 * the same. Components may be
 *
 * <ul>
 *   <li>{@code String}, {@code boolean}, {@code int}, {@code long}, {@code double} and their boxes (no conversion between JSON types:
 *       {@code "3"} is not 3, though {@code 3.0} and {@code 3e0} are);
 *   <li>{@code Instant}: RFC 3339 with an offset, written with {@code Z};
 *   <li>enums: {@link JsonName} on the constant, else the enum's own {@code wireName()}, else lower camel case; read without regard to case,
 *       and by number too when the enum is {@link Coded} itself. {@code ReplicationMethod} has the names of WMI;
 *   <li>{@link Coded} types of the domain: written {@code {"number":3,"name":"Replicating"}}, read as that, as a number or as a name;
 *       {@code CollectionId}, {@code CollectionRef}; {@code Problem} as an error object;
 *   <li>other records, {@link JsonTagged} sealed interfaces of records, {@code List<T>}, {@code Map<String, T>};
 *   <li>{@link JsonValue}, {@link JsonObject}, {@link JsonArray}, passed through as they stand;
 *   <li>whatever a {@link JsonConverter} is registered for.
 * </ul>
 *
 * <p>What does not fit is a {@link ProblemException} with −32602: the first misfit in document order, its reason
 * ({@code unknown_member}, {@code missing_member}, {@code wrong_type}, {@code invalid_value}, {@code invalid_time}), its {@code path}
 * ({@code settings.replicaServerPort}, {@code collections[3].name}) and what is {@code allowed}. A component null on writing is left
 * out, or written as null where it is marked {@link WriteNull}.
 *
 * <p>Thread-safe. Each type is examined once; keep one binder for the life of the program.
 */
public final class JsonBinder {

    private static final String DEFINITIONS = "#/$defs/";

    private final Map<Class<?>, Codec> codecs;

    private JsonBinder(Map<Class<?>, Codec> registered) {
        codecs = new ConcurrentHashMap<>(Scalars.CODECS);
        codecs.put(Problem.class, new ProblemCodec(this));
        codecs.putAll(registered);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects converters. */
    public static final class Builder {

        private final Map<Class<?>, Codec> registered = new HashMap<>();

        private Builder() {}

        /** Uses this converter for components of exactly this type, whatever the binder would do of its own. */
        public <T> Builder register(Class<T> type, JsonConverter<T> converter) {
            registered.put(type, Codec.of(converter));
            return this;
        }

        public JsonBinder build() {
            return new JsonBinder(registered);
        }
    }

    /**
     * Reads strictly: a member that the type does not have is an error.
     *
     * @throws ProblemException −32602 with the path of the first member that does not fit
     */
    public <T> T read(JsonValue value, Class<T> type) {
        return read(value, type, Codec.Mode.STRICT);
    }

    /**
     * Reads and ignores members that the type does not have, at every level: for documents that a newer version may have written.
     *
     * @throws ProblemException −32602 with the path of the first member that does not fit
     */
    public <T> T readLenient(JsonValue value, Class<T> type) {
        return read(value, type, Codec.Mode.LENIENT);
    }

    private <T> T read(JsonValue value, Class<T> type, Codec.Mode mode) {
        try {
            return type.cast(codec(type).decode(value, mode));
        } catch (BindingException misfit) {
            throw misfit.toProblem().toException();
        }
    }

    /** The JSON of a record, an enum constant, or any other value that a component may have except lists and maps. */
    public JsonValue write(Object value) {
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        return write(value, type);
    }

    /** The same, as a declared type writes it: the tag of a {@link JsonTagged} type is written only so. */
    public JsonValue write(Object value, Class<?> declared) {
        return codec(declared).encode(value);
    }

    /** The JSON object of a record. */
    public JsonObject writeObject(Record value) {
        return (JsonObject) write(value);
    }

    /**
     * Schemas of what {@link #read} takes.
     *
     * @param prefix of references: {@code #/components/schemas/}
     */
    public Schemas inputSchemas(String prefix) {
        return new Schemas(this, prefix, true);
    }

    /** Schemas of what {@link #write} answers. */
    public Schemas outputSchemas(String prefix) {
        return new Schemas(this, prefix, false);
    }

    /** The schema of what {@link #read} takes for one type, as a document of its own (draft 2020-12). */
    public JsonObject inputSchema(Class<?> type) {
        Schemas schemas = inputSchemas(DEFINITIONS);
        JsonObject root = schemas.of(type);
        return Json.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .putAll(root)
                .put("$defs", schemas.definitions())
                .build();
    }

    Codec codec(Class<?> type) {
        Codec known = codecs.get(type);
        return known != null ? known : codecs.computeIfAbsent(type, this::make);
    }

    private Codec make(Class<?> type) {
        if (type.isPrimitive()) {
            Codec boxed = codecs.get(MethodType.methodType(type).wrap().returnType());
            if (boxed != null) {
                return boxed;
            }
        } else if (CodedCodec.binds(type)) {
            return new CodedCodec(type);
        } else if (type.isEnum()) {
            return EnumCodec.of(type);
        } else if (type.isRecord()) {
            return new RecordCodec(type, this, null);
        } else if (type.isSealed() && type.isAnnotationPresent(JsonTagged.class)) {
            return new TaggedCodec(type, type.getAnnotation(JsonTagged.class).value(), this);
        }
        throw new IllegalArgumentException("no converter for " + type.getName());
    }

    /** The codec of a component as it is declared. */
    Codec codec(AnnotatedType declared, String where) {
        try {
            if (declared instanceof AnnotatedParameterizedType generic
                    && generic.getType() instanceof ParameterizedType type) {
                AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
                if (type.getRawType() == List.class) {
                    return new Containers.ListCodec(codec(arguments[0], where), isNullable(arguments[0]));
                }
                if (type.getRawType() == Map.class && arguments[0].getType() == String.class) {
                    return new Containers.MapCodec(codec(arguments[1], where), isNullable(arguments[1]));
                }
            } else if (declared.getType() instanceof Class<?> type) {
                return codec(type);
            }
        } catch (IllegalArgumentException unsupported) {
            throw new IllegalArgumentException(where + ": " + unsupported.getMessage(), unsupported);
        }
        throw new IllegalArgumentException(where + ": no converter for " + declared);
    }

    static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
