// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every scene on a fresh fabric and compares the answer with {@code examples/jsonrpc}, to the last member: time stands still and
 * ids are drawn from a fixed seed, so nothing has to be left out. {@code -Dhvcr.examples=write} writes the files instead.
 */
class ExamplesTest {

    private static final Path FOLDER = Path.of("..", "examples", "jsonrpc");
    private static final boolean WRITE = "write".equals(System.getProperty("hvcr.examples"));

    @TempDir
    private Path temp = Path.of("");

    static List<ExampleScene> scenes() {
        return ExampleScenes.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void showsWhatTheAgentReallyAnswers(ExampleScene scene) throws IOException {
        JsonObject exchange = play(scene);
        Path file = FOLDER.resolve(scene.method() + ".json");
        if (WRITE) {
            Files.writeString(file, Json.pretty(exchange) + "\n");
        }

        JsonValue written = Json.parse(Files.readAllBytes(file), JsonLimits.STORED);

        assertThat(Json.pretty(written)).isEqualTo(Json.pretty(exchange));
    }

    @Test
    void everyMethodHasOneExampleAndNoFileIsLeftOver() throws IOException {
        List<String> methods = new ArrayList<>();
        try (AgentStack agent = AgentStack.on(temp, Site.PRIMARY)) {
            JsonObject discovered = agent.result("rpc.discover", "{}");
            discovered
                    .array("methods")
                    .orElseThrow()
                    .forEach(method ->
                            methods.add(((JsonObject) method).string("name").orElseThrow()));
        }
        assertThat(ExampleScenes.all()).extracting(ExampleScene::method).containsExactlyElementsOf(methods);
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(methods));
        }
    }

    private JsonObject play(ExampleScene scene) {
        Map<Site, AgentStack> agents = new EnumMap<>(Site.class);
        Map<Site, String> operations = new EnumMap<>(Site.class);
        try {
            for (ExampleScene.Step step : scene.before()) {
                JsonObject done = on(agents, step.site()).call(step.method(), step.params());
                JsonObject result = done.object("result")
                        .orElseThrow(() -> new AssertionError(step.method() + " answered " + done));
                result.string("operationId")
                        .or(() -> result.string("id"))
                        .ifPresent(id -> operations.put(step.site(), id));
                if (step.method().equals("simulator.advance")) {
                    operations.forEach((site, id) -> awaitEnd(on(agents, site), id));
                }
            }
            JsonObject request = Json.object()
                    .put("jsonrpc", "2.0")
                    .put("id", 1)
                    .put("method", scene.method())
                    .put("params", filled(scene.params(), operations.getOrDefault(scene.site(), "")))
                    .build();
            JsonObject response = (JsonObject)
                    on(agents, scene.site()).send(Json.write(request)).orElseThrow();
            assertThat(response.object("result"))
                    .as("%s answered %s", scene.method(), response)
                    .isPresent();
            return Json.object()
                    .put("method", scene.method())
                    .put("description", scene.description())
                    .put("request", request)
                    .put("response", response)
                    .build();
        } finally {
            agents.values().forEach(AgentStack::close);
        }
    }

    /** The host's job has ended by now; the agent learns it in a moment. */
    private static void awaitEnd(AgentStack agent, String operation) {
        JsonObject waited = agent.result("operation.wait", "{'ids':['" + operation + "'],'timeoutSeconds':20}");
        assertThat(waited.at("items[0].status").orElseThrow()).as("%s", waited).isNotEqualTo(new JsonString("running"));
    }

    /** A scene does not know the id of the operation that it speaks of. */
    private static JsonObject filled(JsonObject params, String operation) {
        return AgentStack.object(Json.write(params).replace("$operation", operation));
    }

    private AgentStack on(Map<Site, AgentStack> agents, Site site) {
        return agents.computeIfAbsent(site, any -> AgentStack.on(temp, any));
    }
}
