// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
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
        try (RpcClient client = new RpcClient(endpoint.single())) {
            if (method != null) {
                one(check(client, method));
            } else {
                all(client);
            }
        }
        return ExitCode.OK;
    }

    private void one(JsonObject answer) {
        if (json) {
            printJson(answer);
            return;
        }
        print(List.of((answer.bool("allowed").orElse(false) ? "valid: " : "not valid: ")
                + Words.printable(answer.string("message").orElse(""))));
    }

    /** Twenty sentences that all name the same collection and state are hard to read: one line says it, and a word each why. */
    private void all(RpcClient client) {
        List<String> methods = Arrays.stream(ReplicationMethod.values())
                .filter(ReplicationMethod::changing)
                .map(ReplicationMethod::wmiName)
                .toList();
        Table table = new Table("METHOD", "VALID", "REASON");
        for (String each : methods) {
            JsonObject answer = check(client, each);
            if (json) {
                printJson(answer);
            }
            table.row(
                    each,
                    answer.bool("allowed").orElse(false) ? "yes" : "no",
                    answer.string("reason").orElse(""));
        }
        if (json) {
            return;
        }
        JsonObject observed = client.object(
                "replication.get",
                Json.object()
                        .put("collection", collection)
                        .put("include", new JsonArray(List.of()))
                        .build());
        print(List.of(
                CollectionView.heading(observed),
                CollectionView.title(observed) + "  mode " + Words.coded(observed, "mode") + ", state "
                        + Words.coded(observed, "state")));
        print(table.lines());
        print(List.of("'hvcr-agent check COLLECTION METHOD' says what a method that is not valid needs."));
    }

    private JsonObject check(RpcClient client, String name) {
        return client.object(
                "replication.check",
                Json.object()
                        .put("collection", collection)
                        .put("operation", name)
                        .build());
    }
}
