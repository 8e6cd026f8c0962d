// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import static io.hvcr.agent.api.SettingRules.INVALID_PARAMETER;
import static io.hvcr.agent.domain.ReplicationSettings.MAX_RECOVERY_HISTORY;
import static io.hvcr.agent.domain.ReplicationSettings.MAX_SNAPSHOT_INTERVAL_HOURS;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.json.Allowed;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.JsonName;
import io.hvcr.agent.json.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code Msvm_CollectionReplicationSettingData} as a JSON object of WMI property names (contract 3.4). An absent member keeps the
 * host's value. What the class's reference rules out is refused here; the rest is the host's to judge.
 */
@Doc("Msvm_CollectionReplicationSettingData as an object of WMI property names; what is absent keeps the host's value")
public record SettingData(
        @Doc("The recovery broker's client access point, a host name of at most 253 characters")
        @JsonName("RecoveryConnectionPoint")
        @Nullable
        String recoveryConnectionPoint,

        @Doc("The port of the recovery side's listener, 1 to 65535: usually 80 (Kerberos) or 443 (certificate)")
        @JsonName("RecoveryServerPortNumber")
        @Range(min = 1, max = 65_535, returnValue = INVALID_PARAMETER)
        @Nullable
        Integer recoveryServerPortNumber,

        @Doc("1 or kerberos (HTTP), 2 or certificate (HTTPS; needs CertificateThumbPrint)")
        @JsonName("AuthenticationType")
        AuthenticationType.@Nullable Known authenticationType,

        @Doc("SHA-1 thumbprint of the certificate in LocalMachine\\My: 40 hexadecimal digits")
        @JsonName("CertificateThumbPrint")
        @Nullable
        String certificateThumbPrint,

        @Doc("Whether the traffic is compressed") @JsonName("CompressionEnabled") @Nullable
        Boolean compressionEnabled,

        @Doc("Whether a configured proxy is bypassed") @JsonName("BypassProxyServer") @Nullable
        Boolean bypassProxyServer,

        @Doc("Seconds between replication cycles: 30, 300 or 900")
        @JsonName("ReplicationInterval")
        @Allowed(
                value = {30, 300, 900},
                returnValue = INVALID_PARAMETER)
        @Nullable
        Integer replicationInterval,

        @Doc("Recovery points kept beside the latest, 0 to 16")
        @JsonName("RecoveryHistory")
        @Range(min = 0, max = MAX_RECOVERY_HISTORY, returnValue = INVALID_PARAMETER)
        @Nullable
        Integer recoveryHistory,

        @Doc(
                "Hours between application-consistent recovery points, 1 to 12; 0 switches them off, and RecoveryHistory 0 allows none")
        @JsonName("ApplicationConsistentSnapshotInterval")
        @Range(min = 0, max = MAX_SNAPSHOT_INTERVAL_HOURS, returnValue = INVALID_PARAMETER)
        @Nullable
        Integer applicationConsistentSnapshotInterval,

        @Doc("Whether key-value pairs of the host are replicated") @JsonName("ReplicateHostKvpItems") @Nullable
        Boolean replicateHostKvpItems,

        @Doc("Whether a needed resynchronization starts by itself inside the window")
        @JsonName("AutoResynchronizeEnabled")
        @Nullable
        Boolean autoResynchronizeEnabled,

        @Doc("Start of the window, the cluster's local time: HH:mm, or a CIM interval since midnight")
        @JsonName("AutoResynchronizeIntervalStart")
        @Nullable
        TimeOfDay autoResynchronizeIntervalStart,

        @Doc("End of the window, the cluster's local time: HH:mm, or a CIM interval since midnight")
        @JsonName("AutoResynchronizeIntervalEnd")
        @Nullable
        TimeOfDay autoResynchronizeIntervalEnd,

        @Doc("The disks that are replicated, as the host names them: object path, InstanceID or embedded instance")
        @JsonName("IncludedDisks")
        @Nullable
        List<String> includedDisks,

        @Doc("Placement without a broker: the collection's id, then the ids of its virtual machines")
        @JsonName("PrimaryReplicationEntityIDs")
        @Nullable
        List<String> primaryReplicationEntityIds,

        @Doc(
                "Placement without a broker: the recovery host of each entry of PrimaryReplicationEntityIDs, in the same order")
        @JsonName("RecoveryServerHosts")
        @Nullable
        List<String> recoveryServerHosts) {

    /**
     * The same in the words of the domain.
     *
     * @param path where the object stands in the params
     * @param whole whether nothing is there yet that could hold what is absent
     * @throws io.hvcr.agent.domain.ProblemException −32602 when a rule between members is broken
     */
    ReplicationSettings toSettings(String path, boolean whole) {
        SettingRules rules = new SettingRules(path + ".");
        rules.server(recoveryConnectionPoint, "RecoveryConnectionPoint");
        rules.thumbprint(certificateThumbPrint, "CertificateThumbPrint");
        if (whole) {
            rules.authentication(
                    authenticationType, "AuthenticationType", certificateThumbPrint, "CertificateThumbPrint");
        }
        rules.snapshots(
                applicationConsistentSnapshotInterval,
                "ApplicationConsistentSnapshotInterval",
                recoveryHistory,
                "RecoveryHistory");
        rules.placement(primaryReplicationEntityIds, recoveryServerHosts);
        return new ReplicationSettings(
                authenticationType,
                certificateThumbPrint,
                null,
                compressionEnabled,
                bypassProxyServer,
                recoveryConnectionPoint,
                null,
                recoveryServerPortNumber,
                replicateHostKvpItems,
                applicationConsistentSnapshotInterval,
                recoveryHistory,
                autoResynchronizeEnabled,
                autoResynchronizeIntervalStart == null ? null : autoResynchronizeIntervalStart.time(),
                autoResynchronizeIntervalEnd == null ? null : autoResynchronizeIntervalEnd.time(),
                replicationInterval,
                includedDisks == null
                        ? null
                        : includedDisks.stream().map(DiskReference::raw).toList(),
                primaryReplicationEntityIds,
                recoveryServerHosts);
    }
}
