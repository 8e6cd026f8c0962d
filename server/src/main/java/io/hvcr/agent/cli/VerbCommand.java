// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One of the host's methods on one collection: called once, then followed to the end of its job. */
@Command
class VerbCommand extends ClientCommand {

    private final ReplicationMethod method;

    @Parameters(index = "0", paramLabel = "COLLECTION", description = "Id, object path or exact name.")
    String collection = "";

    @Option(names = "--no-wait", description = "Do not follow the job.")
    boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to follow the job; it goes on all the same (default ${DEFAULT-VALUE}).")
    long timeoutSeconds = 600;

    @Option(names = "--expect-cluster", paramLabel = "NAME", description = "Refuse to act on any other cluster.")
    @Nullable
    String expectCluster;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "The same key and parameters are carried out once, however often they are sent.")
    @Nullable
    String idempotencyKey;

    VerbCommand(Terminal terminal, ReplicationMethod method) {
        super(terminal);
        this.method = method;
    }

    /** The parameters that the method takes beside the collection. */
    protected void params(JsonObject.Builder params) {}

    @Override
    public Integer call() {
        JsonObject.Builder params = Json.object()
                .put("Collection", collection)
                .put("expectCluster", expectCluster)
                .put("idempotencyKey", idempotencyKey);
        params(params);
        try (RpcClient client = new RpcClient(endpoint.single())) {
            JsonObject answer = client.object("hyperv." + method.wmiName(), params.build());
            JsonObject operation = answer.string("operationId")
                    .map(id -> client.object(
                            "operation.get", Json.object().put("id", id).build()))
                    .orElse(answer);
            JsonObject ended = noWait
                    ? operation
                    : new OperationFollower(terminal, client).follow(operation, Duration.ofSeconds(timeoutSeconds));
            if (json) {
                printJson(ended);
            } else {
                print(OperationView.lines(ended));
                List<String> warnings = new ArrayList<>();
                OperationView.warnings(answer, warnings);
                print(warnings);
            }
            return OperationView.exitCode(ended);
        }
    }
}
