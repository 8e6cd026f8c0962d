// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.host.HostIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The failover cluster and the operating system around a fabric, as far as WMI shows them. */
final class FabricCluster {

    private final HostIdentity identity;
    private final FabricRows rows;

    FabricCluster(HostIdentity identity, FabricRows rows) {
        this.identity = identity;
        this.rows = rows;
    }

    List<WmiObject> of(String className) {
        return switch (className) {
            case "MSCluster_Cluster" ->
                List.of(rows.rowIn(WmiReads.MSCLUSTER, className, null, Map.of("Name", identity.clusterName())));
            case "MSCluster_ResourceGroup" ->
                List.of(rows.rowIn(
                        WmiReads.MSCLUSTER,
                        className,
                        null,
                        Map.of("Name", "Cluster Group", "Id", new UUID(1, 2).toString(), "GroupType", 1)));
            case "MSCluster_Node" ->
                List.of(rows.rowIn(WmiReads.MSCLUSTER, className, null, Map.of("Name", identity.node(), "State", 0)));
            case "MSCluster_Resource" -> resources();
            case "Win32_OperatingSystem" ->
                List.of(rows.rowIn(
                        WmiReads.CIMV2,
                        className,
                        null,
                        Map.of(
                                "CSName",
                                identity.node(),
                                "Version",
                                "10.0.20348",
                                "Caption",
                                "Microsoft Windows Server 2022 Datacenter",
                                "ProductType",
                                3)));
            case "Msvm_VirtualSystemManagementService" ->
                List.of(rows.rowIn(WmiReads.VIRTUALIZATION, className, null, Map.of("Name", "vmms")));
            case "Win32_Service" -> List.of(service("vmms"), service("ClusSvc"));
            default -> List.of();
        };
    }

    private WmiObject service(String name) {
        return rows.rowIn(
                WmiReads.CIMV2, "Win32_Service", null, Map.of("Name", name, "State", "Running", "StartMode", "Auto"));
    }

    private List<WmiObject> resources() {
        if (identity.broker() == null) {
            return List.of();
        }
        String name = identity.broker();
        WmiObject dns = new WmiObject(
                "MSCluster_Property_Resource_Network_Name", null, List.of(WmiProperty.text("DnsName", name)));
        return List.of(
                resource("Replica Broker", ClusterReader.BROKER_TYPE, Map.of()),
                resource("Broker Name", ClusterReader.NETWORK_NAME_TYPE, Map.of("PrivateProperties", dns)));
    }

    private WmiObject resource(String name, String type, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.putAll(Map.of(
                "Name", name, "Type", type, "State", 2, "OwnerGroup", "Broker Group", "OwnerNode", identity.node()));
        return rows.rowIn(WmiReads.MSCLUSTER, "MSCluster_Resource", null, values);
    }
}
