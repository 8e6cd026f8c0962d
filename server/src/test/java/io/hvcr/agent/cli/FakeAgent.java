// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Speaks JSON-RPC on a free loopback port and answers what a test laid down. */
final class FakeAgent implements AutoCloseable {

    /** Members of an answer: who answers, and a collection. */
    static final String WHO = "\"backend\":\"simulator\",\"cluster\":\"PRIMARY\",\"node\":\"HV-P1\"";

    static final String SQL = "\"collection\":{\"id\":\"5F3C1A2B-0000-0000-0000-000000000001\",\"name\":\"sql-fci\"}";

    /** A call as it arrived. */
    record Received(String method, JsonObject params, Optional<String> authorization) {}

    private final HttpServer server;
    private final Map<String, Function<JsonObject, JsonObject>> answers = new ConcurrentHashMap<>();
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());

    FakeAgent() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/rpc", this::handle);
        server.createContext("/elsewhere", e -> send(e, "<html>not here</html>"));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Lays down a result, as JSON text. */
    FakeAgent result(String method, String json) {
        return answer(method, params -> ok(json));
    }

    FakeAgent result(String method, Function<JsonObject, JsonValue> result) {
        return answer(
                method,
                params -> Json.object().put("result", result.apply(params)).build());
    }

    FakeAgent error(String method, String json) {
        return answer(method, params -> failed(json));
    }

    /** Lays down what is answered, result or error, call by call. */
    FakeAgent answer(String method, Function<JsonObject, JsonObject> answer) {
        answers.put(method, answer);
        return this;
    }

    static JsonObject ok(String json) {
        return Json.object().put("result", parse(json)).build();
    }

    static JsonObject failed(String json) {
        return Json.object().put("error", parse(json)).build();
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    Received only() {
        if (received.size() != 1) {
            throw new AssertionError("expected one call but saw " + received);
        }
        return received.get(0);
    }

    static JsonValue parse(String json) {
        return Json.parse(json, JsonLimits.STORED);
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonObject request = (JsonObject) Json.parse(exchange.getRequestBody().readAllBytes(), JsonLimits.STORED);
        String method = request.string("method").orElseThrow();
        JsonObject params = request.object("params").orElseThrow();
        received.add(new Received(
                method, params, Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))));
        Function<JsonObject, JsonObject> answer = answers.get(method);
        JsonObject body = answer == null
                ? (JsonObject) parse("{\"error\":{\"code\":-32601,\"message\":\"Method not found: " + method + "\"}}")
                : answer.apply(params);
        send(
                exchange,
                body.with("jsonrpc", Json.of("2.0"))
                        .with("id", request.get("id").orElseThrow())
                        .toString());
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
