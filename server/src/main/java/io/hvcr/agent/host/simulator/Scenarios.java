// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonException;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The scenarios that the simulator knows by name, and how documents are read. */
final class Scenarios {

    private static final List<String> FILES = List.of("default", "two", "empty");
    private static final Pattern BENCH = Pattern.compile("bench-([1-9][0-9]{0,5})");
    private static final String BENCH_NAME = "bench-N";

    private Scenarios() {}

    /** The names; {@code bench-N} stands for any number of collections. */
    static List<String> names() {
        List<String> names = new ArrayList<>(FILES);
        names.add(BENCH_NAME);
        return List.copyOf(names);
    }

    /** The scenario of a name. */
    static ScenarioDocument named(String name) {
        Matcher bench = BENCH.matcher(name);
        if (bench.matches()) {
            return bench(Integer.parseInt(bench.group(1)));
        }
        if (!FILES.contains(name)) {
            throw Problem.invalid(
                            Reason.INVALID_VALUE,
                            "name",
                            "no scenario is called '" + name + "'; known are " + String.join(", ", names()))
                    .allowed(names())
                    .toException();
        }
        return read(resource("scenarios/" + name + ".json"));
    }

    /** The scenario of a document, judged member by member. */
    static ScenarioDocument document(String json) {
        return read(json);
    }

    private static ScenarioDocument read(String json) {
        try {
            return Documents.BINDER.read(Json.parse(json, JsonLimits.STORED), ScenarioDocument.class);
        } catch (JsonException e) {
            throw Problem.invalid(Reason.PARSE_ERROR, "", "the scenario is not valid JSON: " + e.getMessage())
                    .path(null)
                    .toException();
        }
    }

    /** The JSON Schema of scenario documents. */
    static JsonObject schema() {
        return Documents.BINDER.inputSchema(ScenarioDocument.class);
    }

    private static String resource(String name) {
        try (InputStream in = Scenarios.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("this build of hvcr-agent lacks its resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + name, e);
        }
    }

    /** Many collections of two machines each, in the states that one meets most. */
    private static ScenarioDocument bench(int count) {
        List<ScenarioDocument.CollectionDocument> collections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            collections.add(benchCollection(String.format(Locale.ROOT, "bench-%06d", i), i));
        }
        ScenarioDocument empty = named("empty");
        return new ScenarioDocument(
                "bench-" + count,
                empty.description(),
                empty.clock(),
                empty.switches(),
                empty.timings(),
                empty.link(),
                empty.primary(),
                empty.recovery(),
                collections);
    }

    private static ScenarioDocument.CollectionDocument benchCollection(String name, int number) {
        String a = name + "-a";
        String b = name + "-b";
        String folder = "C:\\ClusterStorage\\Volume1\\" + name + "\\";
        CollectionState state = switch (number % 4) {
            case 1, 2 -> CollectionState.Known.REPLICATING;
            case 3 -> CollectionState.Known.SUSPENDED;
            default -> null;
        };
        return new ScenarioDocument.CollectionDocument(
                name,
                null,
                Site.PRIMARY,
                HostCollection.Kind.VIRTUAL_SYSTEMS,
                List.of(member(a), member(b)),
                List.of(
                        new ScenarioDocument.DiskDocument(folder + "a.vhdx", 40, List.of(a)),
                        new ScenarioDocument.DiskDocument(folder + "b.vhdx", 40, List.of(b)),
                        new ScenarioDocument.DiskDocument(folder + "shared.vhds", 100, List.of(a, b))),
                200_000,
                replication(state));
    }

    private static ScenarioDocument.MemberDocument member(String name) {
        return new ScenarioDocument.MemberDocument(name, null, null, PowerState.Known.RUNNING, true, false);
    }

    private static ScenarioDocument.@Nullable ReplicationDocument replication(@Nullable CollectionState state) {
        return state == null
                ? null
                : new ScenarioDocument.ReplicationDocument(state, null, null, 600, null, 0, null, false);
    }
}
