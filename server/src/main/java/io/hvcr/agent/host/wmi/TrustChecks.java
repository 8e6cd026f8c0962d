// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.host.HyperVHost;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Prerequisites of the two clusters' trust in each other: Kerberos, certificates, names. */
final class TrustChecks {

    private static final String REPLICATION_KEY =
            "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Virtualization\\Replication";

    /** A name that does not resolve takes its time, and the caller waits. */
    private static final int MOST_LOOKUPS = 5;

    private final HyperVHost host;
    private final WmiReads reads;
    private final Registry registry;
    private final NameLookup lookup;
    private final InstantSource clock;

    TrustChecks(HyperVHost host, WmiReads reads, Registry registry, NameLookup lookup, InstantSource clock) {
        this.host = host;
        this.reads = reads;
        this.registry = registry;
        this.lookup = lookup;
        this.clock = clock;
    }

    Found kerberos() {
        Optional<WmiObject> machine =
                reads.first(WmiReads.CIMV2, "Win32_ComputerSystem", "Name", "PartOfDomain", "Domain");
        Optional<Boolean> member = machine.flatMap(row -> row.flag("PartOfDomain"));
        if (member.filter(yes -> !yes).isPresent()) {
            return Found.fail("this node belongs to no domain", "Use certificates, or join the node to a domain.");
        }
        String domain = machine.flatMap(row -> row.text("Domain")).orElse("a domain");
        return Found.unknown(
                (member.isPresent() ? "a member of " + domain : "the node does not tell its domain")
                        + "; the SPNs are in the directory",
                "setspn -l for every node and the broker; restarting vmms registers them again.");
    }

    Found certificates() {
        Set<String> wanted = host.settings().values().stream()
                .filter(s -> s.authenticationType() == AuthenticationType.Known.CERTIFICATE)
                .map(ReplicationSettings::certificateThumbPrint)
                .filter(Objects::nonNull)
                .map(thumbprint -> thumbprint.replace(" ", "").toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        if (wanted.isEmpty()) {
            return Found.pass("not needed: no relationship here uses a certificate");
        }
        Optional<List<SystemCertificate>> there = systemCertificates();
        if (there.isEmpty()) {
            return Found.unknown(
                    "the node does not show its certificates",
                    "On every node, in LocalMachine\\My: expiry, both EKUs, private key, names of node and broker.");
        }
        List<String> wrong = new ArrayList<>();
        List<String> right = new ArrayList<>();
        for (String thumbprint : wanted) {
            Optional<SystemCertificate> found = there.get().stream()
                    .filter(c -> c.thumbprint().equals(thumbprint))
                    .findFirst();
            if (found.isEmpty()) {
                wrong.add("no certificate with thumbprint " + thumbprint + " in LocalMachine\\My");
                continue;
            }
            List<String> defects = found.get().defects(clock.instant());
            (defects.isEmpty() ? right : wrong)
                    .add(found.get().describe() + (defects.isEmpty() ? "" : ": " + String.join(", ", defects)));
        }
        return wrong.isEmpty()
                ? Found.unknown(
                        String.join("; ", right) + "; private key, chain and the other nodes cannot be seen from here",
                        "On every node: certutil -store My THUMBPRINT must name a private key, and the chain must end in"
                                + " a root that the other side trusts.")
                : Found.fail(
                        String.join("; ", wrong),
                        "Issue a certificate with both EKUs for node and broker, on every node, and set its thumbprint.");
    }

    /** What the host's own store shows; nothing where it does not answer. */
    private Optional<List<SystemCertificate>> systemCertificates() {
        return reads.first(WmiReads.VIRTUALIZATION, "Msvm_ReplicationService", "Name")
                .flatMap(service -> Optional.ofNullable(service.path()))
                .flatMap(path -> reads.callIfThere(WmiReads.VIRTUALIZATION, path, "GetSystemCertificates"))
                .flatMap(out -> out.texts("EncodedCertificates"))
                .map(encoded -> encoded.stream()
                        .flatMap(text -> SystemCertificate.read(text).stream())
                        .toList());
    }

    Found revocation() {
        try {
            if (registry.number(REPLICATION_KEY, "DisableCertRevocationCheck")
                    .filter(value -> value == 1)
                    .isPresent()) {
                return Found.pass("the check is switched off on this node (DisableCertRevocationCheck = 1)");
            }
        } catch (WmiException e) {
            return Found.unknown("the registry cannot be read: " + e.fault().explanation(), "");
        }
        return Found.unknown(
                "the check is on; whether revocation lists can be reached shows at the first connection",
                "Make the distribution points reachable from every node, or set DisableCertRevocationCheck on both sides.");
    }

    Found names() {
        List<String> brokers = host.settings().values().stream()
                .map(ReplicationSettings::recoveryServer)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .limit(MOST_LOOKUPS)
                .toList();
        if (brokers.isEmpty()) {
            return Found.unknown(
                    "no relationship names a recovery broker yet",
                    "Resolve-DnsName for the broker and every recovery node, on every primary node.");
        }
        List<String> unresolved =
                brokers.stream().filter(name -> !lookup.resolves(name)).toList();
        return unresolved.isEmpty()
                ? Found.pass(String.join(", ", brokers)
                        + " from this node; the recovery nodes' own names must resolve too, on every node")
                : Found.fail(
                        "this node cannot resolve " + String.join(", ", unresolved),
                        "Check DNS; names outside ASCII need a name resolution policy with UTF-8 encoding.");
    }
}
