// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.Coded;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.BindingException;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonBoolean;
import io.hvcr.agent.json.JsonConverter;
import io.hvcr.agent.json.JsonNull;
import io.hvcr.agent.json.JsonNumber;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import io.hvcr.agent.json.Texts;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * WMI enumerations whose members have a word of ours too: read as the number or the word, without regard to case, written as the
 * word, and refused with the list of both ({@code 1 network, 2 export, 3 seeded}).
 *
 * @param <E> an enum of the domain with WMI numbers
 */
final class Words<E extends Enum<E> & Coded> implements JsonConverter<E> {

    /** How much of a number a message repeats; numbers may have a hundred digits. */
    private static final int LONGEST = 32;

    private final List<E> values;

    private Words(List<E> values) {
        this.values = values;
    }

    /** {@code 1 network}, {@code 2 export}, {@code 3 seeded}. */
    static Words<InitialReplicationType> initialReplicationType() {
        return new Words<>(List.of(InitialReplicationType.values()));
    }

    /** {@code 1 kerberos}, {@code 2 certificate}. */
    static Words<AuthenticationType.Known> authenticationType() {
        return new Words<>(List.of(AuthenticationType.Known.values()));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public E decode(JsonValue value) {
        return switch (value) {
            case JsonNumber number -> byNumber(number);
            case JsonString text -> byWord(text.value());
            case JsonObject ignored -> throw wrongType(value);
            case JsonArray ignored -> throw wrongType(value);
            case JsonBoolean ignored -> throw wrongType(value);
            case JsonNull ignored -> throw wrongType(value);
        };
    }

    private E byNumber(JsonNumber number) {
        OptionalLong whole = number.asLong();
        return values.stream()
                .filter(one -> whole.isPresent() && whole.getAsLong() == one.number())
                .findFirst()
                .orElseThrow(() -> refusal(shown(number)));
    }

    private E byWord(String text) {
        return values.stream()
                .filter(one -> word(one).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> refusal(Texts.quoted(text)));
    }

    private static String shown(JsonNumber number) {
        String literal = number.literal();
        return literal.length() <= LONGEST ? literal : literal.substring(0, LONGEST) + "…";
    }

    private BindingException wrongType(JsonValue value) {
        return BindingException.wrongType("a number or a word (" + String.join(", ", listed()) + ")", value);
    }

    private BindingException refusal(String found) {
        return BindingException.of(
                        Reason.INVALID_VALUE,
                        "cannot be " + found + "; allowed are " + String.join(", ", listed()),
                        listed())
                .answeredBy(ReturnCode.Known.INVALID_PARAMETER.number());
    }

    private List<String> listed() {
        return values.stream().map(one -> one.number() + " " + word(one)).toList();
    }

    @Override
    public JsonValue encode(E value) {
        return new JsonString(word(value));
    }

    @Override
    public JsonObject schema() {
        return Json.object()
                .put("type", "string")
                .put(
                        "enum",
                        JsonArray.ofStrings(values.stream().map(Words::word).toList()))
                .build();
    }

    @Override
    public JsonObject inputSchema() {
        JsonArray.Builder all = Json.array();
        values.forEach(one -> all.add(one.number()));
        values.forEach(one -> all.add(word(one)));
        return Json.object()
                .put("enum", all.build())
                .put("description", "One of " + String.join(", ", listed()))
                .build();
    }
}
