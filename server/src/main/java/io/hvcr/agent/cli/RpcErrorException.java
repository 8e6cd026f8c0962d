// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/** A JSON-RPC error that an agent answered, with everything it said. */
final class RpcErrorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient JsonObject error;

    RpcErrorException(JsonObject error) {
        super(error.string("message").orElse("the agent answered an error without a message"), null, false, false);
        this.error = error;
    }

    JsonObject error() {
        return error;
    }

    String reason() {
        return error.object("data").flatMap(d -> d.string("reason")).orElse("");
    }

    /** The message, then what is allowed and what to do, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("error " + error.integer("code").orElse(0) + ": " + getMessage());
        JsonObject data = error.object("data").orElse(JsonObjects.EMPTY);
        data.string("path").ifPresent(p -> lines.add("  at: " + p));
        data.string("reason").ifPresent(r -> lines.add("  reason: " + r));
        data.array("allowed").map(RpcErrorException::joined).ifPresent(a -> lines.add("  valid: " + a));
        data.string("hint").ifPresent(h -> lines.add("  what to do: " + h));
        data.string("operationId").ifPresent(o -> lines.add("  operation: " + o));
        return lines;
    }

    private static String joined(JsonArray values) {
        return String.join(
                ", ",
                values.stream()
                        .map(v -> v instanceof JsonString s ? s.value() : v.toString())
                        .toList());
    }
}
