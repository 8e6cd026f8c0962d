// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonNumber;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of the specification's section 7, and a few that have the shapes of the API. */
final class TestMethods {

    static final AnswerContext CONTEXT = new AnswerContext("simulator", "HVCLUSTER01", "HV01");
    static final Caller CALLER = new Caller("administrator");

    /** What was called, in order, with the context of the call. */
    final List<CallContext> calls = Collections.synchronizedList(new ArrayList<>());

    record Name(@Doc("Whom to greet") String name) {}

    record Greeting(String greeting) {}

    record Size(int size) {}

    record Text(String text) {}

    record Nothing() {}

    RpcDispatcher dispatcher(RpcLimits limits, RpcListener listener) {
        JsonBinder binder = JsonBinder.builder().build();
        MethodRegistry registry = registry();
        return new RpcDispatcher(
                registry,
                binder,
                new Discovery(registry, binder, Example.packed(), "1.0.0"),
                () -> CONTEXT,
                limits,
                listener);
    }

    MethodRegistry registry() {
        return new MethodRegistry(List.of(
                new RawMethod("subtract", (call, params) -> minus(params)),
                new RawMethod("sum", (call, params) -> sum(params)),
                new RawMethod("update", (call, params) -> recorded(call)),
                new RawMethod("notify_hello", (call, params) -> recorded(call)),
                new RawMethod("notify_sum", (call, params) -> recorded(call)),
                new RawMethod(
                        "get_data",
                        (call, params) -> Json.array().add("hello").add(5).build()),
                NamedMethod.reading("greet", "Greets", Name.class, Greeting.class, (call, params) -> {
                    recorded(call);
                    return new Greeting("hello " + params.name());
                }),
                NamedMethod.reading("long", "Answers at length", Size.class, Text.class, (call, params) -> {
                    recorded(call);
                    return new Text("x".repeat(params.size()));
                }),
                NamedMethod.changing("change", "Changes", Size.class, Text.class, (call, params) -> {
                    recorded(call);
                    return new Text("x".repeat(params.size()));
                }),
                NamedMethod.changing("refuse", "Refuses", Nothing.class, JsonObject.class, (call, params) -> {
                    throw refused();
                }),
                NamedMethod.changing("break", "Breaks", Nothing.class, JsonObject.class, (call, params) -> {
                    recorded(call);
                    throw new IllegalStateException("secret of the inside");
                })));
    }

    private static RuntimeException refused() {
        return Problem.refusedBy(ReturnCode.of(32775), Reason.INVALID_STATE, "not now")
                .collection(new CollectionRef(new CollectionId("5F3C"), "sql-fci"))
                .mode(CollectionMode.of(1))
                .state(CollectionState.of(42))
                .hresult(0x8004100E)
                .toException();
    }

    private JsonValue recorded(CallContext call) {
        calls.add(call);
        return JsonObject.EMPTY;
    }

    private static JsonValue minus(JsonValue params) {
        if (params instanceof JsonArray array) {
            return Json.of(whole(array.get(0)) - whole(array.get(1)));
        }
        JsonObject named = (JsonObject) params;
        return Json.of(named.integer("minuend").orElseThrow()
                - named.integer("subtrahend").orElseThrow());
    }

    private static JsonValue sum(JsonValue params) {
        return Json.of(
                ((JsonArray) params).stream().mapToLong(TestMethods::whole).sum());
    }

    private static long whole(@Nullable JsonValue value) {
        return value instanceof JsonNumber number ? number.asLong().orElseThrow() : 0;
    }
}
