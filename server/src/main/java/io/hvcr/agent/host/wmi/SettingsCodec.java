// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.CimInterval;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.ReplicationSettings;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code Msvm_CollectionReplicationSettingData} to and from the domain (contract 3.4).
 *
 * <p>Changes are laid over an instance that the host gave: properties that this program does not know, and those that nobody
 * set, go back as they came.
 */
final class SettingsCodec {

    static final String CLASS = "Msvm_CollectionReplicationSettingData";
    static final List<String> PROPERTIES = List.of(
            "InstanceID",
            "AuthenticationType",
            "CertificateThumbPrint",
            "RootCertificateThumbPrint",
            "CompressionEnabled",
            "BypassProxyServer",
            "RecoveryConnectionPoint",
            "PrimaryConnectionPoint",
            "RecoveryServerPortNumber",
            "ReplicateHostKvpItems",
            "ApplicationConsistentSnapshotInterval",
            "RecoveryHistory",
            "AutoResynchronizeEnabled",
            "AutoResynchronizeIntervalStart",
            "AutoResynchronizeIntervalEnd",
            "ReplicationInterval",
            "IncludedDisks",
            "PrimaryReplicationEntityIDs",
            "RecoveryServerHosts");

    private SettingsCodec() {}

    static ReplicationSettings read(WmiObject row, Function<String, DiskReference> disks) {
        return new ReplicationSettings(
                row.small("AuthenticationType").map(AuthenticationType::of).orElse(null),
                text(row, "CertificateThumbPrint"),
                text(row, "RootCertificateThumbPrint"),
                row.flag("CompressionEnabled").orElse(null),
                row.flag("BypassProxyServer").orElse(null),
                text(row, "RecoveryConnectionPoint"),
                text(row, "PrimaryConnectionPoint"),
                row.small("RecoveryServerPortNumber").orElse(null),
                row.flag("ReplicateHostKvpItems").orElse(null),
                row.small("ApplicationConsistentSnapshotInterval").orElse(null),
                row.small("RecoveryHistory").orElse(null),
                row.flag("AutoResynchronizeEnabled").orElse(null),
                time(row, "AutoResynchronizeIntervalStart"),
                time(row, "AutoResynchronizeIntervalEnd"),
                row.small("ReplicationInterval").orElse(null),
                row.texts("IncludedDisks")
                        .map(list -> list.stream().map(disks).toList())
                        .orElse(null),
                row.texts("PrimaryReplicationEntityIDs").orElse(null),
                row.texts("RecoveryServerHosts").orElse(null));
    }

    /** The instance with every value that the settings set. */
    static WmiObject overlay(WmiObject instance, ReplicationSettings s) {
        List<WmiProperty> all = new ArrayList<>();
        all.add(WmiProperty.uint16(
                "AuthenticationType",
                Optional.ofNullable(s.authenticationType())
                        .map(AuthenticationType::number)
                        .orElse(null)));
        all.add(WmiProperty.text("CertificateThumbPrint", s.certificateThumbPrint()));
        all.add(WmiProperty.text("RootCertificateThumbPrint", s.rootCertificateThumbPrint()));
        all.add(WmiProperty.flag("CompressionEnabled", s.compressionEnabled()));
        all.add(WmiProperty.flag("BypassProxyServer", s.bypassProxyServer()));
        all.add(WmiProperty.text("RecoveryConnectionPoint", s.recoveryConnectionPoint()));
        all.add(WmiProperty.text("PrimaryConnectionPoint", s.primaryConnectionPoint()));
        all.add(WmiProperty.uint16("RecoveryServerPortNumber", s.recoveryServerPortNumber()));
        all.add(WmiProperty.flag("ReplicateHostKvpItems", s.replicateHostKvpItems()));
        all.add(WmiProperty.uint16("ApplicationConsistentSnapshotInterval", s.applicationConsistentSnapshotInterval()));
        all.add(WmiProperty.uint16("RecoveryHistory", s.recoveryHistory()));
        all.add(WmiProperty.flag("AutoResynchronizeEnabled", s.autoResynchronizeEnabled()));
        all.add(interval("AutoResynchronizeIntervalStart", s.autoResynchronizeIntervalStart()));
        all.add(interval("AutoResynchronizeIntervalEnd", s.autoResynchronizeIntervalEnd()));
        all.add(WmiProperty.uint16("ReplicationInterval", s.replicationInterval()));
        all.add(WmiProperty.texts(
                "IncludedDisks",
                s.includedDisks() == null
                        ? null
                        : s.includedDisks().stream().map(DiskReference::raw).toList()));
        all.add(WmiProperty.texts("PrimaryReplicationEntityIDs", s.primaryReplicationEntityIds()));
        all.add(WmiProperty.texts("RecoveryServerHosts", s.recoveryServerHosts()));
        WmiObject result = instance;
        for (WmiProperty property : all) {
            if (property.value() != null) {
                result = result.with(property);
            }
        }
        return result;
    }

    private static @Nullable String text(WmiObject row, String name) {
        return row.text(name).filter(t -> !t.isBlank()).orElse(null);
    }

    private static @Nullable LocalTime time(WmiObject row, String name) {
        return row.text(name).flatMap(CimInterval::timeOfDay).orElse(null);
    }

    private static WmiProperty interval(String name, @Nullable LocalTime time) {
        return WmiProperty.datetime(name, time == null ? null : CimInterval.ofTimeOfDay(time));
    }
}
