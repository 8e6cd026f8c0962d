// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonConverter;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import java.time.LocalTime;

/**
 * A host call as the journal keeps it: {@code {"method":"StartReplication","type":…}}, the record's own components beside
 * the name of the method. The journal outlives a program version, so members that are not known are ignored on reading.
 */
final class StoredCall implements JsonConverter<ReplicationCall> {

    private static final String METHOD = "method";

    private final JsonBinder binder =
            JsonBinder.builder().register(LocalTime.class, localTime()).build();

    /** A time of day, {@code 18:30} or {@code 18:30:15}. */
    static JsonConverter<LocalTime> localTime() {
        return JsonConverter.ofString(
                LocalTime::parse,
                LocalTime::toString,
                Json.object().put("format", "time").build());
    }

    @Override
    public ReplicationCall decode(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            throw new IllegalArgumentException("a call is an object");
        }
        ReplicationMethod method = object.string(METHOD)
                .flatMap(ReplicationMethod::named)
                .orElseThrow(() -> new IllegalArgumentException("a call has a method"));
        JsonObject rest = object.without(METHOD);
        return switch (method) {
            case CREATE_REPLICATION_RELATIONSHIP -> binder.readLenient(rest, ReplicationCall.Create.class);
            case START_REPLICATION -> binder.readLenient(rest, ReplicationCall.Start.class);
            case MODIFY_REPLICATION_SETTINGS -> binder.readLenient(rest, ReplicationCall.Modify.class);
            case RESYNCHRONIZE -> binder.readLenient(rest, ReplicationCall.Resynchronize.class);
            case INITIATE_FAILOVER -> binder.readLenient(rest, ReplicationCall.InitiateFailover.class);
            case TEST_REPLICA_COLLECTION -> binder.readLenient(rest, ReplicationCall.TestReplica.class);
            case REVERSE_REPLICATION_RELATIONSHIP -> binder.readLenient(rest, ReplicationCall.Reverse.class);
            case GET_REPLICATION_STATISTICS -> new ReplicationCall.GetStatistics();
            case CANCEL_INITIAL_REPLICATION,
                    SUSPEND_REPLICATION,
                    RESUME_REPLICATION,
                    CANCEL_RESYNCHRONIZE,
                    CANCEL_UPDATE_DISK_SET,
                    INITIATE_PLANNED_FAILOVER,
                    REVERT_PLANNED_FAILOVER,
                    REVERT_FAILOVER,
                    COMMIT_FAILOVER,
                    PREPARE_FOR_REVERSE_REPLICATION,
                    REVERT_TEST_REPLICA_COLLECTION,
                    REMOVE_REPLICATION_RELATIONSHIP,
                    RESET_REPLICATION_STATISTICS -> new ReplicationCall.Plain(method);
        };
    }

    @Override
    public JsonValue encode(ReplicationCall call) {
        JsonObject members =
                call instanceof ReplicationCall.Plain ? Json.object().build() : binder.writeObject((Record) call);
        return Json.object()
                .put(METHOD, new JsonString(call.method().wmiName()))
                .putAll(members)
                .build();
    }

    @Override
    public JsonObject schema() {
        return Json.object().put("type", "object").build();
    }
}
