// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays the transcripts of {@code jsonrpc/*.txt}: a line {@code --> request}, then a line {@code <-- answer} or nothing.
 *
 * <p>Answers are compared as JSON values. Of an error object that a transcript shortens, the message counts up to its length (it must
 * end there or go on after a colon or a space), and of {@code data} the members that are written down.
 */
class TranscriptTest {

    private static final List<String> FILES = List.of("specification", "ids", "requests", "params", "parsing");

    private record Exchange(
            String file, int line, String request, @Nullable String answer) {}

    @TestFactory
    Stream<DynamicTest> answersAsTheTranscriptsSay() {
        return FILES.stream()
                .flatMap(file -> exchanges(file).stream())
                .map(exchange -> DynamicTest.dynamicTest(
                        exchange.file + ":" + exchange.line + " " + exchange.request, () -> play(exchange)));
    }

    @Test
    void holdsEveryExchangeOfTheSpecification() {
        assertThat(exchanges("specification")).hasSize(15);
    }

    private static void play(Exchange exchange) {
        RpcDispatcher dispatcher = new TestMethods().dispatcher(RpcLimits.DEFAULT, RpcListener.NONE);
        Optional<String> answer = dispatcher
                .handle(exchange.request.getBytes(UTF_8), "request-1", TestMethods.CALLER)
                .map(bytes -> new String(bytes, UTF_8));
        if (exchange.answer == null) {
            assertThat(answer).isEmpty();
            return;
        }
        JsonValue expected = Json.parse(exchange.answer, JsonLimits.REQUEST);
        JsonValue actual = Json.parse(answer.orElseThrow(), JsonLimits.REQUEST);
        assertThat(shortenedLike(expected, actual)).isEqualTo(expected);
    }

    /** The actual answer without what the transcript leaves out of its error objects. */
    private static JsonValue shortenedLike(JsonValue expected, JsonValue actual) {
        if (expected instanceof JsonArray some && actual instanceof JsonArray all && some.size() == all.size()) {
            JsonArray.Builder out = Json.array();
            for (int i = 0; i < some.size(); i++) {
                out.add(shortenedLike(some.get(i), all.get(i)));
            }
            return out.build();
        }
        if (expected instanceof JsonObject some && actual instanceof JsonObject all) {
            Optional<JsonObject> error = some.object("error");
            if (error.isPresent() && all.has("error")) {
                return all.with(
                        "error", shortenedError(error.get(), all.object("error").orElseThrow()));
            }
        }
        return actual;
    }

    private static JsonObject shortenedError(JsonObject expected, JsonObject actual) {
        JsonObject.Builder error = Json.object().put("code", actual.get("code").orElseThrow());
        String message = actual.string("message").orElseThrow();
        String begin = expected.string("message").orElseThrow();
        boolean cut = message.startsWith(begin + ":") || message.startsWith(begin + " ");
        error.put("message", cut ? begin : message);
        expected.object("data").ifPresent(data -> {
            JsonObject.Builder some = Json.object();
            JsonObject all = actual.object("data").orElseThrow();
            data.members().keySet().forEach(name -> some.put(name, all.get(name).orElse(new JsonString("(absent)"))));
            error.put("data", some.build());
        });
        return error.build();
    }

    private static List<Exchange> exchanges(String file) {
        List<Exchange> exchanges = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("--> ")) {
                String next = i + 1 < lines.size() ? lines.get(i + 1) : "";
                String answer = next.startsWith("<-- ") ? next.substring(4) : null;
                exchanges.add(new Exchange(file, i + 1, line.substring(4), answer));
            } else {
                assertThat(line.isEmpty() || line.startsWith("//") || line.startsWith("<-- "))
                        .as("line %d of %s", i + 1, file)
                        .isTrue();
            }
        }
        return exchanges;
    }

    private static List<String> lines(String file) {
        try (InputStream in = TranscriptTest.class.getResourceAsStream("/jsonrpc/" + file + ".txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
