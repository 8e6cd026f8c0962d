// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.JsonObject;
import picocli.CommandLine.Command;

/** What of the prerequisites holds on the agent's host (contract 1.3). */
@Command(
        name = "preflight",
        description = "Shows which prerequisites of collection replication hold on the agent's host.")
final class PreflightCommand extends ClientCommand {

    PreflightCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        try (RpcClient client = new RpcClient(endpoint.single())) {
            JsonObject answer = client.object("agent.preflight", JsonObjects.EMPTY);
            if (json) {
                printJson(answer);
                return ExitCode.OK;
            }
            Table table = new Table("", "STATUS", "REQUIREMENT", "SEEN", "WHAT TO DO");
            for (JsonObject check : JsonObjects.list(answer, "items")) {
                table.row(
                        check.string("id").orElse("?"),
                        check.string("status").orElse("?"),
                        check.string("title").orElse(""),
                        check.string("detail").orElse(""),
                        check.string("hint").orElse(""));
            }
            print(table.lines());
        }
        return ExitCode.OK;
    }
}
