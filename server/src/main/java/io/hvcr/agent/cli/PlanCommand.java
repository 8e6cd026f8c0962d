// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What {@code apply} would do; calls nothing that changes anything. */
@Command(name = "plan", description = "Shows what apply would call, and why. Changes nothing.")
final class PlanCommand extends ClientCommand {

    @Mixin
    Documents documents = new Documents();

    PlanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        List<JsonObject> plans = new ArrayList<>();
        try (RpcClient client = new RpcClient(endpoint.single())) {
            for (JsonObject params : documents.params(terminal)) {
                plans.add(client.object("replication.plan", params));
            }
        }
        if (json) {
            printJson(Documents.together(plans));
        } else {
            plans.forEach(p -> print(PlanView.lines(p)));
        }
        return ExitCode.OK;
    }
}
