// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code settings} of a desired document, in the parameter names of {@code Enable-VMReplication} (design 3.2). Null
 * leaves the host's value as it is.
 *
 * @param replicaServerName the recovery broker: {@code RecoveryConnectionPoint}
 * @param replicaServerPort {@code RecoveryServerPortNumber}
 * @param authenticationType {@code AuthenticationType}
 * @param certificateThumbprint {@code CertificateThumbPrint}
 * @param compressionEnabled {@code CompressionEnabled}
 * @param bypassProxyServer {@code BypassProxyServer}
 * @param replicationFrequencySec {@code ReplicationInterval}, seconds
 * @param recoveryHistory {@code RecoveryHistory}
 * @param vssSnapshotFrequencyHour {@code ApplicationConsistentSnapshotInterval}, hours
 * @param replicateHostKvpItems {@code ReplicateHostKvpItems}
 * @param autoResynchronizeEnabled {@code AutoResynchronizeEnabled}
 * @param autoResynchronizeIntervalStart {@code AutoResynchronizeIntervalStart}, the cluster's local time
 * @param autoResynchronizeIntervalEnd {@code AutoResynchronizeIntervalEnd}, the cluster's local time
 * @param replicatedDiskPaths files of the disks in {@code IncludedDisks}
 */
public record DeclaredSettings(
        @Nullable String replicaServerName,
        @Nullable Integer replicaServerPort,
        @Nullable AuthenticationType authenticationType,
        @Nullable String certificateThumbprint,
        @Nullable Boolean compressionEnabled,
        @Nullable Boolean bypassProxyServer,
        @Nullable Integer replicationFrequencySec,
        @Nullable Integer recoveryHistory,
        @Nullable Integer vssSnapshotFrequencyHour,
        @Nullable Boolean replicateHostKvpItems,
        @Nullable Boolean autoResynchronizeEnabled,
        @Nullable LocalTime autoResynchronizeIntervalStart,
        @Nullable LocalTime autoResynchronizeIntervalEnd,
        @Nullable List<String> replicatedDiskPaths) {

    public static final DeclaredSettings NONE =
            new DeclaredSettings(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    public DeclaredSettings {
        replicatedDiskPaths = replicatedDiskPaths == null ? null : List.copyOf(replicatedDiskPaths);
    }
}
