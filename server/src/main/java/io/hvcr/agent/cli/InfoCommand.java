// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import picocli.CommandLine.Command;

/** Who answers, and what it can do. */
@Command(name = "info", description = "Shows which agent answers: version, host, site, cluster, node, capabilities.")
final class InfoCommand extends ClientCommand {

    InfoCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        try (RpcClient client = new RpcClient(endpoint.single())) {
            JsonObject info = client.object("agent.info", JsonObjects.EMPTY);
            if (json) {
                printJson(info);
                return ExitCode.OK;
            }
            info.members()
                    .forEach((name, value) -> terminal.out()
                            .println(name + ": "
                                    + Words.printable(value instanceof JsonString s ? s.value() : value.toString())));
        }
        return ExitCode.OK;
    }
}
