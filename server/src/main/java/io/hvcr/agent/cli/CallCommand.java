// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One JSON-RPC call, as it is: the result on standard output, an error on standard error. */
@Command(
        name = "call",
        description = {
            "Makes one JSON-RPC call and prints its result.",
            "hvcr-agent call rpc.discover lists the methods."
        })
final class CallCommand extends ClientCommand {

    @Parameters(index = "0", paramLabel = "METHOD", description = "Such as hyperv.StartReplication or replication.get.")
    String method = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JSON|@FILE|-",
            defaultValue = "{}",
            description = "The params: a JSON object, a file that holds one, or - for standard input.")
    String params = "{}";

    CallCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        JsonObject object = JsonObjects.parseObject(text(), "params");
        try (RpcClient client = new RpcClient(endpoint.single())) {
            printJson(client.call(method, object));
        } catch (RpcErrorException e) {
            terminal.err().println(Json.pretty(e.error()));
            return ExitCode.RPC_ERROR;
        }
        return ExitCode.OK;
    }

    private String text() {
        try {
            if (params.equals("-")) {
                return new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
            }
            return params.startsWith("@")
                    ? Files.readString(Path.of(params.substring(1)), StandardCharsets.UTF_8)
                    : params;
        } catch (IOException e) {
            throw new CliException(ExitCode.USAGE, "The params cannot be read from '" + params + "'.");
        }
    }
}
