// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.JsonNull;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collections for people: one line each, or one in full. */
final class CollectionView {

    private static final int BAR_WIDTH = 20;
    private static final int SHORT_ID = 8;

    private CollectionView() {}

    /** Name and id of the collection that an answer is about. */
    static String title(JsonObject answer) {
        return answer.object("collection")
                .map(c -> "'" + Words.printable(c.string("name").orElse("?")) + "' ("
                        + Words.printable(c.string("id").orElse("?")) + ")")
                .orElse("?");
    }

    /** Who answers: the first line of every status. */
    static String heading(JsonObject answer) {
        String heading = "cluster " + answer.string("cluster").orElse("?") + ", node "
                + answer.string("node").orElse("?");
        return answer.string("backend").orElse("").equals("simulator")
                ? heading + "  *** SIMULATOR: no real host is behind this ***"
                : heading;
    }

    static Table table(List<JsonObject> items) {
        Table table = new Table("COLLECTION", "ID", "SIDE", "STATE", "HEALTH", "NOW");
        for (JsonObject item : items) {
            table.row(
                    item.object("collection").flatMap(c -> c.string("name")).orElse("?"),
                    id(item),
                    item.string("side").orElse("?"),
                    Words.coded(item, "state"),
                    Words.name(item, "health"),
                    now(item));
        }
        return table;
    }

    private static String id(JsonObject item) {
        return item.object("collection").flatMap(c -> c.string("id")).orElse("?");
    }

    /** The end of the id, where a row has no room for all of it: ids made together begin alike. */
    static String shortId(JsonObject item) {
        String id = id(item);
        return id.length() <= SHORT_ID ? id : "…" + id.substring(id.length() - SHORT_ID);
    }

    /** What goes on at the moment: a job with its percentage, a pending start, an operation. */
    static String now(JsonObject item) {
        return item.string("pendingStart")
                .map(t -> "starts " + t)
                .or(() -> item.object("job").map(CollectionView::jobWords))
                .or(() -> item.string("operationId").map(o -> "operation " + o))
                .orElse("");
    }

    /** A bar while it runs; the state of a job that does something else is said. */
    private static String jobWords(JsonObject job) {
        String bar = Words.bar(job.integer("PercentComplete").orElse(0), BAR_WIDTH);
        String state = job.string("JobStateName").orElse("job");
        return state.equals("Running") ? bar : bar + " " + state;
    }

    static List<String> full(JsonObject item, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(title(item) + "  side " + item.string("side").orElse("?"));
        lines.add("  mode    " + Words.coded(item, "mode"));
        lines.add("  state   " + Words.coded(item, "state"));
        lines.add("  health  " + Words.coded(item, "health"));
        String going = now(item);
        if (!going.isEmpty()) {
            lines.add("  now     " + going);
        }
        JsonObjects.strings(item, "healthIssues").forEach(i -> lines.add("  issue   " + Words.printable(i)));
        item.object("document").flatMap(d -> d.object("settings")).ifPresent(s -> settings(s, lines));
        item.object("statistics").ifPresent(s -> statistics(s, now, lines));
        members(item, lines);
        recoveryPoints(item, now, lines);
        item.object("testCollection")
                .ifPresent(t -> lines.add(
                        "test collection  " + Words.printable(t.string("name").orElse("?"))));
        OperationView.warnings(item, lines);
        return lines;
    }

    private static void settings(JsonObject settings, List<String> lines) {
        lines.add("settings");
        for (Map.Entry<String, JsonValue> entry : settings.members().entrySet()) {
            String value = entry.getValue() instanceof JsonString s
                    ? s.value()
                    : entry.getValue().toString();
            lines.add("  " + entry.getKey() + ": " + Words.printable(value));
        }
    }

    private static void statistics(JsonObject statistics, Instant now, List<String> lines) {
        lines.add("statistics");
        statistics.members().forEach((name, value) -> {
            if (value instanceof JsonString time) {
                lines.add("  " + name + ": " + time.value() + " (" + Words.age(time.value(), now) + ")");
            } else if (name.endsWith("Size")) {
                lines.add("  " + name + ": "
                        + Words.bytes(statistics.integer(name).orElse(0)));
            } else {
                lines.add("  " + name + ": "
                        + (value instanceof JsonObject
                                ? Words.coded(statistics, name)
                                : value == JsonNull.NULL ? "never" : value.toString()));
            }
        });
    }

    private static void members(JsonObject item, List<String> lines) {
        Table table = new Table("MEMBER", "NODE", "POWER", "STATE", "HEALTH");
        for (JsonObject member : JsonObjects.list(item, "members")) {
            table.row(
                    member.string("name").orElse("?"),
                    member.string("node").orElse(Words.NOTHING),
                    Words.name(member, "powerState"),
                    Words.coded(member, "state"),
                    Words.name(member, "health"));
        }
        if (!table.isEmpty()) {
            lines.addAll(table.lines());
        }
    }

    private static void recoveryPoints(JsonObject item, Instant now, List<String> lines) {
        Table table = new Table("RECOVERY POINT", "CREATED", "AGE", "CONSISTENCY");
        for (JsonObject point : JsonObjects.list(item, "recoveryPoints")) {
            String created = point.string("createdAt").orElse("");
            table.row(
                    point.string("id").orElse("?"), created, Words.age(created, now), Words.name(point, "consistency"));
        }
        if (!table.isEmpty()) {
            lines.addAll(table.lines());
        }
    }
}
