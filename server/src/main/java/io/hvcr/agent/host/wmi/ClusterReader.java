// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster and node this is. It is read once and kept; while it cannot be read, every answer says so by an empty cluster
 * id, and the next attempt is made after half a minute.
 */
final class ClusterReader {

    /** The type of the broker's resource, and of network names (contract P3). */
    static final String BROKER_TYPE = "Virtual Machine Replication Broker";

    static final String NETWORK_NAME_TYPE = "Network Name";
    static final List<String> RESOURCE_PROPERTIES =
            List.of("Name", "Type", "State", "OwnerGroup", "OwnerNode", "PrivateProperties");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Registry registry;
    private final WmiReads reads;
    private final InstantSource clock;
    private final String localNode;
    private @Nullable HostIdentity known;
    private Instant retryAt = Instant.MIN;

    ClusterReader(Registry registry, WmiReads reads, InstantSource clock, String localNode) {
        this.registry = registry;
        this.reads = reads;
        this.clock = clock;
        this.localNode = localNode;
    }

    synchronized HostIdentity identity() {
        if (known != null) {
            return known;
        }
        if (clock.instant().isBefore(retryAt)) {
            return unknown();
        }
        try {
            known = read().orElse(null);
        } catch (HostException e) {
            known = null;
        }
        if (known == null) {
            retryAt = clock.instant().plus(RETRY_AFTER);
            return unknown();
        }
        return known;
    }

    /** The cluster's nodes but this one. */
    List<String> otherNodes() {
        return reads.queryIfThere(WmiReads.MSCLUSTER, Wql.select("MSCluster_Node", List.of("Name"))).stream()
                .flatMap(List::stream)
                .flatMap(row -> row.text("Name").stream())
                .filter(node -> !DiskCatalog.sameNode(node, localNode))
                .sorted()
                .toList();
    }

    /** The resource of the broker, if the cluster has one. */
    Optional<WmiObject> broker() {
        return resources(BROKER_TYPE).stream().findFirst();
    }

    /** The client access point of the broker: the DNS name of the network name in its group. */
    Optional<String> brokerName() {
        return broker().flatMap(broker -> {
            String group = broker.text("OwnerGroup").orElse("");
            return resources(NETWORK_NAME_TYPE).stream()
                    .filter(r -> group.equalsIgnoreCase(r.text("OwnerGroup").orElse("?")))
                    .findFirst()
                    .flatMap(r -> r.value("PrivateProperties") instanceof WmiObject own
                            ? own.text("DnsName").or(() -> own.text("Name"))
                            : r.text("Name"))
                    .or(() -> Optional.of(group).filter(g -> !g.isBlank()));
        });
    }

    private List<WmiObject> resources(String type) {
        return reads.queryIfThere(
                        WmiReads.MSCLUSTER, Wql.select("MSCluster_Resource", RESOURCE_PROPERTIES, "Type", type))
                .orElse(List.of());
    }

    private Optional<HostIdentity> read() {
        Optional<String> name = reads.queryIfThere(WmiReads.MSCLUSTER, Wql.select("MSCluster_Cluster", List.of("Name")))
                .flatMap(rows -> rows.stream().findFirst())
                .flatMap(row -> row.text("Name"));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String id = clusterId().or(this::coreGroupId).orElse(name.get());
        return Optional.of(new HostIdentity(
                HostIdentity.Backend.WMI,
                null,
                id,
                name.get(),
                localNode,
                brokerName().orElse(null),
                List.of()));
    }

    /** {@code ClusterInstanceID} of the cluster's hive; the provider of {@code root\MSCluster} does not show it. */
    private Optional<String> clusterId() {
        return registry.text("Cluster", "ClusterInstanceID");
    }

    /** The id of the core cluster group, which is as unique as the cluster. */
    private Optional<String> coreGroupId() {
        return reads.queryIfThere(
                        WmiReads.MSCLUSTER,
                        Wql.select("MSCluster_ResourceGroup", List.of("Name", "Id", "GroupType"))
                                + " WHERE GroupType = 1")
                .flatMap(rows -> rows.stream().findFirst())
                .flatMap(row -> row.text("Id"));
    }

    private HostIdentity unknown() {
        return new HostIdentity(HostIdentity.Backend.WMI, null, "", "", localNode, null, List.of());
    }
}
