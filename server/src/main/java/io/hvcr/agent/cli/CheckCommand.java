// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Which methods the host would take now, and why not the others. */
@Command(name = "check", description = "Says which methods are valid for a collection now, and why others are not.")
final class CheckCommand extends ClientCommand {

    @Parameters(index = "0", paramLabel = "COLLECTION", description = "Id, object path or exact name.")
    String collection = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "METHOD", description = "One method; all by default.")
    @Nullable
    String method;

    CheckCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        List<String> methods = method != null
                ? List.of(method)
                : Arrays.stream(ReplicationMethod.values())
                        .filter(ReplicationMethod::changing)
                        .map(ReplicationMethod::wmiName)
                        .toList();
        Table table = new Table("METHOD", "VALID", "WHY");
        try (RpcClient client = new RpcClient(endpoint.single())) {
            for (String each : methods) {
                JsonObject answer = client.object(
                        "replication.check",
                        Json.object()
                                .put("collection", collection)
                                .put("operation", each)
                                .build());
                if (json) {
                    printJson(answer);
                }
                table.row(
                        each,
                        answer.bool("allowed").orElse(false) ? "yes" : "no",
                        answer.string("message").orElse(""));
            }
        }
        if (!json) {
            print(table.lines());
        }
        return ExitCode.OK;
    }
}
