// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

    private static final String EXAMPLE = """
            {"method":"greet","description":"Greets the collection.",
             "request":{"jsonrpc":"2.0","id":1,"method":"greet","params":{"name":"sql-fci"}},
             "response":{"jsonrpc":"2.0","id":1,"result":{"backend":"simulator","cluster":"A","node":"B","greeting":"hello sql-fci"}}}
            """;

    private static JsonObject document() {
        Example.Source examples = method ->
                method.equals("greet") ? Optional.of(Example.read("greet", EXAMPLE.getBytes(UTF_8))) : Optional.empty();
        MethodRegistry registry = new TestMethods().registry();
        return new Discovery(registry, JsonBinder.builder().build(), examples, "1.2.3").document();
    }

    private static JsonObject method(String name) {
        return document().array("methods").orElseThrow().stream()
                .map(JsonObject.class::cast)
                .filter(method -> method.string("name").equals(Optional.of(name)))
                .findFirst()
                .orElseThrow();
    }

    private static JsonValue json(String text) {
        return Json.parse(text.replace('\'', '"'), JsonLimits.REQUEST);
    }

    @Test
    void isAnOpenRpcDocument() {
        assertThat(openRpc().validate(document().toString(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void describesParametersByName() {
        assertThat(method("greet").get("params"))
                .contains(json("[{'name':'name','description':'Whom to greet','required':true,"
                        + "'schema':{'type':'string','description':'Whom to greet'}}]"));
        assertThat(method("greet").string("paramStructure")).contains("by-name");
        assertThat(method("change").bool("x-changing")).contains(true);
    }

    @Test
    void putsWhoAnsweredIntoEveryResult() {
        JsonObject schema = (JsonObject) method("greet").at("result.schema").orElseThrow();
        assertThat(schema.get("required")).contains(json("['backend','cluster','node','greeting']"));
        assertThat(schema.object("properties").orElseThrow().members().keySet())
                .containsExactly("backend", "cluster", "node", "greeting");
    }

    @Test
    void showsTheExampleAsOpenRpcDoes() {
        assertThat(method("greet").at("examples[0].params")).contains(json("[{'name':'name','value':'sql-fci'}]"));
        assertThat(method("greet").at("examples[0].result.value.greeting")).contains(Json.of("hello sql-fci"));
        assertThat(method("long").get("examples")).isEmpty();
    }

    @Test
    void listsTheReasonsTheCodesAndTheShapeOfErrors() {
        JsonObject document = document();
        JsonArray reasons = document.array("x-reasons").orElseThrow();
        assertThat(reasons).hasSize(Reason.values().length);
        assertThat(document.at("components.errors.HOST_INVALID_STATE.code")).contains(Json.of(32775));
        assertThat(document.at("components.errors.STOPPING.code")).contains(Json.of(-32054));
        assertThat(document.at("components.schemas.Error.properties.data.properties.node"))
                .isPresent();
        assertThat(document.at("components.schemas.ErrorObject.properties.data.allOf[0].$ref"))
                .contains(Json.of("#/components/schemas/ErrorData"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "nonsense",
                "{'method':'greet','description':'x','request':{'id':1,'method':'greet'},'response':{'id':1}}",
                "{'method':'other','description':'x','request':{'id':1,'method':'greet'},'response':{'id':1,'result':{}}}",
                "{'method':'greet','description':'x','request':{'id':1,'method':'greet'},'response':{'id':2,'result':{}}}",
                "{'method':'greet','description':'x','request':{'id':1,'method':'greet'},'response':{'id':1,'result':{}},'more':1}",
            })
    void refusesExamplesOfAnotherForm(String text) {
        assertThatThrownBy(() -> Example.read("greet", text.replace('\'', '"').getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("greet");
    }

    /** The meta-schema as it is published (Apache-2.0); only its reference to JSON Schema's own points to the draft it means. */
    private static Schema openRpc() {
        try (InputStream in = DiscoveryTest.class.getResourceAsStream("/openrpc/meta-schema-1.3.2.json")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
            String local = text.replace("\"$schema\": \"https://meta.json-schema.tools/\",", "")
                    .replace("https://meta.json-schema.tools", "http://json-schema.org/draft-07/schema#");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(local, InputFormat.JSON);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
