// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import io.hvcr.agent.domain.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A codec with the bounds of a {@link Range} around it. */
record Constrained(Codec inner, long min, long max, int returnValue) implements Codec {

    @Override
    public Object decode(JsonValue value, Mode mode) {
        Object decoded = inner.decode(value, mode);
        switch (decoded) {
            case Double real -> check(real >= min && real <= max, "must be ", "", value.toString());
            case Number whole -> check(inside(whole.longValue()), "must be ", "", whole.toString());
            case String text -> check(inside(text.length()), "must have ", " characters", text.length() + "");
            case Collection<?> list -> check(inside(list.size()), "must have ", " elements", list.size() + "");
            case Map<?, ?> map -> check(inside(map.size()), "must have ", " members", map.size() + "");
            default -> throw new IllegalStateException("@Range on a " + decoded.getClass());
        }
        return decoded;
    }

    private boolean inside(long value) {
        return value >= min && value <= max;
    }

    private void check(boolean inside, String verb, String unit, String found) {
        if (inside) {
            return;
        }
        String bounds;
        if (min == Long.MIN_VALUE) {
            bounds = "at most " + max;
        } else if (max == Long.MAX_VALUE) {
            bounds = "at least " + min;
        } else {
            bounds = "between " + min + " and " + max;
        }
        throw BindingException.of(
                        Reason.INVALID_VALUE, verb + bounds + unit + ", not " + Texts.shortened(found), List.of(bounds))
                .answeredBy(returnValue);
    }

    @Override
    public JsonValue encode(Object value) {
        return inner.encode(value);
    }

    @Override
    public JsonObject schema(Schemas schemas) {
        JsonObject schema = inner.schema(schemas);
        String type = schema.string("type").orElse("");
        String suffix = switch (type) {
            case "string" -> "Length";
            case "array" -> "Items";
            case "object" -> "Properties";
            default -> "imum";
        };
        JsonObject.Builder bounded = schema.toBuilder();
        if (min != Long.MIN_VALUE) {
            bounded.put("min" + suffix, min);
        }
        if (max != Long.MAX_VALUE) {
            bounded.put("max" + suffix, max);
        }
        return bounded.build();
    }
}
