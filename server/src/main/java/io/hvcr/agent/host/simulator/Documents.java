// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonConverter;
import java.time.LocalTime;
import java.time.ZoneId;

/** How scenarios and injections, which people write, are read: enumerations by number or name. */
final class Documents {

    static final JsonConverter<LocalTime> TIME_OF_DAY = JsonConverter.ofString(
            LocalTime::parse,
            LocalTime::toString,
            Json.object()
                    .put("description", "A time of day in the cluster's local time, such as 18:30.")
                    .put("pattern", "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$")
                    .build());

    static final JsonConverter<ZoneId> ZONE = JsonConverter.ofString(
            ZoneId::of,
            ZoneId::getId,
            Json.object()
                    .put("description", "A time zone, such as UTC or Europe/Berlin.")
                    .build());

    static final JsonBinder BINDER = JsonBinder.builder()
            .register(LocalTime.class, TIME_OF_DAY)
            .register(ZoneId.class, ZONE)
            .build();

    private Documents() {}
}
