// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Outcome;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBinderTest {

    enum Authentication {
        KERBEROS,
        @JsonName("cert")
        CERTIFICATE,
        APPLICATION_CONSISTENT
    }

    record Thumbprint(String hex) {}

    record Settings(
            @Nullable String replicaServerName,

            @Doc("TCP port") @Range(min = 1, max = 65_535) @Nullable
            Integer replicaServerPort,

            @Nullable Authentication authenticationType,
            @Nullable Boolean compressionEnabled,
            @Nullable Thumbprint certificateThumbprint) {}

    record Document(
            @JsonName("Collection") String collection,
            @Nullable Settings settings,
            @Default("30") int timeoutSeconds,
            @Default("[]") List<Settings> others,
            @Nullable Map<String, Instant> times,
            @Nullable JsonValue anything) {}

    record Answer(
            @WriteNull @Nullable String id,
            @Nullable String left,
            CollectionRef collection,
            CollectionState state,
            Instant at,
            Reason reason,
            Outcome outcome,
            double factor,
            long big,
            boolean changed,
            List<@Nullable String> list) {}

    record Node(String name, @Default("[]") List<Node> children) {}

    @JsonTagged("kind")
    sealed interface Event {
        record LinkDown(int seconds) implements Event {}

        @JsonName("disk")
        record DiskFull(String path) implements Event {}
    }

    record Log(List<Event> events) {}

    record Window(int from, int to) {
        Window {
            if (to < from) {
                throw new IllegalArgumentException("a window ends after it begins");
            }
        }
    }

    record Named(
            CollectionId id,
            @Nullable Window window,
            @Nullable CollectionState state,
            @Nullable Inner inner) {}

    record Inner(String value) {
        Inner {
            if (value.equals("refused")) {
                throw Problem.invalid(Reason.INVALID_EXPORT_LOCATION, "value", "not here")
                        .hint("elsewhere")
                        .toException();
            }
        }
    }

    private static final JsonBinder BINDER = JsonBinder.builder()
            .register(
                    Thumbprint.class,
                    JsonConverter.ofString(
                            JsonBinderTest::thumbprint,
                            Thumbprint::hex,
                            Json.object().put("pattern", "^[0-9A-Fa-f]{40}$").build()))
            .build();

    private static Thumbprint thumbprint(String text) {
        if (text.length() != 40) {
            throw new IllegalArgumentException("a thumbprint has 40 hexadecimal digits");
        }
        return new Thumbprint(text);
    }

    private static JsonValue json(String text) {
        return Json.parse(text.replace('\'', '"'), JsonLimits.REQUEST);
    }

    private static <T> T read(String text, Class<T> type) {
        return BINDER.read(json(text), type);
    }

    private static Problem refusal(String text, Class<?> type) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(text, type));
        assertThat(refused).as("refusal of %s", text).isNotNull();
        assertThat(refused.problem().code()).isEqualTo(ErrorCode.INVALID_PARAMS.number());
        return refused.problem();
    }

    @Test
    void readsWhatIsThereAndDefaultsWhatIsNot() {
        Document read = read(
                "{'settings':{'replicaServerPort':443,'authenticationType':'KERBeros'},'Collection':'x'}",
                Document.class);
        assertThat(read)
                .isEqualTo(new Document(
                        "x", new Settings(null, 443, Authentication.KERBEROS, null, null), 30, List.of(), null, null));
    }

    @Test
    void takesNullForAbsent() {
        assertThat(read(
                        "{'Collection':'x','settings':null,'timeoutSeconds':null,'others':null,'anything':null}",
                        Document.class))
                .isEqualTo(new Document("x", null, 30, List.of(), null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                              | missing_member | Collection | Collection is required",
                "{'Collection':null}                             | missing_member | Collection | Collection is required",
                "{'collection':'x'}                              | unknown_member | collection | unknown member 'collection'; did you mean 'Collection'?",
                "{'Collection':'x','setings':{}}                 | unknown_member | setings | unknown member 'setings'; did you mean 'settings'?",
                "{'Collection':'x','settings':{'replicaServerPrt':1}} | unknown_member | settings.replicaServerPrt | unknown member 'replicaServerPrt'; did you mean 'replicaServerPort'?",
                "{'Collection':'x','a b':1}                      | unknown_member | [\"a b\"] | unknown member 'a b'; it takes Collection, settings, timeoutSeconds, others, times, anything",
                "{'Collection':3}                                | wrong_type | Collection | Collection must be a string, not a number",
                "{'Collection':'x','settings':[]}                | wrong_type | settings | settings must be an object, not an array",
                "{'Collection':'x','settings':{'replicaServerPort':'80'}} | wrong_type | settings.replicaServerPort | settings.replicaServerPort must be an integer, not a string",
                "{'Collection':'x','settings':{'replicaServerPort':1.5}} | invalid_value | settings.replicaServerPort | settings.replicaServerPort must be a whole number, not 1.5",
                "{'Collection':'x','settings':{'replicaServerPort':70000}} | invalid_value | settings.replicaServerPort | settings.replicaServerPort must be between 1 and 65535, not 70000",
                "{'Collection':'x','settings':{'replicaServerPort':1e99}} | invalid_value | settings.replicaServerPort | settings.replicaServerPort must be between -2147483648 and 2147483647, not 1e99",
                "{'Collection':'x','settings':{'compressionEnabled':'true'}} | wrong_type | settings.compressionEnabled | settings.compressionEnabled must be true or false, not a string",
                "{'Collection':'x','settings':{'authenticationType':'ntlm'}} | invalid_value | settings.authenticationType | settings.authenticationType must be kerberos, cert or applicationConsistent, not 'ntlm'",
                "{'Collection':'x','settings':{'certificateThumbprint':'12'}} | invalid_value | settings.certificateThumbprint | settings.certificateThumbprint: a thumbprint has 40 hexadecimal digits",
                "{'Collection':'x','others':[{},{'replicaServerName':false}]} | wrong_type | others[1].replicaServerName | others[1].replicaServerName must be a string, not false",
                "{'Collection':'x','others':[null]}              | missing_member | others[0] | others[0] is required",
                "{'Collection':'x','times':{'a':'2026-11-23'}}   | invalid_time | times.a | times.a must be a time as RFC 3339 writes it, such as 2026-11-23T01:00:00Z or 2026-11-23T02:00:00+01:00, not '2026-11-23'",
                "{'Collection':'x','times':{'a b':'2026-11-23T01:00:00'}} | invalid_time | times[\"a b\"] | times[\"a b\"] must be a time with an offset from UTC, such as 2026-11-23T01:00:00Z or 2026-11-23T02:00:00+01:00, not '2026-11-23T01:00:00'",
                "[]                                              | wrong_type | `` | the value must be an object, not an array",
            })
    void saysWhatDoesNotFitAndWhere(String text, String reason, String path, String message) {
        Problem refused = refusal(text, Document.class);
        assertThat(refused.message()).isEqualTo("Invalid params: " + message);
        assertThat(refused.reason().wireName()).isEqualTo(reason);
        assertThat(refused.path()).isEqualTo(path.isEmpty() ? null : path);
    }

    @Test
    void reportsTheFirstProblemInDocumentOrder() {
        assertThat(refusal("{'timeoutSeconds':'a','zzz':1}", Document.class).path())
                .isEqualTo("timeoutSeconds");
        assertThat(refusal("{'zzz':1,'timeoutSeconds':'a'}", Document.class).path())
                .isEqualTo("zzz");
    }

    @Test
    void listsWhatIsAllowed() {
        assertThat(refusal("{'Collection':'x','settings':{'authenticationType':'ntlm'}}", Document.class)
                        .allowed())
                .containsExactly("kerberos", "cert", "applicationConsistent");
        assertThat(refusal("{'Collection':'x','Colection':'x'}", Document.class).allowed())
                .contains("Collection", "settings");
    }

    @Test
    void ignoresUnknownMembersWhenLenient() {
        Document read = BINDER.readLenient(json("{'Collection':'x','new':1,'settings':{'newer':2}}"), Document.class);
        assertThat(read.settings()).isEqualTo(new Settings(null, null, null, null, null));
    }

    @Test
    void writesEveryKindOfComponentAndReadsItBack() {
        Answer answer = new Answer(
                null,
                null,
                new CollectionRef(new CollectionId("5F3C"), "sql-fci"),
                CollectionState.of(3),
                Instant.parse("2026-11-23T01:00:00Z"),
                Reason.AMBIGUOUS_COLLECTION,
                Outcome.NOT_STARTED,
                1.5,
                1L << 62,
                true,
                Arrays.asList("a", null));
        JsonObject written = BINDER.writeObject(answer);
        assertThat(written)
                .hasToString("{\"id\":null,\"collection\":{\"id\":\"5F3C\",\"name\":\"sql-fci\"},"
                        + "\"state\":{\"number\":3,\"name\":\"Replicating\"},\"at\":\"2026-11-23T01:00:00Z\","
                        + "\"reason\":\"ambiguous_collection\",\"outcome\":\"not_started\",\"factor\":1.5,"
                        + "\"big\":4611686018427387904,\"changed\":true,\"list\":[\"a\",null]}");
        assertThat(BINDER.read(written, Answer.class)).isEqualTo(answer);
    }

    @Test
    void bindsRecordsThatContainThemselves() {
        Node tree = new Node("a", List.of(new Node("b", List.of()), new Node("c", List.of(new Node("d", List.of())))));
        assertThat(BINDER.read(BINDER.write(tree), Node.class)).isEqualTo(tree);
        assertThat(BINDER.inputSchema(Node.class).at("$defs.NodeInput.properties.children.items.$ref"))
                .contains(Json.of("#/$defs/NodeInput"));
    }

    @Test
    void bindsTheCasesOfATaggedType() {
        Log log = new Log(List.of(new Event.LinkDown(5), new Event.DiskFull("C:\\x")));
        JsonObject written = BINDER.writeObject(log);
        assertThat(written)
                .hasToString(
                        "{\"events\":[{\"kind\":\"linkDown\",\"seconds\":5},{\"kind\":\"disk\",\"path\":\"C:\\\\x\"}]}");
        assertThat(BINDER.read(written, Log.class)).isEqualTo(log);
        assertThat(refusal("{'events':[{'seconds':5}]}", Log.class).path()).isEqualTo("events[0].kind");
        assertThat(refusal("{'events':[{'kind':'x'}]}", Log.class).allowed()).containsExactly("linkDown", "disk");
        assertThat(refusal("{'events':[{'kind':'disk','path':'a','x':1}]}", Log.class)
                        .path())
                .isEqualTo("events[0].x");
        assertThat(BINDER.write(new Event.LinkDown(5), Event.class))
                .hasToString("{\"kind\":\"linkDown\",\"seconds\":5}");
    }

    @Test
    void passesOnWhatConstructorsRefuse() {
        Problem window = refusal("{'id':'x','window':{'from':2,'to':1}}", Named.class);
        assertThat(window.message()).isEqualTo("Invalid params: window: a window ends after it begins");
        assertThat(window.path()).isEqualTo("window");
        Problem inner = refusal("{'id':'x','inner':{'value':'refused'}}", Named.class);
        assertThat(inner.reason()).isEqualTo(Reason.INVALID_EXPORT_LOCATION);
        assertThat(inner.path()).isEqualTo("inner.value");
        assertThat(inner.hint()).isEqualTo("elsewhere");
        assertThat(refusal("{'id':' '}", Named.class).message())
                .isEqualTo("Invalid params: id must have 1 to 256 characters");
    }

    @Test
    void describesWhatIsReadAndWhatIsWritten() {
        Schemas input = BINDER.inputSchemas("#/components/schemas/");
        assertThat(input.of(Document.class)).isEqualTo(json("{'$ref':'#/components/schemas/DocumentInput'}"));
        JsonObject settings = input.definitions().object("SettingsInput").orElseThrow();
        assertThat(settings.at("properties.replicaServerPort"))
                .contains(json("{'type':['integer','null'],'minimum':1,'maximum':65535,'description':'TCP port'}"));
        assertThat(settings.at("properties.authenticationType"))
                .contains(json("{'type':['string','null'],'enum':['kerberos','cert','applicationConsistent',null]}"));
        assertThat(settings.at("properties.certificateThumbprint.pattern")).isPresent();
        assertThat(settings.at("additionalProperties")).contains(JsonBoolean.FALSE);
        assertThat(settings.get("required")).isEmpty();
        JsonObject document = input.definitions().object("DocumentInput").orElseThrow();
        assertThat(document.get("required")).contains(json("['Collection']"));
        assertThat(document.at("properties.timeoutSeconds")).contains(json("{'type':['integer','null'],'default':30}"));
        assertThat(input.members(Document.class).getFirst())
                .isEqualTo(new Schemas.Member("Collection", true, null, (JsonObject) json("{'type':'string'}")));

        Schemas output = BINDER.outputSchemas("#/");
        output.of(Answer.class);
        JsonObject answer = output.definitions().object("Answer").orElseThrow();
        assertThat(answer.at("properties.id")).contains(json("{'type':['string','null']}"));
        assertThat(answer.at("properties.left")).contains(json("{'type':'string'}"));
        assertThat(answer.at("properties.state.type")).contains(Json.of("object"));
        assertThat(answer.array("required").orElseThrow().elements())
                .contains(Json.of("id"), Json.of("state"))
                .doesNotContain(Json.of("left"));
    }

    @Test
    void refusesTypesItCannotBind() {
        record Odd(StringBuilder text) {}
        assertThatThrownBy(() -> BINDER.writeObject(new Odd(new StringBuilder())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Odd.text");
    }
}
