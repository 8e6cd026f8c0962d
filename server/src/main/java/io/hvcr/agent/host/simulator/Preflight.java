// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.domain.PreflightCheck.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which prerequisites (contract 1.3) hold in the fabric, as far as a fabric has them. */
final class Preflight {

    private final List<PreflightCheck> checks = new ArrayList<>();

    private Preflight() {}

    static List<PreflightCheck> checks(Picture picture, Site site) {
        Preflight preflight = new Preflight();
        preflight.look(picture, picture.fabric().cluster(site), picture.fabric().cluster(site.other()), site);
        return List.copyOf(preflight.checks);
    }

    private void look(Picture picture, Cluster own, Cluster other, Site site) {
        pass("P1", "Windows Server 2016 or later with the Hyper-V role", "simulated");
        List<String> single = picture.all(site).stream()
                .flatMap(row -> row.members().stream())
                .filter(member -> !member.highlyAvailable())
                .map(MemberRow::name)
                .toList();
        check(
                "P2",
                "Every member is a clustered role",
                single.isEmpty(),
                single.isEmpty() ? "all members are" : "not clustered: " + String.join(", ", single),
                "Make the virtual machines highly available.");
        check(
                "P3",
                "Hyper-V Replica Broker online on each cluster",
                own.brokerOnline() && other.brokerOnline(),
                own.broker()
                        + (own.brokerOnline() ? " is online, " : " is offline, ")
                        + other.broker()
                        + (other.brokerOnline() ? " is online" : " is offline"),
                "Bring the role of the broker online.");
        unknown("P4", "Explicit placement where there is no broker");
        check(
                "P5",
                "Recovery cluster enabled as replica server",
                other.replicaEnabled(),
                other.replicaEnabled() ? "enabled" : "not enabled",
                "Set-VMReplicationServer -ReplicationEnabled $true on " + other.name() + ".");
        authorization("P6", "Recovery cluster accepts this broker", own, other);
        authorization("P7", "This cluster accepts the recovery broker, for failback", other, own);
        pass("P8", "Ports", "Kerberos on " + other.kerberosPort() + ", certificate on " + other.certificatePort());
        check(
                "P9",
                "The listener can be reached",
                picture.fabric().link().up(),
                picture.fabric().link().up() ? "reachable" : "not reachable",
                "Enable the firewall rule 'Hyper-V Replica HTTP Listener (TCP-In)' or its HTTPS twin on every receiving"
                        + " node.");
        unknown("P10", "Kerberos: trusted domains and registered SPNs");
        unknown("P11", "Certificates for nodes and broker");
        unknown("P12", "Revocation check can succeed, or is off");
        check(
                "P13",
                "Name resolution of broker and nodes",
                picture.fabric().link().up() || picture.fabric().link().failure() != HostFailure.NAME_NOT_RESOLVED,
                other.broker(),
                "Check DNS for " + other.broker() + " and every recovery node.");
        pass("P14", "The agent's account is a Hyper-V administrator", "simulated");
        check(
                "P15",
                "Disk space on the recovery storage",
                !other.diskFull(),
                other.diskFull() ? "the replica storage is full" : "there is space",
                "Free space on the replica storage.");
        List<String> old = picture.all(site).stream()
                .filter(row -> !row.disks().stream().allMatch(DiskRow::replicable))
                .map(CollectionRow::name)
                .toList();
        check(
                "P16",
                "All shared disks are VHD Sets",
                old.isEmpty(),
                old.isEmpty() ? "all are" : "shared .vhdx in: " + String.join(", ", old),
                "Convert the shared disks to VHD Sets.");
    }

    private void authorization(String id, String title, Cluster sender, Cluster receiver) {
        boolean accepted = Connections.accepts(receiver, sender.broker());
        check(
                id,
                title,
                accepted,
                receiver.name() + (accepted ? " accepts " : " does not accept ") + sender.broker(),
                "New-VMReplicationAuthorizationEntry for " + sender.broker() + " on " + receiver.name() + ".");
    }

    private void pass(String id, String title, String detail) {
        add(id, title, Status.PASS, detail, null);
    }

    private void unknown(String id, String title) {
        add(id, title, Status.NOT_CHECKABLE, "a fabric has nothing of the kind", null);
    }

    private void check(String id, String title, boolean holds, String detail, String hint) {
        add(id, title, holds ? Status.PASS : Status.FAIL, detail, holds ? null : hint);
    }

    private void add(String id, String title, Status status, String detail, @Nullable String hint) {
        checks.add(new PreflightCheck(id, title, status, detail, hint));
    }
}
