// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonException;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * One agent over HTTP: a call is sent once and never repeated, because nobody here knows whether the first one took
 * effect.
 */
final class RpcClient implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Longer than the 30 seconds for which an agent holds a request at most (design 3.2). */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Endpoint endpoint;
    private final HttpClient http;
    private long nextId = 1;

    RpcClient(Endpoint endpoint) {
        this.endpoint = endpoint;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        if (endpoint.caFile() != null) {
            builder.sslContext(Trust.of(endpoint.caFile()));
        }
        this.http = builder.build();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** The result of a method; an error of the agent is an {@link RpcErrorException}. */
    JsonValue call(String method, JsonObject params) {
        JsonObject request = Json.object()
                .put("jsonrpc", "2.0")
                .put("id", nextId++)
                .put("method", method)
                .put("params", params)
                .build();
        JsonObject answer = exchange(Json.bytes(request));
        Optional<JsonObject> error = answer.object("error");
        if (error.isPresent()) {
            throw new RpcErrorException(error.get());
        }
        return answer.get("result")
                .orElseThrow(() -> new CliException(
                        ExitCode.UNEXPECTED,
                        endpoint + " answered neither a result nor an error; is it an hvcr agent?"));
    }

    /** The same for the methods that answer an object, which all but {@code rpc.discover} in principle do. */
    JsonObject object(String method, JsonObject params) {
        if (call(method, params) instanceof JsonObject object) {
            return object;
        }
        throw new CliException(
                ExitCode.UNEXPECTED, endpoint + " answered " + method + " with something else than an object.");
    }

    private JsonObject exchange(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.rpc())
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (endpoint.token() != null) {
            request.header("Authorization", "Bearer " + endpoint.token());
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return answer(response);
        } catch (HttpTimeoutException e) {
            throw new CliException(
                    ExitCode.UNREACHABLE, endpoint + " did not answer in time." + Unreachable.MAYBE_DONE);
        } catch (IOException e) {
            throw new CliException(ExitCode.UNREACHABLE, Unreachable.why(endpoint, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.UNEXPECTED, "Interrupted.");
        }
    }

    private JsonObject answer(HttpResponse<byte[]> response) {
        try {
            if (Json.parse(response.body(), JsonLimits.STORED) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonException e) {
            // falls through: whoever answered is no agent
        }
        throw new CliException(
                ExitCode.UNREACHABLE,
                endpoint + " answered HTTP " + response.statusCode() + " without JSON-RPC; is it an hvcr agent?");
    }

    @Override
    public void close() {
        http.close();
    }
}
