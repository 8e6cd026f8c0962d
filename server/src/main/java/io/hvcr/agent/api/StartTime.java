// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.CimDateTime;
import io.hvcr.agent.domain.CimInterval;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.BindingException;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonConverter;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import io.hvcr.agent.json.Texts;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A {@code StartTime} of the WMI methods: RFC 3339 or a CIM datetime, both with an offset (contract 4.4, 5.7). The host's side of the
 * story, in the past or too far ahead, is the host's to judge by its own clock.
 */
public record StartTime(Instant instant) {

    private static final Pattern LIKE_CIM = Pattern.compile("[0-9*]{14}\\..*");
    private static final String HOW =
            "write RFC 3339 with an offset, such as 2026-11-23T01:00:00Z, or a CIM datetime with an offset,"
                    + " such as 20261123010000.000000+000";

    static JsonConverter<StartTime> converter() {
        JsonBinder plain = JsonBinder.builder().build();
        return new JsonConverter<>() {
            @Override
            public StartTime decode(JsonValue value) {
                if (!(value instanceof JsonString text)) {
                    throw BindingException.wrongType("a string", value);
                }
                return new StartTime(LIKE_CIM.matcher(text.value()).matches() ? cim(text.value()) : rfc3339(text));
            }

            private Instant rfc3339(JsonString text) {
                try {
                    return plain.read(text, Instant.class);
                } catch (ProblemException refused) {
                    throw refusal(
                            "is " + Texts.quoted(text.value()) + ", which is no time with an offset from UTC; " + HOW);
                }
            }

            @Override
            public JsonValue encode(StartTime value) {
                return plain.write(value.instant);
            }

            @Override
            public JsonObject schema() {
                return Json.object()
                        .put("type", "string")
                        .put("format", "date-time")
                        .build();
            }

            @Override
            public JsonObject inputSchema() {
                return Json.object()
                        .put("type", "string")
                        .put(
                                "examples",
                                Json.array()
                                        .add("2026-11-23T01:00:00Z")
                                        .add("20261123010000.000000+000")
                                        .build())
                        .build();
            }
        };
    }

    private static Instant cim(String text) {
        return CimDateTime.parse(text).orElseThrow(() -> refusal(why(text) + "; " + HOW));
    }

    private static String why(String text) {
        if (CimInterval.parse(text).isPresent() || text.endsWith(":000")) {
            return "is an interval, not a point in time";
        }
        if (text.endsWith("+***") || text.endsWith("-***")) {
            return "has no offset from UTC (+***)";
        }
        return text.indexOf('*') >= 0
                ? "has fields of asterisks, which stand for no point in time"
                : "is " + Texts.quoted(text) + ", which is no CIM datetime that exists";
    }

    private static ProblemException refusal(String sentence) {
        return Problem.invalid(Reason.INVALID_TIME, "", "StartTime " + sentence)
                .path(null)
                .returnValue(ReturnCode.Known.INVALID_PARAMETER)
                .toException();
    }
}
