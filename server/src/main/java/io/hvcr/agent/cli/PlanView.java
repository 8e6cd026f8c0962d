// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A plan for people: what would be called and why, what it needs, what it warns of. */
final class PlanView {

    private PlanView() {}

    static List<String> lines(JsonObject plan) {
        List<String> lines = new ArrayList<>();
        boolean changed = plan.bool("changed").orElse(false);
        lines.add(CollectionView.title(plan) + ": " + (changed ? "would change" : "nothing to do"));
        for (JsonObject step : JsonObjects.list(plan, "steps")) {
            lines.add("  " + step.integer("number").orElse(0) + ". "
                    + step.string("method").orElse("?") + "  "
                    + Words.printable(step.string("reason").orElse("")));
            step.object("params").filter(p -> !p.isEmpty()).ifPresent(p -> lines.add("     " + p));
        }
        plan.object("blocked").ifPresent(b -> {
            lines.add("  blocked (" + b.string("reason").orElse("?") + "): "
                    + Words.printable(b.string("message").orElse("")));
            lines.add("  valid now: " + String.join(", ", JsonObjects.strings(b, "next")));
        });
        List<String> needs = JsonObjects.strings(plan, "needs");
        if (!needs.isEmpty()) {
            lines.add("  needs --allow " + String.join(",", needs));
        }
        OperationView.warnings(plan, lines);
        return lines;
    }
}
