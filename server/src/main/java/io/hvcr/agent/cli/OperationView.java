// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** An operation for people: what was called, what the host answered, and what is still to say. */
final class OperationView {

    private OperationView() {}

    static List<String> lines(JsonObject operation) {
        List<String> lines = new ArrayList<>();
        String status = operation.string("status").orElse("?");
        String id = operation.string("id").orElse("not journalled: nothing was called");
        lines.add(CollectionView.title(operation) + ": " + status + " (" + id + ")"
                + (operation.bool("changed").orElse(false) ? "" : ", nothing changed"));
        for (JsonObject step : JsonObjects.list(operation, "steps")) {
            lines.add("  " + step.integer("number").orElse(0) + ". "
                    + step.string("method").orElse("?") + "  "
                    + step.string("status").orElse("")
                    + step.object("returnValue")
                            .map(r -> "  " + Words.coded(step, "returnValue"))
                            .orElse(""));
        }
        operation.object("error").ifPresent(e -> lines.addAll(new RpcErrorException(e).lines()));
        warnings(operation, lines);
        operation.object("plan").ifPresent(p -> warnings(p, lines));
        if (OperationFollower.running(operation)) {
            lines.add("  still running in the agent; see: hvcr-agent operations " + id);
        }
        return lines;
    }

    static void warnings(JsonObject from, List<String> lines) {
        for (JsonObject warning : JsonObjects.list(from, "warnings")) {
            lines.add("  warning (" + warning.string("reason").orElse("?") + "): "
                    + Words.printable(warning.string("message").orElse("")));
        }
    }

    /** The exit code of an operation: an error where it failed or nobody knows how it ended. */
    static int exitCode(JsonObject operation) {
        return switch (operation.string("status").orElse("")) {
            case "failed", "unknown" -> ExitCode.RPC_ERROR;
            default -> ExitCode.OK;
        };
    }
}
