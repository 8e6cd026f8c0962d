// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * One cluster of a fabric.
 *
 * @param id the cluster's id
 * @param name its name
 * @param nodes its nodes
 * @param broker the client access point of its Hyper-V Replica Broker
 * @param brokerOnline whether the broker answers
 * @param replicaEnabled whether it takes replicas
 * @param kerberosPort the listener of Kerberos over HTTP
 * @param certificatePort the listener of certificates over HTTPS
 * @param acceptedPrimaries the brokers that may send to it; {@code *} accepts any
 * @param standAloneHosts names that resolve to Hyper-V hosts outside any cluster
 * @param certificates what is wrong with a certificate, by thumbprint; one that is not listed is good
 * @param diskFull whether its replica storage is full
 * @param zone its local time
 */
record Cluster(
        String id,
        String name,
        List<String> nodes,
        String broker,
        boolean brokerOnline,
        boolean replicaEnabled,
        int kerberosPort,
        int certificatePort,
        List<String> acceptedPrimaries,
        List<String> standAloneHosts,
        Map<String, HostFailure> certificates,
        boolean diskFull,
        ZoneId zone) {

    Cluster {
        nodes = List.copyOf(nodes);
        acceptedPrimaries = List.copyOf(acceptedPrimaries);
        standAloneHosts = List.copyOf(standAloneHosts);
        certificates = Map.copyOf(certificates);
    }

    String firstNode() {
        return nodes.getFirst();
    }

    Cluster withDiskFull(boolean full) {
        return new Cluster(
                id,
                name,
                nodes,
                broker,
                brokerOnline,
                replicaEnabled,
                kerberosPort,
                certificatePort,
                acceptedPrimaries,
                standAloneHosts,
                certificates,
                full,
                zone);
    }

    Cluster withBroker(
            boolean online, boolean enabled, int newKerberosPort, int newCertificatePort, List<String> primaries) {
        return new Cluster(
                id,
                name,
                nodes,
                broker,
                online,
                enabled,
                newKerberosPort,
                newCertificatePort,
                primaries,
                standAloneHosts,
                certificates,
                diskFull,
                zone);
    }
}
