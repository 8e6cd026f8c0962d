// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code rpc.discover} publishes is true: the schemas take what the agent takes and answers, and refuse what it refuses; every
 * member is described. A validator that is not ours judges (networknt, JSON Schema draft 7).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedSchemasTest {

    private static final Path EXAMPLES = Path.of("..", "examples", "jsonrpc");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    /** What the schema of a result leaves open on purpose: the parameters of a step are those of its method. */
    private static final Set<String> OPEN = Set.of("params");

    private JsonObject document = JsonObject.EMPTY;
    private final Map<String, Schema> params = new TreeMap<>();
    private final Map<String, Schema> results = new TreeMap<>();

    @BeforeAll
    void discover(@TempDir Path folder) {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            document = agent.result("rpc.discover", "{}");
        }
        JsonObject components = document.object("components").orElseThrow();
        for (JsonObject method : methods(document)) {
            String name = method.string("name").orElseThrow();
            params.put(name, REGISTRY.getSchema(paramsSchema(method, components).toString(), InputFormat.JSON));
            JsonObject result = (JsonObject) method.at("result.schema").orElseThrow();
            results.put(
                    name,
                    REGISTRY.getSchema(result.with("components", components).toString(), InputFormat.JSON));
        }
    }

    private static List<JsonObject> methods(JsonObject document) {
        return document.array("methods").orElseThrow().stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** OpenRPC lists params one by one; together, with nothing beside them, they are the schema of the params object. */
    private static JsonObject paramsSchema(JsonObject method, JsonObject components) {
        JsonObject.Builder properties = Json.object();
        JsonArray.Builder required = Json.array();
        for (JsonValue each : method.array("params").orElseThrow()) {
            JsonObject param = (JsonObject) each;
            String name = param.string("name").orElseThrow();
            properties.put(name, param.object("schema").orElseThrow());
            if (param.bool("required").orElse(false)) {
                required.add(name);
            }
        }
        return Json.object()
                .put("type", "object")
                .put("properties", properties.build())
                .put("required", required.build())
                .put("additionalProperties", false)
                .put("components", components)
                .build();
    }

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    private static JsonObject example(String method, String path) throws IOException {
        byte[] file = Files.readAllBytes(EXAMPLES.resolve(method + ".json"));
        return (JsonObject)
                ((JsonObject) Json.parse(file, JsonLimits.STORED)).at(path).orElseThrow();
    }

    private static boolean takes(Schema schema, JsonValue value) {
        return schema.validate(value.toString(), InputFormat.JSON).isEmpty();
    }

    private Schema params(String method) {
        return Objects.requireNonNull(params.get(method), method);
    }

    private Schema results(String method) {
        return Objects.requireNonNull(results.get(method), method);
    }

    @Test
    void isAnOpenRpcDocument() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/openrpc/meta-schema-1.3.2.json")) {
            String meta = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"$schema\": \"https://meta.json-schema.tools/\",", "")
                    .replace("https://meta.json-schema.tools", "http://json-schema.org/draft-07/schema#");
            assertThat(REGISTRY.getSchema(meta, InputFormat.JSON).validate(document.toString(), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSchemasTakeTheExample(String method) throws IOException {
        assertThat(params(method).validate(example(method, "request.params").toString(), InputFormat.JSON))
                .isEmpty();
        assertThat(results(method).validate(example(method, "response.result").toString(), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSchemasKnowEveryMember(String method) throws IOException {
        JsonObject sent = example(method, "request.params");
        assertThat(takes(params(method), sent.with("bogus", Json.of(1)))).isFalse();
        for (JsonValue changed : eachObject(sent, object -> object.with("bogus", Json.of(1)))) {
            assertThat(takes(params(method), changed)).as("%s", changed).isFalse();
        }
        for (JsonValue changed :
                eachObject(example(method, "response.result"), object -> object.with("bogus", Json.of(1)))) {
            assertThat(takes(results(method), changed)).as("%s", changed).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSchemasMissWhoAnswered(String method) throws IOException {
        JsonObject answered = example(method, "response.result");
        for (String member : List.of("backend", "cluster", "node")) {
            assertThat(takes(results(method), answered.without(member)))
                    .as(member)
                    .isFalse();
        }
    }

    /** The value with one of its objects changed, once for each object that a schema closes. */
    private static List<JsonValue> eachObject(JsonValue value, UnaryOperator<JsonObject> change) {
        List<JsonValue> all = new ArrayList<>();
        if (value instanceof JsonObject object) {
            all.add(change.apply(object));
            object.members().forEach((name, member) -> {
                if (!OPEN.contains(name)) {
                    eachObject(member, change).forEach(changed -> all.add(object.with(name, changed)));
                }
            });
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                eachObject(array.get(i), change).forEach(changed -> {
                    JsonArray.Builder copy = Json.array();
                    for (int k = 0; k < array.size(); k++) {
                        copy.add(k == at ? changed : array.get(k));
                    }
                    all.add(copy.build());
                });
            }
        }
        return all;
    }

    static Stream<ErrorRow> misshapen() {
        Set<String> shapes = Set.of("missing_member", "unknown_member", "wrong_type");
        return ErrorRow.read("bad-params.txt")
                .filter(row -> shapes.contains(row.reason()))
                // Rules between members are told in words: an export needs a location, a certificate its thumbprint.
                .filter(row -> row.returnValue() == 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misshapen")
    void theSchemasRefuseTheShapesThatTheAgentRefuses(ErrorRow row) {
        assertThat(takes(params(row.method()), row.params())).isFalse();
    }

    @Test
    void describesEveryMember() {
        List<String> silent = new ArrayList<>();
        JsonObject schemas = (JsonObject) document.at("components.schemas").orElseThrow();
        for (JsonObject method : methods(document)) {
            String name = method.string("name").orElseThrow();
            assertThat(method.string("summary").orElse("")).as(name).isNotBlank();
            for (JsonValue param : method.array("params").orElseThrow()) {
                JsonObject described = (JsonObject) param;
                if (described.string("description").orElse("").isBlank()) {
                    silent.add(name + " " + described.string("name").orElseThrow());
                }
            }
            method.at("result.schema")
                    .map(JsonObject.class::cast)
                    .ifPresent(result -> silent.addAll(undescribed(name + " result", result, schemas)));
        }
        schemas.members().forEach((name, schema) -> silent.addAll(undescribed(name, (JsonObject) schema, schemas)));

        assertThat(silent).isEmpty();
    }

    private static List<String> undescribed(String where, JsonObject schema, JsonObject schemas) {
        List<String> silent = new ArrayList<>();
        schema.object("properties").orElse(JsonObject.EMPTY).members().forEach((name, member) -> {
            JsonObject property = (JsonObject) member;
            String reference = property.string("$ref").orElse("");
            JsonObject meant = reference.isEmpty()
                    ? property
                    : schemas.object(reference.substring(reference.lastIndexOf('/') + 1))
                            .orElseThrow(() -> new AssertionError(reference + " leads nowhere"));
            if (meant.string("description").orElse("").isBlank()) {
                silent.add(where + "." + name);
            }
        });
        return silent;
    }

    @Test
    void closesTheListOfReasonsAndSaysWhatToDoAboutEach() {
        List<JsonObject> reasons = document.array("x-reasons").orElseThrow().stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(reasons)
                .extracting(reason -> reason.string("reason").orElseThrow())
                .containsExactlyElementsOf(
                        Stream.of(Reason.values()).map(Reason::wireName).toList());
        assertThat(reasons).allSatisfy(reason -> {
            assertThat(reason.string("meaning").orElse("")).endsWith(".");
            assertThat(reason.string("hint").orElse("")).endsWith(".");
        });
    }

    @Test
    void onARealHostThereIsNoSimulator(@TempDir Path folder) {
        try (AgentStack agent = AgentStack.withoutControl(folder, Site.PRIMARY)) {
            assertThat(methods(agent.result("rpc.discover", "{}")))
                    .extracting(method -> method.string("name").orElseThrow())
                    .hasSize(methods(document).size() - 3)
                    .noneMatch(name -> name.startsWith("simulator."));

            Refusal refusal = new Refusal(agent.error("simulator.advance", "{'seconds':1}")).isComplete();
            assertThat(refusal.code()).isEqualTo(-32601);
            assertThat(refusal.reason()).isEqualTo("simulation_only");
            assertThat(refusal.data("path")).contains("method");
        }
    }

    @Test
    void theErrorsOfThisApiFitTheSchemaOfErrors(@TempDir Path folder) {
        JsonObject components = document.object("components").orElseThrow();
        JsonObject error = (JsonObject) components.at("schemas.Error").orElseThrow();
        Schema schema = REGISTRY.getSchema(error.with("components", components).toString(), InputFormat.JSON);
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            for (JsonObject answered : List.of(
                    agent.error("hyperv.StartReplication", "{'Collection':'print','InitialReplicationType':1}"),
                    agent.error("replication.get", "{'collection':'nobody'}"),
                    agent.error("nothing", "{}"))) {
                assertThat(schema.validate(answered.toString(), InputFormat.JSON))
                        .as("%s", answered)
                        .isEmpty();
                JsonString reason = (JsonString) answered.at("data.reason").orElseThrow();
                assertThat(document.array("x-reasons").orElseThrow().toString()).contains('"' + reason.value() + '"');
            }
        }
    }
}
