// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonBoolean;
import io.hvcr.agent.json.JsonNull;
import io.hvcr.agent.json.JsonNumber;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import io.hvcr.agent.json.Paths;
import io.hvcr.agent.json.Texts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request object, or what stands in its place, told apart by JSON-RPC 2.0, sections 4 and 5.
 *
 * <p>A request without {@code id} is a notification; one whose id is null is not, and gets its answer. What is no request is
 * answered in any case, with its id where that can be read.
 */
sealed interface Incoming {

    /** A request that wants an answer; the id is kept as it was read. */
    record Call(JsonValue id, String method, JsonValue params) implements Incoming {}

    /** A request that wants none. */
    record Notification(String method, JsonValue params) implements Incoming {}

    /** No request. */
    record Invalid(JsonValue id, Problem problem) implements Incoming {}

    /** The members a request may have. */
    List<String> MEMBERS = List.of("jsonrpc", "id", "method", "params");

    static Incoming of(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            return invalid(JsonNull.NULL, null, "a request is an object, not " + value.kind(), Reason.INVALID_REQUEST);
        }
        @Nullable JsonValue id = object.get("id").orElse(null);
        if (id != null && !isId(id)) {
            return invalid(
                    JsonNull.NULL, "id", "id must be a string, a number or null, not " + id.kind(), Reason.WRONG_TYPE);
        }
        JsonValue answerTo = id == null ? JsonNull.NULL : id;
        Optional<Incoming> flaw = flaw(object, answerTo);
        if (flaw.isPresent()) {
            return flaw.get();
        }
        String method = object.string("method").orElseThrow();
        JsonValue params = object.get("params").orElse(JsonObject.EMPTY);
        return id == null ? new Notification(method, params) : new Call(id, method, params);
    }

    private static Optional<Incoming> flaw(JsonObject object, JsonValue id) {
        for (String name : object.members().keySet()) {
            if (!MEMBERS.contains(name)) {
                String guess = Texts.nearest(name, MEMBERS)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("; a request has jsonrpc, id, method and params");
                String message = "unknown member " + Texts.quoted(name) + guess;
                return Optional.of(invalid(id, name, message, Reason.UNKNOWN_MEMBER));
            }
        }
        JsonValue version = object.get("jsonrpc").orElse(JsonNull.NULL);
        if (!version.equals(new JsonString("2.0"))) {
            return Optional.of(invalid(id, "jsonrpc", "jsonrpc must be \"2.0\"", Reason.INVALID_REQUEST));
        }
        if (!(object.get("method").orElse(JsonNull.NULL) instanceof JsonString)) {
            return Optional.of(invalid(id, "method", "method must be a string", Reason.INVALID_REQUEST));
        }
        JsonValue params = object.get("params").orElse(JsonObject.EMPTY);
        if (!(params instanceof JsonObject || params instanceof JsonArray)) {
            String message = "params must be an object or left out, not " + params.kind();
            return Optional.of(invalid(id, "params", message, Reason.WRONG_TYPE));
        }
        return Optional.empty();
    }

    private static boolean isId(JsonValue value) {
        return switch (value) {
            case JsonString ignored -> true;
            case JsonNumber ignored -> true;
            case JsonNull ignored -> true;
            case JsonBoolean ignored -> false;
            case JsonObject ignored -> false;
            case JsonArray ignored -> false;
        };
    }

    /** @param path the member of the request itself that is wrong */
    private static Invalid invalid(JsonValue id, @Nullable String path, String message, Reason reason) {
        return new Invalid(
                id,
                Problem.of(ErrorCode.INVALID_REQUEST, reason, message)
                        .path(path == null ? null : Paths.member(path))
                        .build());
    }
}
