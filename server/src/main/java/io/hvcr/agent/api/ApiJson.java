// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.BindingException;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonConverter;
import java.util.stream.Stream;

/** How the records of this package are read and written. */
public final class ApiJson {

    private ApiJson() {}

    /** The one binder for requests and answers; keep it for the life of the program. */
    public static JsonBinder binder() {
        return JsonBinder.builder()
                .register(InitialReplicationType.class, Words.initialReplicationType())
                .register(AuthenticationType.Known.class, Words.authenticationType())
                .register(StartTime.class, StartTime.converter())
                .register(TimeOfDay.class, TimeOfDay.converter())
                .register(RecoveryPointSelector.class, RecoveryPointSelector.converter())
                .register(OptionalRef.class, OptionalRef.converter())
                .register(ReplicationMethod.class, methods())
                .build();
    }

    /** {@code StartReplication}: written as WMI spells it, read without regard to case and with or without {@code hyperv.}. */
    private static JsonConverter<ReplicationMethod> methods() {
        var names = Stream.of(ReplicationMethod.values())
                .map(ReplicationMethod::wmiName)
                .toList();
        return JsonConverter.ofString(
                text -> ReplicationMethod.named(text).orElseThrow(() -> BindingException.notAllowed(text, names)),
                ReplicationMethod::wmiName,
                Json.object().put("enum", JsonArray.ofStrings(names)).build());
    }
}
