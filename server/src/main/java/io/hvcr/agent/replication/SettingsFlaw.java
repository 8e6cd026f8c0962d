// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.VirtualDisk;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of the settings it is that a host did not take. The host answers 32773 and nothing else; what contract 6.1 lists is looked
 * for, one after the other, in the settings that were sent laid over those that are there. Nothing is refused by it: it explains.
 *
 * @param property WMI's name of the setting
 * @param why the rest of a sentence about it
 * @param hint what to do
 */
record SettingsFlaw(String property, String why, String hint) {

    private static final String BROKER =
            "Write the client access point of the recovery cluster's Hyper-V Replica Broker, such as broker.recovery.example.";

    /**
     * The first flaw that can be seen.
     *
     * @param sent the settings of the call
     * @param ownBroker this cluster's broker, where it is known
     */
    static Optional<SettingsFlaw> of(ReplicationSettings sent, Observed seen, @Nullable String ownBroker) {
        ReplicationSettings whole =
                seen.settings() == null ? sent : seen.settings().with(sent);
        return server(sent, whole, ownBroker)
                .or(() -> authentication(whole))
                .or(() -> snapshots(whole))
                .or(() -> disks(sent, seen))
                .or(() -> entities(sent, seen));
    }

    private static Optional<SettingsFlaw> server(
            ReplicationSettings sent, ReplicationSettings whole, @Nullable String ownBroker) {
        String server = whole.recoveryConnectionPoint();
        boolean placed = whole.primaryReplicationEntityIds() != null;
        if ((server == null || server.isBlank()) && !placed) {
            return flaw("RecoveryConnectionPoint", "names no recovery server", BROKER);
        }
        boolean own = sent.recoveryConnectionPoint() != null
                && server != null
                && (server.equalsIgnoreCase(ownBroker) || server.equalsIgnoreCase(whole.primaryConnectionPoint()));
        return own
                ? flaw(
                        "RecoveryConnectionPoint",
                        server + " is this cluster's own broker, and a collection replicates to another cluster",
                        BROKER)
                : Optional.empty();
    }

    private static Optional<SettingsFlaw> authentication(ReplicationSettings whole) {
        AuthenticationType type = whole.authenticationType();
        if (type == null) {
            return flaw(
                    "AuthenticationType", "is not given", "Send 1 (Kerberos), or 2 (certificate) with its thumbprint.");
        }
        String thumbprint = whole.certificateThumbPrint();
        return type == AuthenticationType.Known.CERTIFICATE && (thumbprint == null || thumbprint.isBlank())
                ? flaw(
                        "CertificateThumbPrint",
                        "is not given, and AuthenticationType 2 (certificate) needs it",
                        "Give the thumbprint of a certificate that is in LocalMachine\\My of every node.")
                : Optional.empty();
    }

    private static Optional<SettingsFlaw> snapshots(ReplicationSettings whole) {
        Integer interval = whole.applicationConsistentSnapshotInterval();
        Integer history = whole.recoveryHistory();
        return interval != null && interval > 0 && history != null && history == 0
                ? flaw(
                        "ApplicationConsistentSnapshotInterval",
                        interval
                                + " needs recovery points, and RecoveryHistory is 0: without any there are no application-consistent ones",
                        "Set RecoveryHistory to 1 to 16 as well, or the interval to 0.")
                : Optional.empty();
    }

    private static Optional<SettingsFlaw> disks(ReplicationSettings sent, Observed seen) {
        List<DiskReference> included = sent.includedDisks();
        List<VirtualDisk> attached = seen.disks();
        if (included == null || attached == null) {
            return Optional.empty();
        }
        if (included.isEmpty()) {
            return flaw(
                    "IncludedDisks", "is empty, and at least one disk is replicated", "Leave it out for all disks.");
        }
        DiskNames names = DiskNames.of(attached);
        return included.stream()
                .filter(disk -> !names.attached(disk))
                .findFirst()
                .flatMap(stranger -> flaw(
                        "IncludedDisks",
                        "has '" + CollectionRef.visible(stranger.raw()) + "', which no member has attached",
                        "Attached are: " + String.join(", ", names.attachedPaths()) + "."));
    }

    private static Optional<SettingsFlaw> entities(ReplicationSettings sent, Observed seen) {
        List<String> entities = sent.primaryReplicationEntityIds();
        List<Member> members = seen.members();
        if (entities == null || members == null) {
            return Optional.empty();
        }
        String needed = "The collection's id and the id of every member, each once: "
                + seen.id().value() + ", "
                + String.join(", ", members.stream().map(Member::id).toList()) + ".";
        return entities.stream()
                .filter(id -> !id.equalsIgnoreCase(seen.id().value())
                        && members.stream().noneMatch(member -> member.id().equalsIgnoreCase(id)))
                .findFirst()
                .map(stranger -> new SettingsFlaw(
                        "PrimaryReplicationEntityIDs",
                        "has '" + CollectionRef.visible(stranger) + "', which is neither the collection nor a member",
                        needed))
                .or(() -> entities.size() == members.size() + 1
                        ? Optional.empty()
                        : flaw("PrimaryReplicationEntityIDs", "does not place every member", needed));
    }

    private static Optional<SettingsFlaw> flaw(String property, String why, String hint) {
        return Optional.of(new SettingsFlaw(property, why, hint));
    }
}
