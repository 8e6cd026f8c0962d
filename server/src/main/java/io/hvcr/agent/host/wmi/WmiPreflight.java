// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.domain.PreflightCheck.Status;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.VirtualDisk;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.host.HyperVHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The prerequisites of contract 1.3, as far as a read on this node can tell. What only the other cluster knows is said to be not
 * checkable from here, with the command that checks it there. A check that cannot be carried out never hides the others.
 */
final class WmiPreflight {

    private static final String SERVICE_SETTINGS = "Msvm_ReplicationServiceSettingData";
    private static final String AUTHORIZATION = "Msvm_ReplicationAuthorizationSettingData";
    private static final String FIREWALL = "root\\StandardCimv2";
    private static final String ON_THE_OTHER_SIDE = "only the other cluster knows; ";
    private static final int ONLINE = 2;
    private static final int FIREWALL_ON = 1;
    private static final long FIRST_BUILD = 14393;

    private final HyperVHost host;
    private final WmiReads reads;
    private final ClusterReader cluster;
    private final Runnable service;

    WmiPreflight(HyperVHost host, WmiReads reads, ClusterReader cluster, Runnable service) {
        this.host = host;
        this.reads = reads;
        this.cluster = cluster;
        this.service = service;
    }

    List<PreflightCheck> checks() {
        List<PreflightCheck> checks = new ArrayList<>();
        checks.add(check("P1", "Windows Server 2016 or later with the Hyper-V role", this::windows));
        checks.add(check("P2", "Members are clustered roles of a failover cluster", this::clustered));
        checks.add(check("P3", "Hyper-V Replica Broker online on each cluster", this::broker));
        checks.add(check("P4", "Explicit placement where there is no broker", this::placement));
        checks.add(check("P5", "Recovery cluster enabled as replica server", this::otherReplicaServer));
        checks.add(check("P6", "Recovery cluster accepts this cluster's broker", this::otherAuthorization));
        checks.add(check("P7", "This cluster can receive, for failback", this::ownReplicaServer));
        checks.add(check("P8", "Listener ports", this::ports));
        checks.add(check("P9", "Firewall rules for the listeners", this::firewall));
        checks.add(check("P10", "Kerberos: domain membership and SPNs", this::kerberos));
        checks.add(check("P11", "Certificates for nodes and broker", this::certificates));
        checks.add(check("P12", "Revocation check can succeed, or is off", this::revocation));
        checks.add(check("P13", "Names of the recovery brokers are known", this::names));
        checks.add(check("P14", "The agent's account is a Hyper-V administrator", this::rights));
        checks.add(check("P15", "Disk space on the cluster's volumes", this::space));
        checks.add(check("P16", "All shared disks are VHD Sets", this::sharedDisks));
        return checks;
    }

    /** What a check found. */
    private record Found(Status status, String detail, String hint) {

        static Found pass(String detail) {
            return new Found(Status.PASS, detail, "");
        }

        static Found fail(String detail, String hint) {
            return new Found(Status.FAIL, detail, hint);
        }

        static Found unknown(String detail, String hint) {
            return new Found(Status.NOT_CHECKABLE, detail, hint);
        }
    }

    private static PreflightCheck check(String id, String title, Supplier<Found> look) {
        Found found;
        try {
            found = look.get();
        } catch (HostException e) {
            found = e.fault() instanceof HostFault.Denied
                    ? Found.fail(e.fault().text(), "Run the agent elevated, as LocalSystem or a Hyper-V administrator.")
                    : Found.unknown(e.fault().text(), "");
        }
        return new PreflightCheck(id, title, found.status, found.detail, found.hint.isEmpty() ? null : found.hint);
    }

    private Found windows() {
        WmiObject os = first(WmiReads.CIMV2, "Win32_OperatingSystem", "Caption", "BuildNumber", "ProductType")
                .orElse(new WmiObject("", null, List.of()));
        String name = os.text("Caption").orElse("an unknown Windows");
        if (os.number("ProductType").filter(type -> type == 1).isPresent()) {
            return Found.fail(name + " is a client", "Hyper-V Replica needs Windows Server 2016 or later.");
        }
        if (os.number("BuildNumber").filter(build -> build < FIRST_BUILD).isPresent()) {
            return Found.fail(name + " is older than Windows Server 2016", "Upgrade the node.");
        }
        service.run();
        return Found.pass(name + " has the collection replication service");
    }

    private Found clustered() {
        Optional<List<WmiObject>> roles = reads.queryIfThere(
                WmiReads.MSCLUSTER,
                Wql.select("MSCluster_Resource", List.of("Name", "PrivateProperties"), "Type", "Virtual Machine"));
        if (roles.isEmpty()) {
            return Found.fail("this node belongs to no failover cluster", "Join the node to a failover cluster.");
        }
        TreeSet<String> ids = roles.get().stream()
                .flatMap(role -> role.value("PrivateProperties") instanceof WmiObject own
                        ? own.text("VmID").stream()
                        : Optional.<String>empty().stream())
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
        List<String> single = groups().stream()
                .flatMap(c -> host.members(c).stream())
                .filter(m -> !ids.contains(m.id()))
                .map(m -> m.name())
                .distinct()
                .toList();
        return single.isEmpty()
                ? Found.pass("every member is one of the cluster's " + ids.size() + " virtual machine roles")
                : Found.fail(
                        "not clustered: " + String.join(", ", single),
                        "Add-ClusterVirtualMachineRole for each of them.");
    }

    private Found broker() {
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

    private Found placement() {
        return cluster.broker().isPresent()
                ? Found.pass("not needed: this cluster has a broker")
                : Found.unknown(
                        "whether the placement is right shows at the first call only",
                        "Give PrimaryReplicationEntityIDs and RecoveryServerHosts in the verbatim method.");
    }

    private Found otherReplicaServer() {
        return Found.unknown(
                ON_THE_OTHER_SIDE + "ask its agent (P7 there)",
                "There: Set-VMReplicationServer -ReplicationEnabled $true, with a storage path on a cluster volume.");
    }

    private Found otherAuthorization() {
        return Found.unknown(
                ON_THE_OTHER_SIDE + "it must list " + cluster.brokerName().orElse("this cluster's broker"),
                "There: New-VMReplicationAuthorizationEntry for this cluster's broker.");
    }

    private Found ownReplicaServer() {
        Optional<WmiObject> own = serviceSettings();
        if (own.isEmpty()) {
            return Found.unknown("the node does not tell its replica server settings", "");
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

    private Found ports() {
        return serviceSettings()
                .map(own -> Found.pass("this node listens on "
                        + own.text("HttpPort").orElse("?") + " (Kerberos) and "
                        + own.text("HttpsPort").orElse("?") + " (certificates), as far as they are allowed: type "
                        + own.text("AllowedAuthenticationType").orElse("?")))
                .orElseGet(() -> Found.unknown("the node does not tell its ports", ""));
    }

    private Found firewall() {
        List<String> on = new ArrayList<>();
        for (String rule :
                List.of("Hyper-V Replica HTTP Listener (TCP-In)", "Hyper-V Replica HTTPS Listener (TCP-In)")) {
            Optional<List<WmiObject>> rows = reads.queryIfThere(
                    FIREWALL,
                    Wql.select("MSFT_NetFirewallRule", List.of("DisplayName", "Enabled"), "DisplayName", rule));
            if (rows.isEmpty()) {
                return Found.unknown("the node does not show its firewall rules", "");
            }
            if (rows.get().stream().anyMatch(r -> r.number("Enabled").orElse(0L) == FIREWALL_ON)) {
                on.add(rule);
            }
        }
        return on.isEmpty()
                ? Found.fail(
                        "no listener rule is enabled on this node",
                        "Enable-NetFirewallRule for 'Hyper-V Replica HTTP Listener (TCP-In)' or its HTTPS twin, on every node.")
                : Found.pass("enabled on this node: " + String.join(", ", on));
    }

    private Found kerberos() {
        boolean member = first(WmiReads.CIMV2, "Win32_ComputerSystem", "Name", "PartOfDomain", "Domain")
                .flatMap(row -> row.flag("PartOfDomain"))
                .orElse(true);
        return member
                ? Found.unknown(
                        "SPNs are in the directory", "setspn -l for every node and the broker; restart vmms to repair.")
                : Found.fail("this node belongs to no domain", "Use certificates, or join the node to a domain.");
    }

    private Found certificates() {
        boolean needed = host.settings().values().stream()
                .anyMatch(s -> s.authenticationType() == AuthenticationType.Known.CERTIFICATE);
        return needed
                ? Found.unknown(
                        "certificates are in LocalMachine\\My of every node",
                        "Check expiry, both EKUs, the private key, and names of node and broker, on every node.")
                : Found.pass("not needed: no relationship here uses certificates");
    }

    private Found revocation() {
        return Found.unknown(
                "whether revocation lists can be reached shows at the first connection",
                "Make the distribution points reachable, or set DisableCertRevocationCheck on both sides.");
    }

    private Found names() {
        String names = host.settings().values().stream()
                .map(ReplicationSettings::recoveryServer)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return Found.unknown(
                names.isEmpty()
                        ? "no relationship names a recovery broker yet"
                        : "to be resolved on every node: " + names,
                "Resolve-DnsName for the broker and every recovery node, on every primary node.");
    }

    private Found rights() {
        service.run();
        List<WmiObject> machines = reads.query(
                WmiReads.VIRTUALIZATION, Wql.select("Msvm_VirtualSystemManagementService", List.of("Name")));
        return machines.isEmpty()
                ? Found.fail(
                        "the host shows no management service to this account",
                        "Run the agent elevated, as LocalSystem or a member of Hyper-V Administrators.")
                : Found.pass("both namespaces answer this account");
    }

    private Found space() {
        Optional<List<WmiObject>> volumes = reads.queryIfThere(
                WmiReads.CIMV2,
                Wql.select(
                        "Win32_Volume", List.of("Name", "Capacity", "FreeSpace", "FileSystem"), "FileSystem", "CSVFS"));
        if (volumes.isEmpty() || volumes.get().isEmpty()) {
            return Found.unknown(
                    "this node shows no cluster volumes", "Look at the free space on the replica storage.");
        }
        Function<WmiObject, Long> percent = v -> 100
                * v.number("FreeSpace").orElse(0L)
                / Math.max(1, v.number("Capacity").orElse(1L));
        String free = volumes.get().stream()
                .map(v -> v.text("Name").orElse("?") + " " + percent.apply(v) + " % free")
                .collect(Collectors.joining(", "));
        return volumes.get().stream().anyMatch(v -> percent.apply(v) < 10)
                ? Found.fail(
                        free, "Free space, or move recovery points; logs of stuck replication fill the primary too.")
                : Found.pass(free);
    }

    private Found sharedDisks() {
        List<String> old = new ArrayList<>();
        for (HostCollection c : groups()) {
            for (VirtualDisk disk : host.disks(c)) {
                String file = Optional.ofNullable(disk.reference().path()).orElse("");
                if (disk.shared() && !file.toLowerCase(Locale.ROOT).endsWith(".vhds")) {
                    old.add(file + " of " + c.ref().describe());
                }
            }
        }
        return old.isEmpty()
                ? Found.pass("no shared disk is anything else")
                : Found.fail(
                        String.join(", ", old), "Detach with the machines off, Convert-VHD to .vhds, attach again.");
    }

    private List<HostCollection> groups() {
        return host.collections().stream()
                .filter(c -> c.kind() == HostCollection.Kind.VIRTUAL_SYSTEMS)
                .toList();
    }

    private Optional<WmiObject> serviceSettings() {
        return first(
                WmiReads.VIRTUALIZATION,
                SERVICE_SETTINGS,
                "RecoveryServerEnabled",
                "AllowedAuthenticationType",
                "HttpPort",
                "HttpsPort");
    }

    private Optional<WmiObject> first(String namespace, String className, String... properties) {
        return reads.queryIfThere(namespace, Wql.select(className, List.of(properties))).stream()
                .flatMap(List::stream)
                .findFirst();
    }
}
