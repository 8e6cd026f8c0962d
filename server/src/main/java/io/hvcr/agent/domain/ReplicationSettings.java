// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code Msvm_CollectionReplicationSettingData} (contract 3.4). A null component is unset: on the way in it leaves the
 * host's value as it is, on the way out the host had none.
 *
 * @param authenticationType Kerberos (HTTP) or certificate (HTTPS)
 * @param certificateThumbPrint SHA-1 thumbprint of the certificate in LocalMachine\My, 40 hex digits
 * @param rootCertificateThumbPrint its root's; read-only on the host
 * @param compressionEnabled whether the traffic is compressed
 * @param bypassProxyServer whether a configured proxy is bypassed
 * @param recoveryConnectionPoint the recovery broker's client access point
 * @param primaryConnectionPoint the primary broker's client access point; read-only on the host
 * @param recoveryServerPortNumber the listener's port, usually 80 (Kerberos) or 443 (certificate)
 * @param replicateHostKvpItems whether key-value pairs of the host are replicated
 * @param applicationConsistentSnapshotInterval hours between application-consistent points, 1 to 12; 0 is off
 * @param recoveryHistory additional recovery points kept, 0 to 16
 * @param autoResynchronizeEnabled whether a needed resynchronization starts by itself
 * @param autoResynchronizeIntervalStart start of the window for it, the cluster's local time
 * @param autoResynchronizeIntervalEnd end of the window
 * @param replicationInterval seconds between cycles: 30, 300 or 900
 * @param includedDisks the disks that are replicated
 * @param primaryReplicationEntityIds placement without a broker: the collection's id, then the members'
 * @param recoveryServerHosts placement without a broker: a host for each of these
 */
public record ReplicationSettings(
        @Nullable AuthenticationType authenticationType,
        @Nullable String certificateThumbPrint,
        @Nullable String rootCertificateThumbPrint,
        @Nullable Boolean compressionEnabled,
        @Nullable Boolean bypassProxyServer,
        @Nullable String recoveryConnectionPoint,
        @Nullable String primaryConnectionPoint,
        @Nullable Integer recoveryServerPortNumber,
        @Nullable Boolean replicateHostKvpItems,
        @Nullable Integer applicationConsistentSnapshotInterval,
        @Nullable Integer recoveryHistory,
        @Nullable Boolean autoResynchronizeEnabled,
        @Nullable LocalTime autoResynchronizeIntervalStart,
        @Nullable LocalTime autoResynchronizeIntervalEnd,
        @Nullable Integer replicationInterval,
        @Nullable List<DiskReference> includedDisks,
        @Nullable List<String> primaryReplicationEntityIds,
        @Nullable List<String> recoveryServerHosts) {

    /** The documented seconds between replication cycles (contract 3.4). */
    public static final List<Integer> REPLICATION_INTERVALS = List.of(30, 300, 900);

    /** The documented most recovery points that a collection keeps beside the latest (contract 3.4). */
    public static final int MAX_RECOVERY_HISTORY = 16;

    /** The documented most hours between application-consistent points (contract 3.4). */
    public static final int MAX_SNAPSHOT_INTERVAL_HOURS = 12;

    /** Nothing set. */
    public static final ReplicationSettings UNSET = new ReplicationSettings(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    public ReplicationSettings {
        includedDisks = includedDisks == null ? null : List.copyOf(includedDisks);
        primaryReplicationEntityIds =
                primaryReplicationEntityIds == null ? null : List.copyOf(primaryReplicationEntityIds);
        recoveryServerHosts = recoveryServerHosts == null ? null : List.copyOf(recoveryServerHosts);
    }

    /** These settings with every value that the changes set. */
    public ReplicationSettings with(ReplicationSettings changes) {
        return new ReplicationSettings(
                either(changes.authenticationType, authenticationType),
                either(changes.certificateThumbPrint, certificateThumbPrint),
                either(changes.rootCertificateThumbPrint, rootCertificateThumbPrint),
                either(changes.compressionEnabled, compressionEnabled),
                either(changes.bypassProxyServer, bypassProxyServer),
                either(changes.recoveryConnectionPoint, recoveryConnectionPoint),
                either(changes.primaryConnectionPoint, primaryConnectionPoint),
                either(changes.recoveryServerPortNumber, recoveryServerPortNumber),
                either(changes.replicateHostKvpItems, replicateHostKvpItems),
                either(changes.applicationConsistentSnapshotInterval, applicationConsistentSnapshotInterval),
                either(changes.recoveryHistory, recoveryHistory),
                either(changes.autoResynchronizeEnabled, autoResynchronizeEnabled),
                either(changes.autoResynchronizeIntervalStart, autoResynchronizeIntervalStart),
                either(changes.autoResynchronizeIntervalEnd, autoResynchronizeIntervalEnd),
                either(changes.replicationInterval, replicationInterval),
                either(changes.includedDisks, includedDisks),
                either(changes.primaryReplicationEntityIds, primaryReplicationEntityIds),
                either(changes.recoveryServerHosts, recoveryServerHosts));
    }

    /** The recovery connection point, where one is set. */
    public Optional<String> recoveryServer() {
        return Optional.ofNullable(recoveryConnectionPoint);
    }

    /** The port that listeners of an authentication type have unless somebody changed it (contract P8). */
    public static int defaultPort(AuthenticationType type) {
        return type == AuthenticationType.Known.CERTIFICATE ? 443 : 80;
    }

    private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }
}
