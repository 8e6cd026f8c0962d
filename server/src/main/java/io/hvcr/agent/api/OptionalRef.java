// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonConverter;
import io.hvcr.agent.json.JsonNull;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A collection or the knowledge that there is none, for a member that is absent where nobody asked. */
public record OptionalRef(@Nullable CollectionRef ref) {

    static JsonConverter<OptionalRef> converter() {
        JsonBinder plain = JsonBinder.builder().build();
        return new JsonConverter<>() {
            @Override
            public OptionalRef decode(JsonValue value) {
                return new OptionalRef(plain.read(value, CollectionRef.class));
            }

            @Override
            public JsonValue encode(OptionalRef value) {
                return value.ref == null ? JsonNull.NULL : plain.write(value.ref);
            }

            @Override
            public JsonObject schema() {
                JsonObject text = Json.object().put("type", "string").build();
                return Json.object()
                        .put("type", Json.array().add("object").add("null").build())
                        .put(
                                "properties",
                                Json.object().put("id", text).put("name", text).build())
                        .put("required", Json.array().add("id").add("name").build())
                        .put("additionalProperties", false)
                        .build();
            }
        };
    }
}
