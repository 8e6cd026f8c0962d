// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.json.BindingException;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonConverter;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** How a caller names a recovery point (design 3.1); no selector at all is the latest. */
public sealed interface RecoveryPointSelector {

    /** By its {@code InstanceID} or its object path. */
    record ByText(String text) implements RecoveryPointSelector {}

    /** The latest one that is older than a point in time. */
    record Before(Instant time) implements RecoveryPointSelector {}

    /** The latest one of a consistency. */
    record Latest(ConsistencyLevel.Known consistency) implements RecoveryPointSelector {}

    static JsonConverter<RecoveryPointSelector> converter() {
        JsonBinder plain = JsonBinder.builder().build();
        return new JsonConverter<>() {
            @Override
            public RecoveryPointSelector decode(JsonValue value) {
                if (value instanceof JsonString text) {
                    if (text.value().isBlank()) {
                        throw BindingException.invalid(
                                "is empty; leave it out, or write null, for the latest recovery point");
                    }
                    return new ByText(text.value());
                }
                if (value instanceof JsonObject object) {
                    return selector(plain.read(object, Selection.class));
                }
                throw BindingException.wrongType(
                        "the id or path of a recovery point, or an object with before or latest", value);
            }

            @Override
            public JsonValue encode(RecoveryPointSelector value) {
                return switch (value) {
                    case ByText by -> new JsonString(by.text);
                    case Before before -> plain.write(new Selection(before.time, null));
                    case Latest latest -> plain.write(new Selection(null, Consistency.of(latest.consistency)));
                };
            }

            @Override
            public JsonObject schema() {
                JsonObject text = Json.object().put("type", "string").build();
                JsonObject time = Json.object()
                        .put("type", "string")
                        .put("format", "date-time")
                        .build();
                JsonObject word = Json.object()
                        .put("type", "string")
                        .put("enum", io.hvcr.agent.json.JsonArray.ofStrings(Consistency.words()))
                        .build();
                return Json.object()
                        .put(
                                "anyOf",
                                Json.array()
                                        .add(text)
                                        .add(only("before", time))
                                        .add(only("latest", word))
                                        .build())
                        .build();
            }

            private JsonObject only(String name, JsonObject member) {
                return Json.object()
                        .put("type", "object")
                        .put("properties", Json.object().put(name, member).build())
                        .put("required", Json.array().add(name).build())
                        .put("additionalProperties", false)
                        .build();
            }
        };
    }

    private static RecoveryPointSelector selector(Selection selection) {
        if (selection.before != null && selection.latest == null) {
            return new Before(selection.before);
        }
        if (selection.latest != null && selection.before == null) {
            return new Latest(selection.latest.level);
        }
        throw BindingException.invalid("must have exactly one of the members before and latest");
    }

    /** The object form as it is read. */
    record Selection(
            @org.jspecify.annotations.Nullable Instant before,
            @org.jspecify.annotations.Nullable Consistency latest) {}

    /** The words for the three kinds of recovery points. */
    enum Consistency {
        APPLICATION_CONSISTENT(ConsistencyLevel.Known.APPLICATION_CONSISTENT),
        CRASH_CONSISTENT(ConsistencyLevel.Known.CRASH_CONSISTENT),
        GROUP_CRASH_CONSISTENT(ConsistencyLevel.Known.GROUP_CRASH_CONSISTENT);

        private final ConsistencyLevel.Known level;

        Consistency(ConsistencyLevel.Known level) {
            this.level = level;
        }

        static Consistency of(ConsistencyLevel.Known level) {
            return Stream.of(values())
                    .filter(one -> one.level == level)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("nobody selects points of " + level));
        }

        static List<String> words() {
            return List.of("applicationConsistent", "crashConsistent", "groupCrashConsistent");
        }
    }
}
