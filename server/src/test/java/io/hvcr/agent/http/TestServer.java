// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonValue;
import io.hvcr.agent.rpc.AnswerContext;
import io.hvcr.agent.rpc.Caller;
import io.hvcr.agent.rpc.Discovery;
import io.hvcr.agent.rpc.Example;
import io.hvcr.agent.rpc.MethodRegistry;
import io.hvcr.agent.rpc.NamedMethod;
import io.hvcr.agent.rpc.RawMethod;
import io.hvcr.agent.rpc.RpcDispatcher;
import io.hvcr.agent.rpc.RpcLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** A server on a free port of loopback, with a few methods behind it. */
final class TestServer implements AutoCloseable {

    static final String TOKEN = "hvcr_test";
    static final HttpLimits LIMITS = new HttpLimits(
            10_000, 8 << 10, Duration.ofSeconds(30), Duration.ofSeconds(30), 100, 50, 1_000, Duration.ofSeconds(20));
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T01:00:00Z"));

    final HttpMetrics metrics = new HttpMetrics();
    final List<String> called = Collections.synchronizedList(new ArrayList<>());

    /** Reached by {@code hold} when it is being worked on. */
    final CountDownLatch holding = new CountDownLatch(1);

    /** Lets {@code hold} answer. */
    final CountDownLatch release = new CountDownLatch(1);

    final HttpServer server;

    record Nothing() {}

    private TestServer(HttpLimits limits, Security security, List<String> allowedHosts) {
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, allowedHosts, limits);
        server = HttpServer.start(settings, security, dispatcher(), metrics, CLOCK, new Random(1));
    }

    static TestServer insecure() {
        return insecure(LIMITS);
    }

    static TestServer insecure(HttpLimits limits) {
        return new TestServer(limits, new Security.Insecure(), List.of("agent.example"));
    }

    static TestServer secured(ServerCertificate certificate, HttpLimits limits) {
        Authenticator one = credentials -> ("Bearer " + TOKEN).equals(credentials.authorization())
                ? Optional.of(new Caller("tester"))
                : Optional.empty();
        return new TestServer(limits, new Security.Protected(certificate, one), List.of());
    }

    RpcDispatcher dispatcher() {
        MethodRegistry methods = new MethodRegistry(List.of(
                new RawMethod("echo", (call, params) -> {
                    called.add(call.caller().name());
                    return params;
                }),
                new RawMethod("break", (call, params) -> {
                    throw new IllegalStateException("secret");
                }),
                NamedMethod.changing("change", "Changes", Nothing.class, JsonObject.class, (call, params) -> {
                    called.add("change");
                    return JsonObject.EMPTY;
                }),
                NamedMethod.changing("hold", "Waits", Nothing.class, JsonObject.class, (call, params) -> hold())));
        JsonBinder binder = JsonBinder.builder().build();
        return new RpcDispatcher(
                methods,
                binder,
                new Discovery(methods, binder, Example.packed(), "1"),
                () -> new AnswerContext("simulator", "A", "HV01"),
                RpcLimits.DEFAULT,
                metrics);
    }

    private JsonObject hold() {
        holding.countDown();
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Json.object().put("held", true).build();
    }

    /** A plain connection. */
    RawHttp connect() {
        return RawHttp.connect(server.port());
    }

    static String call(String method) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\"}";
    }

    static JsonObject json(RawHttp.Answer answer) {
        return (JsonObject) Json.parse(answer.body(), JsonLimits.STORED);
    }

    /** The JSON text at a path of an answer. */
    static String text(RawHttp.Answer answer, String path) {
        return json(answer).at(path).map(JsonValue::toString).orElse("(absent)");
    }

    @Override
    public void close() {
        release.countDown();
        server.stop();
    }
}
