// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.ReplicationMethod;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The converters of the types that every record may use: numbers, text, times, and the closed lists of the domain. */
final class Scalars {

    private static final JsonObject NOTHING = JsonObject.EMPTY;

    static final Map<Class<?>, Codec> CODECS = Map.ofEntries(
            Map.entry(String.class, Codec.of(JsonConverter.ofString(text -> text, text -> text, NOTHING))),
            Map.entry(Integer.class, Codec.of(new Whole<>(Integer.MIN_VALUE, Integer.MAX_VALUE, Math::toIntExact))),
            Map.entry(Long.class, Codec.of(new Whole<>(Long.MIN_VALUE, Long.MAX_VALUE, value -> value))),
            Map.entry(Double.class, Codec.of(new Real())),
            Map.entry(Boolean.class, Codec.of(new Flag())),
            Map.entry(
                    Instant.class,
                    Codec.of(JsonConverter.ofString(
                            Times::parse,
                            Instant::toString,
                            Json.object().put("format", "date-time").build()))),
            Map.entry(
                    CollectionId.class,
                    Codec.of(JsonConverter.ofString(
                            Scalars::collectionId,
                            CollectionId::value,
                            Json.object()
                                    .put("minLength", 1)
                                    .put("maxLength", CollectionId.MAX_LENGTH)
                                    .build()))),
            Map.entry(
                    ReplicationMethod.class,
                    new EnumCodec(ReplicationMethod.class, method -> ((ReplicationMethod) method).wmiName())),
            Map.entry(JsonValue.class, new Raw(JsonValue.class, null, "any value")),
            Map.entry(JsonObject.class, new Raw(JsonObject.class, "object", "an object")),
            Map.entry(JsonArray.class, new Raw(JsonArray.class, "array", "an array")));

    private Scalars() {}

    private static CollectionId collectionId(String text) {
        if (text.isBlank() || text.length() > CollectionId.MAX_LENGTH) {
            throw BindingException.invalid("must have 1 to " + CollectionId.MAX_LENGTH + " characters");
        }
        return new CollectionId(text);
    }

    /** A whole number between two bounds; {@code 3.0} is one, {@code "3"} is not. */
    private record Whole<T extends Number>(long min, long max, Function<Long, T> narrow) implements JsonConverter<T> {
        @Override
        public T decode(JsonValue value) {
            if (!(value instanceof JsonNumber number)) {
                throw BindingException.wrongType("an integer", value);
            }
            OptionalLong whole = number.asLong();
            if (whole.isEmpty()) {
                boolean large = Math.abs(number.asDouble()) >= Long.MAX_VALUE;
                throw BindingException.invalid(
                        "must be " + (large ? "between " + min + " and " + max : "a whole number") + ", not "
                                + Texts.shortened(number.literal()));
            }
            long exact = whole.getAsLong();
            if (exact < min || exact > max) {
                throw BindingException.invalid("must be between " + min + " and " + max + ", not " + exact);
            }
            return narrow.apply(exact);
        }

        @Override
        public JsonValue encode(T value) {
            return JsonNumber.of(value.longValue());
        }

        @Override
        public JsonObject schema() {
            return Json.object().put("type", "integer").build();
        }
    }

    private record Real() implements JsonConverter<Double> {
        @Override
        public Double decode(JsonValue value) {
            if (!(value instanceof JsonNumber number)) {
                throw BindingException.wrongType("a number", value);
            }
            double real = number.asDouble();
            if (Double.isInfinite(real)) {
                throw BindingException.invalid("is too large a number");
            }
            return real;
        }

        @Override
        public JsonValue encode(Double value) {
            return JsonNumber.of((double) value);
        }

        @Override
        public JsonObject schema() {
            return Json.object().put("type", "number").build();
        }
    }

    private record Flag() implements JsonConverter<Boolean> {
        @Override
        public Boolean decode(JsonValue value) {
            if (value instanceof JsonBoolean bool) {
                return bool.value();
            }
            throw BindingException.wrongType("true or false", value);
        }

        @Override
        public JsonValue encode(Boolean value) {
            return JsonBoolean.of(value);
        }

        @Override
        public JsonObject schema() {
            return Json.object().put("type", "boolean").build();
        }
    }

    /** JSON that is passed through as it stands. */
    private record Raw(
            Class<? extends JsonValue> type, @Nullable String schemaType, String words) implements Codec {
        @Override
        public Object decode(JsonValue value, Mode mode) {
            if (!type.isInstance(value)) {
                throw BindingException.wrongType(words, value);
            }
            return value;
        }

        @Override
        public JsonValue encode(Object value) {
            return (JsonValue) value;
        }

        @Override
        public JsonObject schema(Schemas schemas) {
            return Json.object().put("type", schemaType).build();
        }

        @Override
        public boolean readsNull() {
            return type == JsonValue.class;
        }
    }
}
