// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Renders {@code server/docs/simulator.md} from what the simulator really reads. */
final class SimulatorPage {

    /** Where each gap comes from that a switch decides. */
    private static final Map<String, String> DECIDED_IN = gaps();

    private static final String INTRODUCTION = """
            # The simulator

            `hvcr-agent serve --host simulator` runs the agent on a simulated fabric: two clusters, what lies between them, and their
            collections, in one file that several agents may open at once (`--site primary`, `--site recovery`, the same `--fabric`
            file). It obeys the state machine of [transitions.md](transitions.md) and answers the numbers that a Hyper-V host answers.
            What only a real cluster could settle is a switch.

            This page is generated from what the simulator reads; a test keeps both the same.

            ## Scenarios

            `--scenario` takes a name (`default`, `two`, `empty`, `bench-N` for N collections) or a file, `simulator.scenario` a name or
            a document. A scenario is JSON; its schema is [scenario.schema.json](../src/main/dist/schema/scenario.schema.json), shipped
            with the agent in `schema/`. Members that nobody knows, wrong types and values out of range are refused with the path of the
            member, and nothing is changed.

            """;

    private SimulatorPage() {}

    private static Map<String, String> gaps() {
        Map<String, String> gaps = new LinkedHashMap<>();
        gaps.put("suspendWhileCopying", "2.4 Suspend, 5.2");
        gaps.put("resynchronizeFromCritical", "2.4 Resynchronize, 5.2");
        gaps.put("resumeStartsResynchronization", "2.4 Resume, 5.2");
        gaps.put("modifyWhileSuspended", "5.9 no. 11");
        gaps.put("testShowsState13", "2.4 TestReplicaCollection, 5.3, 7.1");
        gaps.put("resumeRecoveryFromCritical", "5.9 no. 4");
        gaps.put("prepareShowsState12", "2.4 PrepareForReverse, 7.1");
        gaps.put("reverseWaitsForStart", "2.4 Reverse, 5.3, 7.7");
        gaps.put("answers", "2.3, 5.1, 7.13");
        gaps.put("pastStart", "5.7, 7.4");
        gaps.put("farStart", "5.7, 7.4");
        gaps.put("exportLeavesPrimaryIn", "5.5, 7.5");
        gaps.put("runningMemberAtPlannedFailover", "5.2, 7.12");
        gaps.put("jobsVisibleOn", "7.9");
        gaps.put("startJobEndsWithCopy", "2.4 Start, 7.13");
        gaps.put("transferJobs", "2.4 Start");
        gaps.put("schedulesShowAsJobs", "5.2, 7.4");
        gaps.put("seededStartNeedsCopies", "5.6, 7.6");
        gaps.put("unknownCollection", "6.1, 7.12");
        gaps.put("standAloneHost", "6.1, 7.19");
        gaps.put("maxRecoveryHistory", "6.1, 7.16");
        gaps.put("retriesBeforeCritical", "5.2");
        return gaps;
    }

    static String render() {
        JsonObject scenario = Scenarios.schema();
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append(
                "### Switches\n\n`switches` of a scenario. The numbers are the sections of [contract.md](contract.md) that leave the"
                        + " gap open.\n\n");
        JsonObject switches = member(scenario, "switches");
        table(page, switches, DECIDED_IN);
        page.append("\n### Timings\n\n`timings` of a scenario.\n\n");
        table(page, member(scenario, "timings"), Map.of());
        page.append(
                "\n### Clock\n\n`clock` of a scenario. A stepped clock stands still until `simulator.advance` moves it.\n\n");
        table(page, member(scenario, "clock"), Map.of());
        page.append("\n### Link\n\n`link` of a scenario: what lies between the two sites.\n\n");
        table(page, member(scenario, "link"), Map.of());
        page.append("\n## Injections\n\n`simulator.inject` lets happen what nobody asks a host for. The schema is"
                + " [injection.schema.json](../src/main/dist/schema/injection.schema.json).\n\n");
        injections(page, Injector.schema());
        return page.toString();
    }

    /** The schema of a member of a scenario; most are references, and may be null. */
    private static JsonObject member(JsonObject schema, String name) {
        String pointer = "ScenarioDocumentInput.properties." + name + ".anyOf[0]";
        String reference = definitions(schema)
                .at(pointer)
                .map(JsonObject.class::cast)
                .flatMap(object -> object.string("$ref"))
                .orElseThrow();
        return definitions(schema)
                .object(reference.substring("#/$defs/".length()))
                .orElseThrow();
    }

    private static JsonObject definitions(JsonObject schema) {
        return schema.object("$defs").orElseThrow();
    }

    private static void table(StringBuilder page, JsonObject schema, Map<String, String> sources) {
        boolean cited = !sources.isEmpty();
        page.append(
                cited
                        ? "| Name | Default | Means | Decided in |\n| --- | --- | --- | --- |\n"
                        : "| Name | Default | Means |\n| --- | --- | --- |\n");
        schema.object("properties").orElseThrow().members().forEach((name, value) -> {
            JsonObject described = (JsonObject) value;
            page.append("| `").append(name).append("` | ");
            page.append(described
                            .get("default")
                            .map(Json::write)
                            .map(text -> "`" + text + "`")
                            .orElse(""))
                    .append(" | ");
            page.append(described.string("description").orElse("").replace("|", "\\|"));
            page.append(values(described));
            if (cited) {
                page.append(" | ")
                        .append(Objects.requireNonNull(sources.get(name), () -> "switch " + name + " needs its gap"));
            }
            page.append(" |\n");
        });
        if (cited
                && !schema.object("properties").orElseThrow().members().keySet().equals(sources.keySet())) {
            throw new IllegalStateException("gaps without a switch: " + new TreeSet<>(sources.keySet()));
        }
    }

    private static String values(JsonObject described) {
        return described
                .array("enum")
                .map(values -> " One of " + words(values) + ".")
                .orElse("");
    }

    private static String words(JsonArray values) {
        return String.join(
                ", ",
                values.stream()
                        .filter(JsonString.class::isInstance)
                        .map(value -> "`" + text(value) + "`")
                        .toList());
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.value() : Json.write(value);
    }

    private static void injections(StringBuilder page, JsonObject schema) {
        page.append("| Kind | What happens | Members |\n| --- | --- | --- |\n");
        schema.array("oneOf").orElseThrow().forEach(one -> {
            JsonObject members = ((JsonObject) one).object("properties").orElseThrow();
            String happens = ((JsonObject) one).string("description").orElseThrow();
            JsonObject kind = members.object("kind").orElseThrow();
            String name = kind.string("const")
                    .orElseGet(() -> text(kind.array("enum").orElseThrow().get(0)));
            page.append("| `").append(name).append("` | ").append(happens).append(" | ");
            page.append(String.join(
                    ", ",
                    members.members().keySet().stream()
                            .filter(member -> !member.equals("kind"))
                            .map(member -> "`" + member + "`")
                            .toList()));
            page.append(" |\n");
        });
    }
}
