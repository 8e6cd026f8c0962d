// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.Coded;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.JobType;
import io.hvcr.agent.domain.LastReplicationType;
import io.hvcr.agent.domain.PowerState;
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
import java.util.function.IntFunction;

/** How the rows of a fabric's file are written: as documents are, but with bare numbers for enumerations. Many rows, nobody's eyes. */
final class Rows {

    private static final JsonBinder BINDER = JsonBinder.builder()
            .register(LocalTime.class, Documents.TIME_OF_DAY)
            .register(ZoneId.class, Documents.ZONE)
            .register(AuthenticationType.class, new BareNumber<>(AuthenticationType::of))
            .register(CollectionMode.class, new BareNumber<>(CollectionMode::of))
            .register(CollectionState.class, new BareNumber<>(CollectionState::of))
            .register(ConsistencyLevel.class, new BareNumber<>(ConsistencyLevel::of))
            .register(FailoverType.class, new BareNumber<>(FailoverType::of))
            .register(JobState.class, new BareNumber<>(JobState::of))
            .register(JobType.class, new BareNumber<>(JobType::of))
            .register(LastReplicationType.class, new BareNumber<>(LastReplicationType::of))
            .register(PowerState.class, new BareNumber<>(PowerState::of))
            .register(
                    InitialReplicationType.class,
                    new BareNumber<>(number -> InitialReplicationType.of(number)
                            .orElseThrow(() -> new IllegalArgumentException("no type " + number))))
            .build();

    private Rows() {}

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

    /** An enumeration as its bare number. */
    private record BareNumber<T extends Coded>(IntFunction<T> of) implements JsonConverter<T> {
        @Override
        public T decode(JsonValue value) {
            if (value instanceof JsonNumber number && number.asLong().isPresent()) {
                return of.apply(Math.toIntExact(number.asLong().getAsLong()));
            }
            throw BindingException.wrongType("an integer", value);
        }

        @Override
        public JsonValue encode(T value) {
            return Json.of(value.number());
        }

        @Override
        public JsonObject schema() {
            return Json.object().put("type", "integer").build();
        }
    }
}
