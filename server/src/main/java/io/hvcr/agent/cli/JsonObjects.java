// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonException;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import java.util.List;

/** Small helpers for reading the agent's answers. */
final class JsonObjects {

    static final JsonObject EMPTY = Json.object().build();

    private JsonObjects() {}

    /** The objects of an array member; others are passed over. */
    static List<JsonObject> list(JsonObject from, String member) {
        return from.array(member).map(JsonObjects::objects).orElse(List.of());
    }

    /** The strings of an array member. */
    static List<String> strings(JsonObject from, String member) {
        return from.array(member)
                .map(a -> a.stream()
                        .filter(JsonString.class::isInstance)
                        .map(v -> ((JsonString) v).value())
                        .toList())
                .orElse(List.of());
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    /** A JSON text that a person typed or a file holds. */
    static JsonValue parse(String text, String where) {
        try {
            return Json.parse(text, JsonLimits.STORED);
        } catch (JsonException e) {
            throw new CliException(ExitCode.USAGE, where + " is not valid JSON: " + e.getMessage());
        }
    }

    /** The same, where an object is needed. */
    static JsonObject parseObject(String text, String where) {
        if (parse(text, where) instanceof JsonObject object) {
            return object;
        }
        throw new CliException(ExitCode.USAGE, where + " must be a JSON object, such as {\"collection\":\"sql-fci\"}.");
    }
}
