// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import io.hvcr.agent.json.Schemas;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the OpenRPC document out of the same records that requests are bound to.
 *
 * <p>Version 1.3.2 and not 1.4, because it is what most programs read. Where OpenRPC has no place for something of ours
 * there are extensions: {@code x-changing} of a method, {@code x-reasons} with the closed list of reasons and their meanings.
 */
final class OpenRpcDocument {

    private static final String PREFIX = "#/components/schemas/";
    private static final List<String> CONTEXT = List.of("backend", "cluster", "node");
    private static final String DESCRIPTION = """
            Replication of Hyper-V collections (the VMs of a guest cluster and their shared disks): the methods of \
            Msvm_CollectionReplicationService as they stand, and a declared state on top of them.

            Parameters are named. Batches run in order, one call after the other, and one that fails does not stop the next. \
            Every result object and every error's data name the backend, the cluster and the node that answered. \
            A program branches on error.data.reason, never on a message.""";

    private final Schemas input;
    private final Schemas output;
    private final Example.Source examples;

    OpenRpcDocument(JsonBinder binder, Example.Source examples) {
        input = binder.inputSchemas(PREFIX);
        output = binder.outputSchemas(PREFIX);
        this.examples = examples;
    }

    JsonObject of(MethodRegistry registry, String version) {
        JsonArray.Builder methods = Json.array();
        for (RpcMethod method : registry.all()) {
            if (method instanceof NamedMethod<?, ?> named) {
                methods.add(describe(named));
            }
        }
        return Json.object()
                .put("openrpc", "1.3.2")
                .put("info", info(version))
                .put("methods", methods.build())
                .put("components", components())
                .put("x-reasons", reasons())
                .build();
    }

    private static JsonObject info(String version) {
        JsonObject licence = Json.object()
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0")
                .build();
        return Json.object()
                .put("title", "hvcr agent")
                .put("version", version)
                .put("description", DESCRIPTION)
                .put("license", licence)
                .build();
    }

    private <P extends Record> JsonObject describe(NamedMethod<P, ?> method) {
        JsonArray.Builder params = Json.array();
        for (Schemas.Member member : input.members(method.params())) {
            params.add(Json.object()
                    .put("name", member.name())
                    .put("description", member.description())
                    .put("required", member.required())
                    .put("schema", member.schema())
                    .build());
        }
        JsonObject result = Json.object()
                .put("name", "result")
                .put("schema", inContext(output.inline(method.result())))
                .build();
        return Json.object()
                .put("name", method.name())
                .put("summary", method.summary())
                .put("description", method.description().isEmpty() ? null : method.description())
                .put("paramStructure", "by-name")
                .put("params", params.build())
                .put("result", result)
                .put("examples", example(method.name()))
                .put("x-changing", method.changing())
                .build();
    }

    private @Nullable JsonArray example(String method) {
        return examples.find(method)
                .map(example -> {
                    JsonArray.Builder params = Json.array();
                    example.params().members().forEach((name, value) -> params.add(valueOf(name, value)));
                    return Json.array()
                            .add(Json.object()
                                    .put("name", method)
                                    .put("description", example.description())
                                    .put("params", params.build())
                                    .put("result", valueOf("result", example.result()))
                                    .build())
                            .build();
                })
                .orElse(null);
    }

    private static JsonObject valueOf(String name, JsonValue value) {
        return Json.object().put("name", name).put("value", value).build();
    }

    /** An object schema with the members that every answer carries. */
    private static JsonObject inContext(JsonObject schema) {
        JsonObject members = schema.object("properties").orElse(JsonObject.EMPTY);
        JsonObject properties = Json.object()
                .put("backend", member("simulator: nothing is real; wmi: the host's management service"))
                .put("cluster", nullableMember("The name of the cluster that answered; null while it is not known"))
                .put("node", member("The node that answered"))
                .putAll(members)
                .build();
        JsonArray.Builder required = Json.array();
        CONTEXT.forEach(required::add);
        for (JsonValue name : schema.array("required").orElse(JsonArray.EMPTY)) {
            if (name instanceof JsonString own && !CONTEXT.contains(own.value())) {
                required.add(own);
            }
        }
        return schema.with("properties", properties).with("required", required.build());
    }

    private static JsonObject member(String description) {
        return Json.object()
                .put("type", "string")
                .put("description", description)
                .build();
    }

    private static JsonObject nullableMember(String description) {
        return member(description)
                .with("type", Json.array().add("string").add("null").build());
    }

    private JsonObject components() {
        output.of(Problem.class);
        TreeMap<String, JsonValue> schemas = new TreeMap<>();
        schemas.putAll(input.definitions().members());
        schemas.putAll(output.definitions().members());
        schemas.put("Error", answeredError());
        JsonObject.Builder all = Json.object();
        schemas.forEach(all::put);
        return Json.object().put("schemas", all.build()).put("errors", errors()).build();
    }

    /** The error of an answer: that of an operation, and who answered. */
    private JsonObject answeredError() {
        JsonObject error = output.definitions().object("ErrorObject").orElseThrow();
        JsonObject data = output.definitions().object("ErrorData").orElseThrow();
        JsonObject properties = error.object("properties")
                .orElseThrow()
                .with("data", inContext(data).with("description", Json.of("What programs read, and who answered")));
        return error.with("properties", properties);
    }

    private static JsonObject errors() {
        JsonObject.Builder errors = Json.object();
        for (ErrorCode code : ErrorCode.values()) {
            errors.put(code.name(), error(code.number(), code.phrase()));
        }
        Stream.of(ReturnCode.Known.values())
                .filter(code -> !code.accepted())
                .forEach(code -> errors.put("HOST_" + code.name(), error(code.number(), code.label())));
        return errors.build();
    }

    private static JsonObject error(int code, String message) {
        return Json.object().put("code", code).put("message", message).build();
    }

    private static JsonArray reasons() {
        JsonArray.Builder reasons = Json.array();
        for (Reason reason : Reason.values()) {
            reasons.add(Json.object()
                    .put("reason", reason.wireName())
                    .put("meaning", reason.meaning())
                    .put("hint", reason.advice())
                    .build());
        }
        return reasons.build();
    }
}
