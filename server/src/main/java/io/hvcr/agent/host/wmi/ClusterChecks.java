// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.VirtualDisk;
import io.hvcr.agent.host.HyperVHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Prerequisites of the cluster: roles, broker, replica server, disks. */
final class ClusterChecks {

    private static final String SERVICE_SETTINGS = "Msvm_ReplicationServiceSettingData";
    private static final String AUTHORIZATION = "Msvm_ReplicationAuthorizationSettingData";
    private static final String ON_THE_OTHER_SIDE = "only the other cluster knows: ";
    private static final int ONLINE = 2;

    private final HyperVHost host;
    private final WmiReads reads;
    private final ClusterReader cluster;

    ClusterChecks(HyperVHost host, WmiReads reads, ClusterReader cluster) {
        this.host = host;
        this.reads = reads;
        this.cluster = cluster;
    }

    Found clustered() {
        Optional<List<WmiObject>> roles = reads.queryIfThere(
                WmiReads.MSCLUSTER,
                Wql.select("MSCluster_Resource", List.of("Name", "PrivateProperties"), "Type", "Virtual Machine"));
        if (roles.isEmpty()) {
            return Found.fail(
                    "this node belongs to no failover cluster",
                    "Join it to one (Add-ClusterNode); a collection replicates between clusters only.");
        }
        Set<String> clustered = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (WmiObject role : roles.get()) {
            if (role.value("PrivateProperties") instanceof WmiObject own) {
                own.text("VmID").ifPresent(clustered::add);
            }
        }
        List<String> single = groups().stream()
                .flatMap(c -> host.members(c).stream())
                .filter(m -> !clustered.contains(m.id()))
                .map(Member::name)
                .distinct()
                .toList();
        return single.isEmpty()
                ? Found.pass("every member is one of the cluster's " + clustered.size() + " virtual machine roles")
                : Found.fail(
                        "no clustered role: " + String.join(", ", single),
                        "Add-ClusterVirtualMachineRole for each of them.");
    }

    Found broker() {
        Optional<WmiObject> broker = cluster.broker();
        if (broker.isEmpty()) {
            return Found.fail(
                    "this cluster has no Hyper-V Replica Broker",
                    "Create the role in Failover Cluster Manager, or place every member explicitly (P4).");
        }
        String name = cluster.brokerName().orElse("the broker");
        return broker.get().number("State").filter(state -> state == ONLINE).isPresent()
                ? Found.pass(name + " is online here; ask the agent of the other cluster about its own")
                : Found.fail(name + " is not online", "Bring the role online; look at the cluster's events.");
    }

    Found placement() {
        return cluster.broker().isPresent()
                ? Found.pass("not needed: this cluster has a broker")
                : Found.unknown(
                        "whether a placement is right shows at the first call only",
                        "Give PrimaryReplicationEntityIDs and RecoveryServerHosts to hyperv.CreateReplicationRelationship.");
    }

    Found otherReplicaServer() {
        return Found.unknown(
                ON_THE_OTHER_SIDE + "see P7 of its agent's doctor",
                "There: Set-VMReplicationServer -ReplicationEnabled $true, with a storage path on a cluster volume.");
    }

    Found otherAuthorization() {
        return Found.unknown(
                ON_THE_OTHER_SIDE + "it must list " + cluster.brokerName().orElse("this cluster's broker")
                        + ", or any server",
                "There: New-VMReplicationAuthorizationEntry -AllowedPrimaryServer "
                        + cluster.brokerName().orElse("BROKER") + ".");
    }

    Found ownReplicaServer() {
        Optional<WmiObject> own = serviceSettings();
        if (own.isEmpty()) {
            return Found.unknown(
                    "the node does not tell its replica server settings", "Look with: Get-VMReplicationServer");
        }
        if (!own.get().flag("RecoveryServerEnabled").orElse(false)) {
            return Found.fail(
                    "this node is not enabled as a replica server",
                    "Set-VMReplicationServer -ReplicationEnabled $true; failback needs it.");
        }
        long entries = reads.queryIfThere(WmiReads.VIRTUALIZATION, Wql.select(AUTHORIZATION, List.of("InstanceID")))
                .map(List::size)
                .orElse(0);
        return Found.pass("enabled, with " + entries + " authorization entries");
    }

    Found ports() {
        return serviceSettings()
                .map(own -> Found.pass(
                        "this node listens on " + own.text("HttpPort").orElse("?") + " (Kerberos) and "
                                + own.text("HttpsPort").orElse("?") + " (certificates); allowed: "
                                + allowed(own.small("AllowedAuthenticationType").orElse(0))))
                .orElseGet(
                        () -> Found.unknown("the node does not tell its ports", "Look with: Get-VMReplicationServer"));
    }

    private static String allowed(int type) {
        return switch (type) {
            case 1 -> "Kerberos";
            case 2 -> "certificates";
            case 3 -> "both";
            default -> "not set";
        };
    }

    Found sharedDisks() {
        List<String> old = new ArrayList<>();
        int shared = 0;
        for (HostCollection c : groups()) {
            for (VirtualDisk disk : host.disks(c)) {
                String file = Objects.requireNonNullElse(disk.reference().path(), "");
                shared += disk.shared() ? 1 : 0;
                if (disk.shared() && !file.toLowerCase(Locale.ROOT).endsWith(".vhds")) {
                    old.add(file + " of " + c.ref().describe());
                }
            }
        }
        return old.isEmpty()
                ? Found.pass(shared + " shared disks, all VHD Sets")
                : Found.fail(
                        old.stream().collect(Collectors.joining(", ")),
                        "With the machines off: detach, Convert-VHD to .vhds, attach again.");
    }

    private List<HostCollection> groups() {
        return host.collections().stream()
                .filter(c -> c.kind() == HostCollection.Kind.VIRTUAL_SYSTEMS)
                .toList();
    }

    private Optional<WmiObject> serviceSettings() {
        return reads.first(
                WmiReads.VIRTUALIZATION,
                SERVICE_SETTINGS,
                "RecoveryServerEnabled",
                "AllowedAuthenticationType",
                "HttpPort",
                "HttpsPort");
    }
}
