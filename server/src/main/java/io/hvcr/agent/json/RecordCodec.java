// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import io.hvcr.agent.domain.ProblemException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record: its members, how to make it and how to read it.
 *
 * <p>Reflection happens once, at the first use; from then on a record costs one map look-up a member and the calls of method
 * handles. The plan is made at first use and not at construction so that a record may contain itself.
 *
 * <p>The first problem <em>in document order</em> is the one that is reported: members are taken as they stand in the object, and
 * only then what is missing.
 */
final class RecordCodec implements Codec {

    private final Class<?> type;
    private final JsonBinder binder;
    private final @Nullable String ignored;
    private volatile @Nullable Plan plan;

    /** @param ignored a member that belongs to the enclosing {@link TaggedCodec} */
    RecordCodec(Class<?> type, JsonBinder binder, @Nullable String ignored) {
        this.type = type;
        this.binder = binder;
        this.ignored = ignored;
    }

    /** One component. */
    private record Member(
            int index,
            String name,
            Codec codec,
            MethodHandle accessor,
            boolean nullable,
            boolean writeNull,
            @Nullable JsonValue defaultJson,
            @Nullable Object defaultValue,
            @Nullable String doc) {

        boolean required(boolean reading) {
            return reading ? !nullable && defaultJson == null : !nullable || writeNull;
        }

        JsonObject schema(Schemas schemas) {
            JsonObject schema = codec.schema(schemas);
            boolean mayBeNull = schemas.reading() ? !required(true) : writeNull && nullable;
            if (mayBeNull) {
                schema = Schemas.orNull(schema);
            }
            if (doc == null && defaultJson == null) {
                return schema;
            }
            JsonObject.Builder described = schema.has("$ref")
                    ? Json.object().put("allOf", Json.array().add(schema).build())
                    : schema.toBuilder();
            return described
                    .put("description", doc)
                    .put("default", schemas.reading() ? defaultJson : null)
                    .build();
        }
    }

    private record Plan(
            MethodHandle constructor, List<Member> members, Map<String, Member> byName, List<String> names) {}

    @Override
    public Object decode(JsonValue value, Mode mode) {
        if (!(value instanceof JsonObject object)) {
            throw BindingException.wrongType("an object", value);
        }
        Plan p = plan();
        @Nullable Object[] arguments = new @Nullable Object[p.members.size()];
        for (Map.Entry<String, JsonValue> entry : object.members().entrySet()) {
            Member member = p.byName.get(entry.getKey());
            if (member == null) {
                refuseUnknown(entry.getKey(), p, mode);
            } else if (entry.getValue() != JsonNull.NULL || (member.codec.readsNull() && !member.nullable)) {
                arguments[member.index] = decode(member, entry.getValue(), mode);
            }
        }
        for (Member member : p.members) {
            if (arguments[member.index] == null) {
                if (member.required(true)) {
                    throw BindingException.missing().in(Paths.member(member.name));
                }
                arguments[member.index] = member.defaultValue;
            }
        }
        return construct(p, arguments);
    }

    private void refuseUnknown(String name, Plan p, Mode mode) {
        if (mode == Mode.STRICT && !name.equals(ignored)) {
            throw BindingException.unknown(name, p.names);
        }
    }

    private static Object decode(Member member, JsonValue value, Mode mode) {
        try {
            return member.codec.decode(value, mode);
        } catch (BindingException misfit) {
            throw misfit.in(Paths.member(member.name));
        }
    }

    private Object construct(Plan p, @Nullable Object[] arguments) {
        try {
            return (Object) p.constructor.invokeExact(arguments);
        } catch (IllegalArgumentException | DateTimeException | ProblemException refused) {
            throw BindingException.causedBy(refused);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException("the constructor of " + type + " threw", checked);
        }
    }

    @Override
    public JsonValue encode(Object value) {
        Plan p = plan();
        LinkedHashMap<String, JsonValue> members = LinkedHashMap.newLinkedHashMap(p.members.size());
        for (Member member : p.members) {
            @Nullable Object component = component(member, value);
            if (component != null) {
                members.put(member.name, member.codec.encode(component));
            } else if (member.writeNull) {
                members.put(member.name, JsonNull.NULL);
            }
        }
        return new JsonObject(members);
    }

    private @Nullable Object component(Member member, Object value) {
        try {
            return (@Nullable Object) member.accessor.invokeExact(value);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException("the accessor of " + type + "." + member.name + " threw", checked);
        }
    }

    @Override
    public JsonObject schema(Schemas schemas) {
        return schemas.reference(type, () -> body(schemas));
    }

    /** The schema itself, not a reference to it. */
    JsonObject body(Schemas schemas) {
        JsonObject.Builder properties = Json.object();
        JsonArray.Builder required = Json.array();
        for (Member member : plan().members) {
            properties.put(member.name, member.schema(schemas));
            if (member.required(schemas.reading())) {
                required.add(member.name);
            }
        }
        Doc doc = type.getAnnotation(Doc.class);
        JsonArray needed = required.build();
        return Json.object()
                .put("type", "object")
                .put("description", doc == null ? null : doc.value())
                .put("properties", properties.build())
                .put("required", needed.isEmpty() ? null : needed)
                .put("additionalProperties", false)
                .build();
    }

    /** The members one by one, as OpenRPC lists parameters. */
    List<Schemas.Member> members(Schemas schemas) {
        return plan().members.stream()
                .map(member -> new Schemas.Member(
                        member.name, member.required(schemas.reading()), member.doc, member.schema(schemas)))
                .toList();
    }

    private Plan plan() {
        Plan ready = plan;
        if (ready == null) {
            ready = makePlan(); // twice at worst, when two threads come first together; the plans are equal
            plan = ready;
        }
        return ready;
    }

    private Plan makePlan() {
        RecordComponent[] components = type.getRecordComponents();
        Map<String, Member> byName = new HashMap<>();
        List<String> names = new ArrayList<>();
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            List<Member> members = new ArrayList<>();
            for (RecordComponent component : components) {
                Member member = makeMember(members.size(), component, lookup);
                members.add(member);
                names.add(member.name);
                if (byName.put(member.name, member) != null) {
                    throw new IllegalArgumentException(type + " has two members named " + member.name);
                }
            }
            Class<?>[] parameters =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            MethodHandle make = lookup.unreflectConstructor(constructor)
                    .asSpreader(Object[].class, parameters.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new Plan(make, List.copyOf(members), byName, List.copyOf(names));
        } catch (ReflectiveOperationException unreachable) {
            throw new IllegalArgumentException("cannot bind " + type, unreachable);
        }
    }

    private Member makeMember(int index, RecordComponent component, MethodHandles.Lookup lookup)
            throws IllegalAccessException {
        String where = type.getSimpleName() + "." + component.getName();
        JsonName name = component.getAnnotation(JsonName.class);
        Codec codec = binder.codec(component.getAnnotatedType(), where);
        Range range = component.getAnnotation(Range.class);
        if (range != null) {
            codec = new Constrained(codec, range.min(), range.max(), range.returnValue());
        }
        Allowed allowed = component.getAnnotation(Allowed.class);
        if (allowed != null) {
            codec = OneOf.of(codec, allowed);
        }
        Default absent = component.getAnnotation(Default.class);
        JsonValue defaultJson = absent == null ? null : Json.parse(absent.value(), JsonLimits.STORED);
        Doc doc = component.getAnnotation(Doc.class);
        MethodHandle accessor =
                lookup.unreflect(component.getAccessor()).asType(MethodType.methodType(Object.class, Object.class));
        return new Member(
                index,
                name == null ? component.getName() : name.value(),
                codec,
                accessor,
                JsonBinder.isNullable(component.getAnnotatedType()),
                component.isAnnotationPresent(WriteNull.class),
                defaultJson,
                defaultJson == null ? null : codec.decode(defaultJson, Mode.STRICT),
                doc == null ? DomainDocs.of(type, component.getName()).orElse(null) : doc.value());
    }
}
