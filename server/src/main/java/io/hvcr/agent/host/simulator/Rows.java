// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.JobType;
import io.hvcr.agent.json.BindingException;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonConverter;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonNumber;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonValue;
import java.time.LocalTime;
import java.time.ZoneId;

/** How rows and documents of a fabric are written as JSON. */
final class Rows {

    /** One binder for rows, scenarios and injections. */
    static final JsonBinder BINDER = JsonBinder.builder()
            .register(
                    LocalTime.class,
                    JsonConverter.ofString(
                            LocalTime::parse,
                            LocalTime::toString,
                            Json.object()
                                    .put("description", "A time of day in the cluster's local time, such as 18:30.")
                                    .put("pattern", "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$")
                                    .build()))
            .register(
                    ZoneId.class,
                    JsonConverter.ofString(
                            ZoneId::of,
                            ZoneId::getId,
                            Json.object()
                                    .put("description", "A time zone, such as UTC or Europe/Berlin.")
                                    .build()))
            .register(JobType.class, new JobTypeConverter())
            .register(
                    InitialReplicationType.class,
                    JsonConverter.ofString(
                            InitialReplicationType::valueOf,
                            InitialReplicationType::name,
                            Json.object().build()))
            .build();

    private Rows() {}

    /** The bare number: rows are for nobody's eyes. */
    private static final class JobTypeConverter implements JsonConverter<JobType> {
        @Override
        public JobType decode(JsonValue value) {
            if (value instanceof JsonNumber number && number.asLong().isPresent()) {
                return JobType.of(Math.toIntExact(number.asLong().getAsLong()));
            }
            throw BindingException.wrongType("an integer", value);
        }

        @Override
        public JsonValue encode(JobType type) {
            return Json.of(type.number());
        }

        @Override
        public JsonObject schema() {
            return Json.object().put("type", "integer").build();
        }
    }

    static String write(StoredRow row) {
        return Json.write(BINDER.write(row, type(row.kind())));
    }

    static StoredRow read(StoredRow.Kind kind, String body) {
        return (StoredRow) BINDER.read(Json.parse(body, JsonLimits.STORED), type(kind));
    }

    private static Class<? extends StoredRow> type(StoredRow.Kind kind) {
        return switch (kind) {
            case FABRIC -> FabricRow.class;
            case COLLECTION -> CollectionRow.class;
            case JOB -> JobRow.class;
            case FAULT -> PlannedFault.class;
            case SEED -> SeedRow.class;
        };
    }
}
