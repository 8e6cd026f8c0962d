// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonNull;
import io.hvcr.agent.json.JsonNumber;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonTrees;
import io.hvcr.agent.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RpcDispatcherTest {

    private static final long SEED = Long.getLong("hvcr.seed", System.nanoTime());
    private static final RpcLimits SMALL = new RpcLimits(JsonLimits.REQUEST, 3, 2_000);

    private final TestMethods methods = new TestMethods();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final RpcDispatcher dispatcher = methods.dispatcher(SMALL, (method, outcome, nanos) -> {
        assertThat(nanos).isNotNegative();
        heard.add(method + " " + outcome);
    });

    private JsonValue answer(String request) {
        return dispatcher
                .handle(request.getBytes(UTF_8), "request-1", TestMethods.CALLER)
                .map(bytes -> Json.parse(bytes, JsonLimits.STORED))
                .orElse(JsonNull.NULL);
    }

    private static String call(String method, int size) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{\"size\":%d}}".formatted(method, size);
    }

    private static String text(JsonValue answer, String path) {
        return ((JsonObject) answer).at(path).map(JsonValue::toString).orElse("(absent)");
    }

    @Test
    void takesABatchAtTheLimitAndRefusesOneMoreAsAWhole() {
        String one = call("long", 1);
        assertThat((JsonArray) answer("[" + String.join(",", one, one, one) + "]"))
                .hasSize(3);
        methods.calls.clear();
        JsonValue refused = answer("[" + String.join(",", one, one, one, one) + "]");
        assertThat(text(refused, "error.code")).isEqualTo("-32600");
        assertThat(text(refused, "error.data.reason")).isEqualTo("\"too_large\"");
        assertThat(text(refused, "error.message")).contains("at most 3 requests, not 4");
        assertThat(methods.calls).isEmpty();
    }

    @Test
    void replacesAnAnswerThatIsTooLongByAnError() {
        assertThat(text(answer(call("long", 1_500)), "result.text")).hasSize(1_502);
        JsonValue refused = answer(call("long", 2_000));
        assertThat(text(refused, "error.data.reason")).isEqualTo("\"too_large\"");
        assertThat(text(refused, "error.data.hint")).contains("limit");
        assertThat(text(refused, "id")).isEqualTo("1");
    }

    @Test
    void neverHidesWhatAChangeAnswered() {
        assertThat(text(answer(call("change", 5_000)), "result.text")).hasSize(5_002);
    }

    @Test
    void startsNoFurtherCallOfABatchWhoseAnswersAreTooLong() {
        JsonArray answers = (JsonArray)
                answer("[" + String.join(",", call("change", 2_500), call("change", 1), call("long", 1)) + "]");
        assertThat(text(answers.get(0), "result.text")).hasSize(2_502);
        assertThat(text(answers.get(1), "error.data.reason")).isEqualTo("\"too_large\"");
        assertThat(text(answers.get(1), "error.data.outcome")).isEqualTo("\"not_started\"");
        assertThat(text(answers.get(2), "error.data.reason")).isEqualTo("\"too_large\"");
        assertThat(methods.calls).hasSize(1);
    }

    @Test
    void tellsTheMethodWhoCallsAndHow() {
        answer("{\"jsonrpc\":\"2.0\",\"method\":\"greet\",\"params\":{\"name\":\"a\"}}");
        answer("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"greet\",\"params\":{\"name\":\"a\"}}]");
        assertThat(methods.calls)
                .containsExactly(
                        new CallContext("request-1", TestMethods.CALLER, false, true),
                        new CallContext("request-1", TestMethods.CALLER, true, false));
    }

    @Test
    void carriesOutABatchInOrder() {
        answer("[{\"jsonrpc\":\"2.0\",\"method\":\"update\"},{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"break\"},"
                + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"greet\",\"params\":{\"name\":\"a\"}}]");
        assertThat(heard).containsExactly("update ok", "break internal", "greet ok");
    }

    @Test
    void countsEverythingUnderNamesOfItsOwn() {
        answer("nonsense");
        answer("[]");
        answer("[7]");
        answer("{\"jsonrpc\":\"2.0\",\"method\":\"" + "evil".repeat(50) + "\"}");
        answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"greet\",\"params\":{}}");
        answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\"}");
        assertThat(heard)
                .containsExactly(
                        "none parse_error",
                        "none invalid_request",
                        "none invalid_request",
                        "none method_not_found",
                        "greet missing_member",
                        "rpc.discover ok");
    }

    @Test
    void refusesOnlyChangesOnceItStops() {
        dispatcher.stopTakingChanges();
        assertThat(text(answer(call("long", 1)), "result.text")).isEqualTo("\"x\"");
        JsonValue refused = answer(call("change", 1));
        assertThat(text(refused, "error.code")).isEqualTo("-32054");
        assertThat(text(refused, "error.data.retryable")).isEqualTo("true");
        assertThat(text(refused, "error.data.outcome")).isEqualTo("\"not_started\"");
        assertThat(methods.calls).hasSize(1);
    }

    @Test
    void showsNothingOfADefect() {
        assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"break\"}").toString())
                .doesNotContain("secret", "Exception", "at io.");
    }

    @Test
    void rendersTheRefusalsOfTheTransport() {
        Problem problem = Problem.of(ErrorCode.UNAUTHORIZED, Reason.UNAUTHORIZED, "no token")
                .build();
        JsonObject refused = (JsonObject) Json.parse(dispatcher.refusal(problem), JsonLimits.REQUEST);
        assertThat(refused.get("id")).contains(JsonNull.NULL);
        assertThat(text(refused, "error.code")).isEqualTo("-32001");
        assertThat(text(refused, "error.data.node")).isEqualTo("\"HV01\"");
    }

    @Test
    void writesAnUnknownClusterAsNull() {
        Answers answers = new Answers(
                io.hvcr.agent.json.JsonBinder.builder().build(), () -> new AnswerContext("wmi", null, "HV01"));
        assertThat(answers.withContext(JsonObject.EMPTY))
                .hasToString("{\"backend\":\"wmi\",\"cluster\":null,\"node\":\"HV01\"}");
    }

    @Test
    void echoesEveryId() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            JsonValue id = switch (random.nextInt(4)) {
                case 0 -> new JsonString(JsonTrees.text(random));
                case 1 -> new JsonNumber(random.nextLong() + "");
                case 2 -> new JsonNumber(random.nextLong() + "." + random.nextInt(1_000) + "e-" + random.nextInt(9));
                default -> new JsonNumber(new java.math.BigInteger(200, random).toString());
            };
            JsonObject request = Json.object()
                    .put("jsonrpc", "2.0")
                    .put("id", id)
                    .put("method", random.nextBoolean() ? "get_data" : "nothing")
                    .build();
            assertThat(((JsonObject) answer(Json.write(request))).get("id"))
                    .as("hvcr.seed=%d, id %s", SEED, id)
                    .contains(id);
        }
    }

    @Test
    void answersAnyJsonWithoutADefect() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            JsonObject request = Json.object()
                    .put("jsonrpc", "2.0")
                    .put("id", JsonTrees.tree(random, 1))
                    .put("method", JsonTrees.tree(random, 0))
                    .put("params", JsonTrees.tree(random, 3))
                    .build();
            JsonValue answer = answer(Json.write(random.nextBoolean() ? request : JsonTrees.tree(random, 4)));
            assertThat(answer.toString())
                    .as("hvcr.seed=%d, request %d", SEED, i)
                    .doesNotContain("-32603");
        }
    }

    @Test
    void reservesTheNamesOfTheProtocol() {
        assertThatThrownBy(() -> new MethodRegistry(List.of(new RawMethod("rpc.mine", (call, params) -> params))))
                .isInstanceOf(IllegalArgumentException.class);
        RawMethod one = new RawMethod("one", (call, params) -> params);
        assertThatThrownBy(() -> new MethodRegistry(List.of(one, one))).isInstanceOf(IllegalArgumentException.class);
    }
}
