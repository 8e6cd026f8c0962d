// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonException;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * One exchange that shows a method at work: a file {@code examples/jsonrpc/<method>.json}. The same files are the documentation's
 * examples and the golden exchanges of the shims' tests.
 *
 * <p>The file is an object with exactly these members: {@code method}, which is also the file's name; {@code description}, a sentence;
 * {@code request}, the whole JSON-RPC request; {@code response}, the whole JSON-RPC response with {@code result}.
 *
 * @param description what the exchange shows
 * @param params of the request
 * @param result of the response
 */
public record Example(String description, JsonObject params, JsonObject result) {

    /** Finds the example of a method. */
    @FunctionalInterface
    public interface Source {
        Optional<Example> find(String method);
    }

    /** The examples that the build packs beside this class. */
    public static Source packed() {
        return method -> {
            try (InputStream in = Example.class.getResourceAsStream("examples/" + method + ".json")) {
                return in == null ? Optional.empty() : Optional.of(read(method, in.readAllBytes()));
            } catch (IOException broken) {
                throw new UncheckedIOException("the example of " + method + " cannot be read", broken);
            }
        };
    }

    /**
     * Reads one file.
     *
     * @throws IllegalArgumentException for a file that is not as described above
     */
    static Example read(String method, byte[] file) {
        try {
            JsonObject example = (JsonObject) Json.parse(file, JsonLimits.STORED);
            JsonObject request = example.object("request").orElseThrow();
            JsonObject response = example.object("response").orElseThrow();
            boolean named = example.string("method").equals(Optional.of(method))
                    && request.string("method").equals(Optional.of(method));
            if (named && example.size() == 4 && request.get("id").equals(response.get("id"))) {
                return new Example(
                        example.string("description").orElseThrow(),
                        request.object("params").orElse(JsonObject.EMPTY),
                        response.object("result").orElseThrow());
            }
        } catch (JsonException | ClassCastException | java.util.NoSuchElementException malformed) {
            throw new IllegalArgumentException(
                    "the example of " + method + " has not the form it should have", malformed);
        }
        throw new IllegalArgumentException("the example of " + method + " has not the form it should have");
    }
}
