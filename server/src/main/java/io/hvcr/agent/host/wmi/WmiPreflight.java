// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import static io.hvcr.agent.host.wmi.Found.check;

import io.hvcr.agent.domain.PreflightCheck;
import java.util.List;

/**
 * The prerequisites of contract 1.3, as far as a read on this node can tell. What only the other cluster knows is said to be not
 * checkable from here, with the command that checks it there. A check that cannot be carried out never hides the others.
 */
final class WmiPreflight {

    private final NodeChecks node;
    private final ClusterChecks cluster;
    private final TrustChecks trust;

    WmiPreflight(NodeChecks node, ClusterChecks cluster, TrustChecks trust) {
        this.node = node;
        this.cluster = cluster;
        this.trust = trust;
    }

    List<PreflightCheck> checks() {
        return List.of(
                check("P1", "Windows Server 2016 or later with the Hyper-V role", node::windows),
                check("P2", "Members are clustered roles of a failover cluster", cluster::clustered),
                check("P3", "Hyper-V Replica Broker online on each cluster", cluster::broker),
                check("P4", "Explicit placement where there is no broker", cluster::placement),
                check("P5", "Recovery cluster enabled as replica server", cluster::otherReplicaServer),
                check("P6", "Recovery cluster accepts this cluster's broker", cluster::otherAuthorization),
                check("P7", "This cluster can receive, for failback", cluster::ownReplicaServer),
                check("P8", "Listener ports", cluster::ports),
                check("P9", "Firewall rules for the listeners", node::firewall),
                check("P10", "Kerberos: domain membership and SPNs", trust::kerberos),
                check("P11", "Certificates for nodes and broker", trust::certificates),
                check("P12", "Revocation check can succeed, or is off", trust::revocation),
                check("P13", "Recovery brokers' names resolve", trust::names),
                check("P14", "The agent's account is a Hyper-V administrator", node::rights),
                check("P15", "Disk space on the cluster's volumes", node::space),
                check("P16", "All shared disks are VHD Sets", cluster::sharedDisks));
    }
}
