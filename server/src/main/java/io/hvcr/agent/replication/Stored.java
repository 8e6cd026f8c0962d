// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonLimits;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** The texts that the journal keeps for this package: calls, plans, problems and jobs, as JSON. */
final class Stored {

    private static final JsonBinder BINDER = JsonBinder.builder()
            .register(LocalTime.class, StoredCall.localTime())
            .register(ReplicationCall.class, new StoredCall())
            .build();

    private Stored() {}

    /** The same call always has the same text. */
    static String text(ReplicationCall call) {
        return Json.write(BINDER.write(call, ReplicationCall.class));
    }

    static ReplicationCall call(String text) {
        return BINDER.readLenient(Json.parse(text, JsonLimits.STORED), ReplicationCall.class);
    }

    static String text(Plan plan) {
        return Json.write(BINDER.write(plan));
    }

    static @Nullable Plan plan(@Nullable String text) {
        return read(text, Plan.class);
    }

    static String text(Problem problem) {
        return Json.write(BINDER.write(problem));
    }

    static @Nullable Problem problem(@Nullable String text) {
        return read(text, Problem.class);
    }

    static String text(HostJob job) {
        return Json.write(BINDER.write(job));
    }

    static @Nullable HostJob job(@Nullable String text) {
        return read(text, HostJob.class);
    }

    private static <T> @Nullable T read(@Nullable String text, Class<T> type) {
        return text == null ? null : BINDER.readLenient(Json.parse(text, JsonLimits.STORED), type);
    }
}
