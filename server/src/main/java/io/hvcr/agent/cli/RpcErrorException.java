// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        List<String> allowed =
                data.array("allowed").map(RpcErrorException::texts).orElse(List.of());
        String said = String.valueOf(getMessage());
        if (!allowed.isEmpty() && !allowed.stream().allMatch(said::contains)) {
            lines.add("  valid: " + String.join(", ", allowed)); // unless the message has said it
        }
        whatToDo(data).ifPresent(h -> lines.add("  what to do: " + h));
        data.string("operationId").ifPresent(o -> lines.add("  operation: " + o));
        return lines;
    }

    /** The agent speaks of HTTP headers; who sits at this command line gives options. */
    private Optional<String> whatToDo(JsonObject data) {
        return reason().equals("unauthorized")
                ? Optional.of(
                        "Give a valid token with --token-file (or HVCR_TOKEN_FILE), or on the agent's own machine its"
                                + " data folder with --data.")
                : data.string("hint");
    }

    private static List<String> texts(JsonArray values) {
        return values.stream()
                .map(v -> v instanceof JsonString s ? s.value() : v.toString())
                .toList();
    }
}
