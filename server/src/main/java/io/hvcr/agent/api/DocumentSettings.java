// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import static io.hvcr.agent.api.SettingRules.INVALID_PARAMETER;
import static io.hvcr.agent.domain.ReplicationSettings.MAX_RECOVERY_HISTORY;
import static io.hvcr.agent.domain.ReplicationSettings.MAX_SNAPSHOT_INTERVAL_HOURS;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.DeclaredSettings;
import io.hvcr.agent.json.Allowed;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code settings} of a desired document, in the parameter names of {@code Enable-VMReplication} (design 3.2). */
@Doc("How the collection is replicated; an absent or null member leaves the host's value as it is")
public record DocumentSettings(
        @Doc("The recovery cluster's Hyper-V Replica Broker, a host name of at most 253 characters") @Nullable
        String replicaServerName,

        @Doc(
                "The port of the recovery side's listener, 1 to 65535; a new relationship gets 80 (kerberos) or 443 (certificate)")
        @Range(min = 1, max = 65_535, returnValue = INVALID_PARAMETER)
        @Nullable
        Integer replicaServerPort,

        @Doc("kerberos (HTTP) or certificate (HTTPS; needs certificateThumbprint)")
        AuthenticationType.@Nullable Known authenticationType,

        @Doc("SHA-1 thumbprint of the certificate in LocalMachine\\My: 40 hexadecimal digits") @Nullable
        String certificateThumbprint,

        @Doc("Whether the traffic is compressed") @Nullable Boolean compressionEnabled,

        @Doc("Whether a configured proxy is bypassed") @Nullable
        Boolean bypassProxyServer,

        @Doc("Seconds between replication cycles: 30, 300 or 900")
        @Allowed(
                value = {30, 300, 900},
                returnValue = INVALID_PARAMETER)
        @Nullable
        Integer replicationFrequencySec,

        @Doc("Recovery points kept beside the latest, 0 to 16")
        @Range(min = 0, max = MAX_RECOVERY_HISTORY, returnValue = INVALID_PARAMETER)
        @Nullable
        Integer recoveryHistory,

        @Doc(
                "Hours between application-consistent recovery points, 1 to 12; 0 switches them off, and recoveryHistory 0 allows none")
        @Range(min = 0, max = MAX_SNAPSHOT_INTERVAL_HOURS, returnValue = INVALID_PARAMETER)
        @Nullable
        Integer vssSnapshotFrequencyHour,

        @Doc("Whether key-value pairs of the host are replicated") @Nullable
        Boolean replicateHostKvpItems,

        @Doc("Whether a needed resynchronization starts by itself inside the window") @Nullable
        Boolean autoResynchronizeEnabled,

        @Doc("Start of the window as HH:mm, the cluster's local time") @Nullable
        TimeOfDay autoResynchronizeIntervalStart,

        @Doc("End of the window as HH:mm, the cluster's local time") @Nullable
        TimeOfDay autoResynchronizeIntervalEnd,

        @Doc("The files of the disks that are replicated, on the host") @Nullable
        List<String> replicatedDiskPaths) {

    /**
     * The same in the words of the domain.
     *
     * @throws io.hvcr.agent.domain.ProblemException −32602 when a rule between members is broken
     */
    DeclaredSettings toDeclared() {
        SettingRules rules = new SettingRules("settings.");
        rules.server(replicaServerName, "replicaServerName");
        rules.thumbprint(certificateThumbprint, "certificateThumbprint");
        rules.snapshots(vssSnapshotFrequencyHour, "vssSnapshotFrequencyHour", recoveryHistory, "recoveryHistory");
        return new DeclaredSettings(
                replicaServerName,
                replicaServerPort,
                authenticationType,
                certificateThumbprint,
                compressionEnabled,
                bypassProxyServer,
                replicationFrequencySec,
                recoveryHistory,
                vssSnapshotFrequencyHour,
                replicateHostKvpItems,
                autoResynchronizeEnabled,
                autoResynchronizeIntervalStart == null ? null : autoResynchronizeIntervalStart.time(),
                autoResynchronizeIntervalEnd == null ? null : autoResynchronizeIntervalEnd.time(),
                replicatedDiskPaths);
    }

    static @Nullable DocumentSettings of(@Nullable DeclaredSettings s) {
        return s == null
                ? null
                : new DocumentSettings(
                        s.replicaServerName(),
                        s.replicaServerPort(),
                        s.authenticationType() instanceof AuthenticationType.Known known ? known : null,
                        s.certificateThumbprint(),
                        s.compressionEnabled(),
                        s.bypassProxyServer(),
                        s.replicationFrequencySec(),
                        s.recoveryHistory(),
                        s.vssSnapshotFrequencyHour(),
                        s.replicateHostKvpItems(),
                        s.autoResynchronizeEnabled(),
                        TimeOfDay.orNull(s.autoResynchronizeIntervalStart()),
                        TimeOfDay.orNull(s.autoResynchronizeIntervalEnd()),
                        s.replicatedDiskPaths());
    }
}
