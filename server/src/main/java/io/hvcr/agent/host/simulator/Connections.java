// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.ReplicationSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether one cluster gets through to the other with given settings; what keeps it from it shows inside a job (contract 5.1, 6.2). */
final class Connections {

    private Connections() {}

    /** What goes wrong when a site connects to the other; nothing where all is well. */
    static Optional<JobFailure> failure(Scene scene, Site from, ReplicationSettings settings) {
        Cluster own = scene.cluster(from);
        Cluster other = scene.cluster(from.other());
        List<String> hosts = settings.recoveryServerHosts();
        if (hosts != null) {
            return placedByHand(hosts, other).or(() -> link(scene.fabric().link(), hosts.getFirst()));
        }
        String server = settings.recoveryConnectionPoint() == null ? "" : settings.recoveryConnectionPoint();
        return name(server, other)
                .or(() -> link(scene.fabric().link(), server))
                .or(() -> listener(settings, server, other))
                .or(() -> certificate(settings, server, own))
                .or(() -> authorization(own, other));
    }

    private static Optional<JobFailure> placedByHand(List<String> hosts, Cluster other) {
        return hosts.stream()
                .filter(host -> !SettingsRules.contains(other.nodes(), host))
                .findFirst()
                .map(host -> JobFailure.of("'" + host + "'", HostFailure.NAME_NOT_RESOLVED));
    }

    private static Optional<JobFailure> name(String server, Cluster other) {
        String quoted = "'" + server + "'";
        if (server.equalsIgnoreCase(other.broker())) {
            return Optional.empty();
        }
        if (SettingsRules.contains(other.standAloneHosts(), server)) {
            return Optional.of(JobFailure.of(quoted, HostFailure.STAND_ALONE_HOST));
        }
        return Optional.of(JobFailure.of(
                quoted,
                SettingsRules.contains(other.nodes(), server)
                        ? HostFailure.NOT_A_BROKER
                        : HostFailure.NAME_NOT_RESOLVED));
    }

    private static Optional<JobFailure> link(Link link, String server) {
        return link.up() ? Optional.empty() : Optional.of(JobFailure.of("'" + server + "'", link.failure()));
    }

    private static Optional<JobFailure> listener(ReplicationSettings settings, String server, Cluster other) {
        Integer port = settings.recoveryServerPortNumber();
        int listening = settings.authenticationType() == AuthenticationType.Known.CERTIFICATE
                ? other.certificatePort()
                : other.kerberosPort();
        boolean answers = other.brokerOnline() && other.replicaEnabled() && port != null && port == listening;
        return answers
                ? Optional.empty()
                : Optional.of(JobFailure.of("'" + server + ":" + port + "'", HostFailure.CANNOT_CONNECT));
    }

    private static Optional<JobFailure> certificate(ReplicationSettings settings, String server, Cluster own) {
        String thumbprint = settings.certificateThumbPrint();
        if (settings.authenticationType() != AuthenticationType.Known.CERTIFICATE || thumbprint == null) {
            return Optional.empty();
        }
        return own.certificates().entrySet().stream()
                .filter(known -> known.getKey().equalsIgnoreCase(thumbprint))
                .findFirst()
                .map(known -> JobFailure.of("'" + server + "', certificate " + thumbprint, known.getValue()));
    }

    private static Optional<JobFailure> authorization(Cluster own, Cluster other) {
        return accepts(other, own.broker())
                ? Optional.empty()
                : Optional.of(JobFailure.of("'" + own.broker() + "'", HostFailure.NOT_AUTHORIZED));
    }

    /** Whether a cluster takes replicas from a broker. */
    static boolean accepts(Cluster cluster, String broker) {
        return cluster.acceptedPrimaries().stream().anyMatch(pattern -> matches(pattern, broker));
    }

    /** Contract P6: a name, {@code *.contoso.com}, or {@code *}. */
    private static boolean matches(String pattern, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String wanted = pattern.toLowerCase(Locale.ROOT);
        return wanted.startsWith("*") ? lower.endsWith(wanted.substring(1)) : lower.equals(wanted);
    }
}
