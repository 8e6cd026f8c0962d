// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes documents true, one after the other, and follows each to the end that was asked for. */
@Command(
        name = "apply",
        description = "Makes the desired documents true and follows the work. Applying the same again changes nothing.")
final class ApplyCommand extends ClientCommand {

    @Mixin
    Documents documents = new Documents();

    @Option(
            names = "--wait",
            paramLabel = "KIND",
            defaultValue = "started",
            description = "accepted: journalled and first called; started (default): every step's job ended well;"
                    + " synchronized: the state is reached and no copy runs.")
    String wait = "started";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to watch; the operation itself goes on (default ${DEFAULT-VALUE}).")
    long timeoutSeconds = 600;

    ApplyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        List<JsonObject> operations = new ArrayList<>();
        int worst = ExitCode.OK;
        try (RpcClient client = new RpcClient(endpoint.single())) {
            for (JsonObject params : documents.params(terminal)) {
                JsonObject request = params.toBuilder()
                        .put("wait", wait)
                        .put("timeoutSeconds", 0L)
                        .build();
                JsonObject begun = client.object("replication.apply", request);
                JsonObject ended =
                        new OperationFollower(terminal, client).follow(begun, Duration.ofSeconds(timeoutSeconds));
                operations.add(ended);
                worst = Math.max(worst, OperationView.exitCode(ended));
                if (!json) {
                    print(OperationView.lines(ended));
                }
            }
        }
        if (json) {
            printJson(Documents.together(operations));
        }
        return worst;
    }
}
