// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.CimInterval;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.BindingException;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonConverter;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.Texts;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A time of day in the cluster's local time: {@code 18:30}; a CIM interval since midnight is read too (contract 4.4). */
public record TimeOfDay(LocalTime time) {

    private static final Pattern CLOCK = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)");

    static @Nullable TimeOfDay orNull(@Nullable LocalTime time) {
        return time == null ? null : new TimeOfDay(time);
    }

    static JsonConverter<TimeOfDay> converter() {
        JsonObject schema = Json.object()
                .put("pattern", "^([01]\\d|2[0-3]):[0-5]\\d$")
                .put("examples", Json.array().add("18:30").build())
                .build();
        return JsonConverter.ofString(TimeOfDay::parse, TimeOfDay::toString, schema);
    }

    private static TimeOfDay parse(String text) {
        Matcher clock = CLOCK.matcher(text);
        Optional<LocalTime> time = clock.matches()
                ? Optional.of(LocalTime.of(Integer.parseInt(clock.group(1)), Integer.parseInt(clock.group(2))))
                : CimInterval.timeOfDay(text);
        return new TimeOfDay(time.orElseThrow(() -> BindingException.of(
                        Reason.INVALID_TIME,
                        "must be a time of day as HH:mm in the cluster's local time, such as 18:30, not "
                                + Texts.quoted(text),
                        List.of())
                .answeredBy(ReturnCode.Known.INVALID_PARAMETER.number())));
    }

    /** {@code HH:mm}; seconds, which only a CIM interval can bring, are dropped. */
    @Override
    public String toString() {
        return String.format(java.util.Locale.ROOT, "%02d:%02d", time.getHour(), time.getMinute());
    }
}
