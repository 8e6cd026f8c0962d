// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import io.hvcr.agent.domain.ProblemException;
import java.time.DateTimeException;
import java.util.Objects;

/** A converter as the binder holds it: untyped, told whether unknown members are an error, able to refer to shared schemas. */
interface Codec {

    /** The value of a JSON value; called with JSON null only if {@link #readsNull} says so. */
    Object decode(JsonValue value, Mode mode);

    JsonValue encode(Object value);

    JsonObject schema(Schemas schemas);

    /** Whether JSON null is a value of the type and not the absence of one. */
    default boolean readsNull() {
        return false;
    }

    /** What happens to members that the record does not have. */
    enum Mode {
        STRICT,
        LENIENT
    }

    /** The codec of a converter. */
    static <T> Codec of(JsonConverter<T> converter) {
        return new Codec() {
            @Override
            public Object decode(JsonValue value, Mode mode) {
                try {
                    return Objects.requireNonNull(converter.decode(value), "a converter answered null");
                } catch (IllegalArgumentException | DateTimeException | ProblemException refused) {
                    throw BindingException.causedBy(refused);
                }
            }

            @Override
            @SuppressWarnings("unchecked") // a codec is only ever asked about values of its own type
            public JsonValue encode(Object value) {
                return converter.encode((T) value);
            }

            @Override
            public JsonObject schema(Schemas schemas) {
                return schemas.reading() ? converter.inputSchema() : converter.schema();
            }
        };
    }
}
