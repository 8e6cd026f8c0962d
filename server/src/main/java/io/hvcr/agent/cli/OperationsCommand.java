// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The journal: what this agent was asked to do, and how it ended. */
@Command(name = "operations", description = "Lists the operations of the agent's journal, newest first, or shows one.")
final class OperationsCommand extends ClientCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "One operation.")
    @Nullable
    String id;

    @Option(names = "--cancel", description = "Start no further step of it; a running job of the host goes on.")
    boolean cancel;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many (default ${DEFAULT-VALUE}).")
    int most = 20;

    OperationsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (cancel && id == null) {
            throw new CliException(ExitCode.USAGE, "--cancel needs the id of an operation.");
        }
        try (RpcClient client = new RpcClient(endpoint.single())) {
            if (id != null) {
                JsonObject operation = client.object(
                        cancel ? "operation.cancel" : "operation.get",
                        Json.object().put("id", id).build());
                show(operation);
                return OperationView.exitCode(operation);
            }
            list(Listing.of(client, "operation.list", JsonObjects.EMPTY, most));
        }
        return ExitCode.OK;
    }

    private void show(JsonObject operation) {
        if (json) {
            printJson(operation);
        } else {
            print(OperationView.lines(operation));
        }
    }

    private void list(Listing listing) {
        if (json) {
            printJson(listing.asJson());
            return;
        }
        Table table = new Table("OPERATION", "CREATED", "METHOD", "COLLECTION", "STATUS");
        for (JsonObject operation : listing.items()) {
            table.row(
                    operation.string("id").orElse("?"),
                    Words.age(
                            operation.string("createdAt").orElse(""),
                            terminal.clock().instant()),
                    operation.string("method").orElse("?"),
                    operation
                            .object("collection")
                            .flatMap(c -> c.string("name"))
                            .orElse("?"),
                    operation.string("status").orElse("?"));
        }
        print(table.lines());
    }
}
