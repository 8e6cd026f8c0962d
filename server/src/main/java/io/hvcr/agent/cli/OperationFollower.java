// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Follows an operation to its end through {@code operation.wait}, with a bar where a person watches and a line per step
 * where nobody does. Giving up never touches the operation: it goes on in the agent.
 */
final class OperationFollower {

    private static final int BAR_WIDTH = 30;
    private static final long SLICE_SECONDS = 2;

    private final Terminal terminal;
    private final RpcClient client;
    private String lastLine = "";

    OperationFollower(Terminal terminal, RpcClient client) {
        this.terminal = terminal;
        this.client = client;
    }

    /** The operation as it is when it has ended, or when the time is over. */
    JsonObject follow(JsonObject operation, Duration timeout) {
        Optional<String> id = operation.string("id");
        JsonObject now = operation;
        Instant deadline = terminal.clock().instant().plus(timeout);
        show(now);
        while (id.isPresent() && running(now) && terminal.clock().instant().isBefore(deadline)) {
            now = waitFor(id.get()).orElse(now);
            show(now);
        }
        clear();
        return now;
    }

    static boolean running(JsonObject operation) {
        return operation.string("status").orElse("").equals("running");
    }

    private Optional<JsonObject> waitFor(String id) {
        JsonObject answer = client.object(
                "operation.wait",
                Json.object()
                        .put("ids", JsonArray.ofStrings(List.of(id)))
                        .put("timeoutSeconds", SLICE_SECONDS)
                        .build());
        return JsonObjects.list(answer, "items").stream().findFirst();
    }

    private void show(JsonObject operation) {
        String step = JsonObjects.list(operation, "steps").stream()
                .filter(s -> s.string("status").orElse("").equals("running"))
                .findFirst()
                .flatMap(s -> s.string("method"))
                .orElse(operation.string("method").orElse(""));
        long percent = operation.integer("percent").orElse(0);
        if (terminal.interactive()) {
            terminal.err().print("\r" + Words.bar(percent, BAR_WIDTH) + " " + step + "   ");
            terminal.err().flush();
            return;
        }
        String line = step + ": " + operation.string("status").orElse("?");
        if (!line.equals(lastLine)) {
            terminal.err().println(line);
            lastLine = line;
        }
    }

    private void clear() {
        if (terminal.interactive()) {
            terminal.err().print("\r" + " ".repeat(BAR_WIDTH + 60) + "\r");
            terminal.err().flush();
        }
    }
}
