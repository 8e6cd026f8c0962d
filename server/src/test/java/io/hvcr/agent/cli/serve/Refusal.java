// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonNumber;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The error of an answer, held to what every error of this API has (design 3.3). */
record Refusal(JsonObject error) {

    private static final List<String> REASONS =
            Stream.of(Reason.values()).map(Reason::wireName).toList();

    /** What no error may lack, whatever it is about; and what none may show. */
    Refusal isComplete() {
        String title = title(code());
        assertThat(message()).startsWith(title + ": ").doesNotContain("Exception", "java.", "\n", "\u202e");
        assertThat(message().length()).as(message()).isLessThan(4_000);
        assertThat(data("name")).as("name of %s", this).contains(title);
        assertThat(data("backend")).as("%s", this).contains("simulator");
        assertThat(data("cluster")).as("%s", this).get().asString().startsWith("HV-");
        assertThat(data("node")).as("%s", this).get().asString().startsWith("HV-");
        assertThat(REASONS).as("%s", this).contains(reason());
        assertThat(hint()).as("hint of %s", this).isNotBlank().endsWith(".").doesNotContain("\n");
        assertThat(data("outcome")).as("%s", this).isPresent();
        assertThat(member("retryable")).as("%s", this).isPresent();
        return this;
    }

    private static String title(int code) {
        return code > 0
                ? ReturnCode.of(code).label()
                : Stream.of(ErrorCode.values())
                        .filter(known -> known.number() == code)
                        .map(ErrorCode::phrase)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("an undocumented code: " + code));
    }

    /** What a host's refusal says besides: number and name, collection, mode and state, what is valid now (contract 6.2). */
    Refusal namesEverything(String method) {
        JsonObject collection = member("collection").map(JsonObject.class::cast).orElseThrow();
        assertThat(message())
                .contains(method)
                .contains(code() + " (" + title(code()) + ")")
                .contains("'" + collection.string("name").orElseThrow() + "' ("
                        + collection.string("id").orElseThrow() + ")")
                .contains("mode " + coded("mode"))
                .contains("state " + coded("state"))
                .containsPattern("Valid now: [A-Z]|No method is valid now\\.");
        assertThat(error.at("data.returnValue.number")).contains(JsonNumber.of(code()));
        return this;
    }

    private String coded(String member) {
        JsonObject coded = member(member).map(JsonObject.class::cast).orElseThrow();
        return coded.integer("number").orElseThrow() + " ("
                + coded.string("name").orElseThrow() + ")";
    }

    int code() {
        return Math.toIntExact(error.integer("code").orElseThrow());
    }

    String message() {
        return error.string("message").orElseThrow();
    }

    String reason() {
        return data("reason").orElseThrow();
    }

    String hint() {
        return data("hint").orElse("");
    }

    /** The text members of the data. */
    Optional<String> data(String name) {
        return member(name).filter(JsonString.class::isInstance).map(text -> ((JsonString) text).value());
    }

    Optional<JsonValue> member(String name) {
        return error.object("data").orElseThrow().get(name);
    }

    List<String> allowed() {
        return member("allowed").map(JsonArray.class::cast).orElse(JsonArray.EMPTY).stream()
                .map(one -> ((JsonString) one).value())
                .toList();
    }

    @Override
    public String toString() {
        return error.toString();
    }
}
