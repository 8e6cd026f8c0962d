// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.host.ProcessRights;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Prerequisites of this node: Windows, firewall, rights, space. */
final class NodeChecks {

    private static final String FIREWALL = "root\\StandardCimv2";

    /** The rules' fixed names; what people see is translated. */
    private static final List<String> LISTENER_RULES =
            List.of("VIRT-HVRHTTPL-In-TCP-NoScope", "VIRT-HVRHTTPSL-In-TCP-NoScope");

    private static final long RULE_ENABLED = 1;
    private static final long FIRST_BUILD = 14393;
    private static final long CLIENT = 1;
    private static final int LEAST_PERCENT_FREE = 10;

    private final WmiReads reads;
    private final Runnable probe;
    private final Supplier<ProcessRights> rights;

    /**
     * @param probe throws where the collection replication service does not answer
     */
    NodeChecks(WmiReads reads, Runnable probe, Supplier<ProcessRights> rights) {
        this.reads = reads;
        this.probe = probe;
        this.rights = rights;
    }

    Found windows() {
        WmiObject os = reads.first(WmiReads.CIMV2, "Win32_OperatingSystem", "Caption", "BuildNumber", "ProductType")
                .orElse(new WmiObject("", null, List.of()));
        String name = os.text("Caption").orElse("an unknown Windows");
        if (os.number("ProductType").filter(type -> type == CLIENT).isPresent()) {
            return Found.fail(
                    name + " is a client", "Run the agent on Windows Server 2016 or later: clients have no Replica.");
        }
        if (os.number("BuildNumber").filter(build -> build < FIRST_BUILD).isPresent()) {
            return Found.fail(name + " is older than Windows Server 2016", "Upgrade the node.");
        }
        try {
            probe.run();
        } catch (HostException e) {
            if (e.fault() instanceof HostFault.Absent) {
                return Found.fail(
                        name + " has no namespace root\\HyperVCluster\\v2",
                        "Install the roles: Install-WindowsFeature Hyper-V, Failover-Clustering -IncludeManagementTools.");
            }
            throw e;
        }
        return Found.pass(name + " has the collection replication service");
    }

    Found firewall() {
        Optional<List<WmiObject>> rules = reads.queryIfThere(
                FIREWALL,
                Wql.selectAny("MSFT_NetFirewallRule", List.of("InstanceID", "Enabled"), "InstanceID", LISTENER_RULES));
        if (rules.isEmpty()) {
            return Found.unknown(
                    "the node does not show its firewall rules", "Look with: Get-NetFirewallRule -Name VIRT-HVR*");
        }
        String on = rules.get().stream()
                .filter(rule -> rule.number("Enabled").orElse(0L) == RULE_ENABLED)
                .map(rule -> rule.text("InstanceID").orElse("?"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return on.isEmpty()
                ? Found.fail(
                        "no Hyper-V Replica listener rule is enabled on this node",
                        "On every node: Enable-NetFirewallRule -Name VIRT-HVRHTTPL-In-TCP-NoScope (Kerberos) or"
                                + " VIRT-HVRHTTPSL-In-TCP-NoScope (certificates).")
                : Found.pass("enabled on this node: " + on);
    }

    Found rights() {
        ProcessRights own = rights.get();
        if (!own.sufficient()) {
            return Found.fail(
                    "the agent runs as " + own.describe(),
                    "Run it as LocalSystem, or elevated as a member of the local group Hyper-V Administrators.");
        }
        List<WmiObject> machines;
        try {
            probe.run();
            machines = reads.query(
                    WmiReads.VIRTUALIZATION, Wql.select("Msvm_VirtualSystemManagementService", List.of("Name")));
        } catch (HostException e) {
            if (e.fault() instanceof HostFault.Denied) {
                return Found.fail(
                        "the agent runs as " + own.describe() + ", and yet: "
                                + e.fault().text(),
                        "Check the permissions on root\\HyperVCluster\\v2 in wmimgmt.msc.");
            }
            return Found.unknown(
                    "the agent runs as " + own.describe() + ", which is enough, but the host does not answer: "
                            + (e.fault() instanceof HostFault.Absent
                                    ? "the namespace is missing (P1)"
                                    : e.fault().text()),
                    "");
        }
        return machines.isEmpty()
                ? Found.fail(
                        "the agent runs as " + own.describe() + ", and yet the host shows it no management service",
                        "Check the permissions on root\\virtualization\\v2 in wmimgmt.msc, and that vmms runs.")
                : Found.pass("the agent runs as " + own.describe() + "; both namespaces answer");
    }

    Found space() {
        Optional<List<WmiObject>> volumes = reads.queryIfThere(
                WmiReads.CIMV2,
                Wql.select(
                        "Win32_Volume", List.of("Name", "Capacity", "FreeSpace", "FileSystem"), "FileSystem", "CSVFS"));
        if (volumes.isEmpty() || volumes.get().isEmpty()) {
            return Found.unknown(
                    "this node shows no cluster shared volumes",
                    "Look at the free space on the replica storage, and where exports go.");
        }
        String free = volumes.get().stream()
                .map(v -> v.text("Name").orElse("?") + " " + percentFree(v) + " % free")
                .collect(Collectors.joining(", "));
        return volumes.get().stream().anyMatch(v -> percentFree(v) < LEAST_PERCENT_FREE)
                ? Found.fail(
                        free,
                        "Free space, or keep fewer recovery points; the logs of stuck replication fill the primary too.")
                : Found.pass(free);
    }

    private static long percentFree(WmiObject volume) {
        return 100
                * volume.number("FreeSpace").orElse(0L)
                / Math.max(1, volume.number("Capacity").orElse(1L));
    }
}
