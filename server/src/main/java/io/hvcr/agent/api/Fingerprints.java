// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonValue;
import io.hvcr.agent.replication.Idempotency;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What makes two requests the same request (design 4): the method and what is asked of it, written in one way whatever the order of
 * members, the form of a number or the zone of a time; not how long the caller wants to wait, nor the key itself.
 */
final class Fingerprints {

    private static final List<String> NOT_ASKED_OF_THE_HOST = List.of("wait", "timeoutSeconds", "idempotencyKey");

    private final JsonBinder binder;

    Fingerprints(JsonBinder binder) {
        this.binder = binder;
    }

    @Nullable
    Idempotency of(String method, Record request, @Nullable String key) {
        if (key == null) {
            return null;
        }
        JsonObject params = binder.writeObject(request);
        for (String name : NOT_ASKED_OF_THE_HOST) {
            params = params.without(name);
        }
        return new Idempotency(key, method + " " + Json.write(sorted(params)));
    }

    private static JsonValue sorted(JsonValue value) {
        if (value instanceof JsonObject object) {
            JsonObject.Builder sorted = Json.object();
            new TreeMap<>(object.members()).forEach((name, member) -> sorted.put(name, sorted(member)));
            return sorted.build();
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.stream().map(Fingerprints::sorted).toList());
        }
        return value;
    }
}
