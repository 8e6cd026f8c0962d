// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import java.util.function.Supplier;

/** Makes response objects, and puts into every one who answers (design 3.2). */
final class Answers {

    private static final JsonString VERSION = Json.of("2.0");

    private final JsonBinder binder;
    private final Supplier<AnswerContext> context;

    Answers(JsonBinder binder, Supplier<AnswerContext> context) {
        this.binder = binder;
        this.context = context;
    }

    /** The result with backend, cluster and node in front; members of its own of these names win. */
    JsonValue withContext(JsonValue result) {
        return result instanceof JsonObject object ? inContext(object) : result;
    }

    JsonObject result(JsonValue id, JsonValue result) {
        return Json.object()
                .put("jsonrpc", VERSION)
                .put("id", id)
                .put("result", result)
                .build();
    }

    JsonObject error(JsonValue id, Problem problem) {
        JsonObject error = (JsonObject) binder.write(problem);
        JsonObject data = error.object("data").orElse(JsonObject.EMPTY);
        return Json.object()
                .put("jsonrpc", VERSION)
                .put("id", id)
                .put("error", error.with("data", inContext(data)))
                .build();
    }

    private JsonObject inContext(JsonObject members) {
        AnswerContext who = context.get();
        return Json.object()
                .put("backend", who.backend())
                .putOrNull("cluster", who.cluster() == null ? null : Json.of(who.cluster()))
                .put("node", who.node())
                .putAll(members)
                .build();
    }
}
