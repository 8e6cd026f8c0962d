// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a host call by WMI's names, {@code Collection} apart: what a caller would send to {@code hyperv.<Method>}. */
final class CallParams {

    private CallParams() {}

    static JsonObject of(ReplicationCall call) {
        return switch (call) {
            case ReplicationCall.Plain ignored -> Json.object().build();
            case ReplicationCall.GetStatistics ignored -> Json.object().build();
            case ReplicationCall.Create create -> withSettings(create.settings());
            case ReplicationCall.Modify modify -> withSettings(modify.settings());
            case ReplicationCall.Reverse reverse -> withSettings(reverse.settings());
            case ReplicationCall.Start start ->
                Json.object()
                        .put("InitialReplicationType", start.type().number())
                        .putOrNull("InitialReplicationExportLocation", text(start.exportLocation()))
                        .putOrNull("StartTime", time(start.startTime()))
                        .build();
            case ReplicationCall.Resynchronize resynchronize ->
                Json.object()
                        .putOrNull("StartTime", time(resynchronize.startTime()))
                        .put("IncludeSuspended", resynchronize.includeSuspended())
                        .build();
            case ReplicationCall.InitiateFailover failover -> withPoint(failover.recoveryPointPath());
            case ReplicationCall.TestReplica test -> withPoint(test.recoveryPointPath());
        };
    }

    private static JsonObject withPoint(@Nullable String path) {
        return Json.object().putOrNull("CollectionRecoveryPoint", text(path)).build();
    }

    private static JsonObject withSettings(ReplicationSettings s) {
        JsonObject data = Json.object()
                .put("RecoveryConnectionPoint", s.recoveryConnectionPoint())
                .put("RecoveryServerPortNumber", s.recoveryServerPortNumber())
                .put(
                        "AuthenticationType",
                        s.authenticationType() == null
                                ? null
                                : (Integer) s.authenticationType().number())
                .put("CertificateThumbPrint", s.certificateThumbPrint())
                .put("CompressionEnabled", s.compressionEnabled())
                .put("BypassProxyServer", s.bypassProxyServer())
                .put("ReplicationInterval", s.replicationInterval())
                .put("RecoveryHistory", s.recoveryHistory())
                .put("ApplicationConsistentSnapshotInterval", s.applicationConsistentSnapshotInterval())
                .put("ReplicateHostKvpItems", s.replicateHostKvpItems())
                .put("AutoResynchronizeEnabled", s.autoResynchronizeEnabled())
                .put("AutoResynchronizeIntervalStart", timeOfDay(s.autoResynchronizeIntervalStart()))
                .put("AutoResynchronizeIntervalEnd", timeOfDay(s.autoResynchronizeIntervalEnd()))
                .put("IncludedDisks", disks(s.includedDisks()))
                .put("PrimaryReplicationEntityIDs", list(s.primaryReplicationEntityIds()))
                .put("RecoveryServerHosts", list(s.recoveryServerHosts()))
                .build();
        return Json.object().put("CollectionReplicationSettingData", data).build();
    }

    private static @Nullable JsonString text(@Nullable String value) {
        return value == null ? null : new JsonString(value);
    }

    private static @Nullable JsonString time(@Nullable Instant value) {
        return value == null ? null : new JsonString(value.toString());
    }

    private static @Nullable String timeOfDay(@Nullable LocalTime value) {
        return value == null ? null : new TimeOfDay(value).toString();
    }

    private static @Nullable JsonArray disks(@Nullable List<DiskReference> disks) {
        return disks == null
                ? null
                : JsonArray.ofStrings(disks.stream().map(DiskReference::raw).toList());
    }

    private static @Nullable JsonArray list(@Nullable List<String> values) {
        return values == null ? null : JsonArray.ofStrings(values);
    }
}
