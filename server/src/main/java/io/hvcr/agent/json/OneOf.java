// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.Arrays;
import java.util.List;

/** A codec of numbers with the list of an {@link Allowed} around it. */
record OneOf(Codec inner, List<Long> values, int returnValue) implements Codec {

    static OneOf of(Codec inner, Allowed allowed) {
        return new OneOf(inner, Arrays.stream(allowed.value()).boxed().toList(), allowed.returnValue());
    }

    @Override
    public Object decode(JsonValue value, Mode mode) {
        Object decoded = inner.decode(value, mode);
        if (decoded instanceof Number whole && values.contains(whole.longValue())) {
            return decoded;
        }
        List<String> allowed = values.stream().map(String::valueOf).toList();
        throw (value instanceof JsonNumber number
                        ? BindingException.notAllowed(number, allowed)
                        : BindingException.notAllowed(decoded.toString(), allowed))
                .answeredBy(returnValue);
    }

    @Override
    public JsonValue encode(Object value) {
        return inner.encode(value);
    }

    @Override
    public JsonObject schema(Schemas schemas) {
        JsonArray.Builder all = Json.array();
        values.forEach(all::add);
        return inner.schema(schemas).with("enum", all.build());
    }
}
