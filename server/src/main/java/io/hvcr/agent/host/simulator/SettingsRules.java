// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.ReturnCode.Known.INVALID_PARAMETER;
import static io.hvcr.agent.domain.ReturnCode.Known.NOT_SUPPORTED;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the host holds of settings before it starts a job (contract 3.4 and 6.1). */
final class SettingsRules {

    private static final int MAX_PORT = 65_535;

    private SettingsRules() {}

    /** The host's fresh instance: what a new relationship gets unless told otherwise. */
    static final ReplicationSettings FRESH = new ReplicationSettings(
            null,
            null,
            null,
            true,
            false,
            null,
            null,
            null,
            true,
            0,
            0,
            true,
            LocalTime.of(18, 30),
            LocalTime.of(6, 0),
            300,
            null,
            null,
            null);

    /** What a call asks for, laid over what is there, with everything filled in that the host fills in. */
    static ReplicationSettings complete(ReplicationSettings asked, CollectionRow row, Cluster own) {
        ReplicationSettings base =
                row.replication() == null ? FRESH : row.replicated().settings();
        ReplicationSettings whole = base.with(asked).with(primaryIs(own.broker()));
        AuthenticationType type = whole.authenticationType();
        if (whole.recoveryServerPortNumber() == null && type != null) {
            whole = whole.with(port(ReplicationSettings.defaultPort(type)));
        }
        List<DiskReference> disks = whole.includedDisks();
        List<DiskRow> chosen = row.disks();
        if (disks != null) {
            chosen = row.disks().stream()
                    .filter(disk -> disks.stream().anyMatch(reference -> means(reference, disk)))
                    .toList();
            if (chosen.size() < disks.size()) {
                return whole;
            }
        }
        return whole.with(disks(chosen.stream()
                .map(disk -> new DiskReference(disk.instanceId(), disk.path()))
                .toList()));
    }

    /** What the host answers to complete settings that it does not take; nothing where it takes them. */
    static Optional<ReturnCode.Known> refusal(ReplicationSettings settings, CollectionRow row, FabricRow fabric) {
        Cluster own = fabric.cluster(row.site());
        Cluster other = fabric.cluster(row.site().other());
        boolean good = authentication(settings)
                && numbers(settings, fabric.switches())
                && disks(settings, row)
                && placement(settings, row, own);
        if (!good) {
            return Optional.of(INVALID_PARAMETER);
        }
        String server = settings.recoveryConnectionPoint();
        boolean alone = server != null && contains(other.standAloneHosts(), server);
        return alone && fabric.switches().standAloneHost() == Switches.StandAloneHost.REFUSE
                ? Optional.of(NOT_SUPPORTED)
                : Optional.empty();
    }

    private static boolean authentication(ReplicationSettings settings) {
        AuthenticationType type = settings.authenticationType();
        String thumbprint = settings.certificateThumbPrint();
        return type == AuthenticationType.Known.KERBEROS
                || (type == AuthenticationType.Known.CERTIFICATE && thumbprint != null && !thumbprint.isBlank());
    }

    private static boolean numbers(ReplicationSettings settings, Switches switches) {
        return within(settings.recoveryServerPortNumber(), 1, MAX_PORT)
                && (settings.replicationInterval() == null
                        || ReplicationSettings.REPLICATION_INTERVALS.contains(settings.replicationInterval()))
                && within(settings.recoveryHistory(), 0, switches.maxRecoveryHistory())
                && within(
                        settings.applicationConsistentSnapshotInterval(),
                        0,
                        ReplicationSettings.MAX_SNAPSHOT_INTERVAL_HOURS)
                && (zero(settings.applicationConsistentSnapshotInterval()) || !zero(settings.recoveryHistory()));
    }

    private static boolean disks(ReplicationSettings settings, CollectionRow row) {
        List<DiskReference> included = settings.includedDisks();
        return included == null
                || (!included.isEmpty()
                        && included.stream()
                                .allMatch(reference -> row.disks().stream().anyMatch(disk -> means(reference, disk))));
    }

    /** Whether a disk is meant by a reference: by what the host wrote, or by the file. */
    static boolean means(DiskReference reference, DiskRow disk) {
        String path = reference.path();
        return disk.isMeantBy(reference.raw()) || (path != null && disk.isMeantBy(path));
    }

    /** Either a broker is named, or every part is placed by hand (contract 3.4). */
    private static boolean placement(ReplicationSettings settings, CollectionRow row, Cluster own) {
        List<String> entities = settings.primaryReplicationEntityIds();
        List<String> hosts = settings.recoveryServerHosts();
        if (entities != null || hosts != null) {
            return entities != null && hosts != null && entities.size() == hosts.size() && namesAll(entities, row);
        }
        String server = settings.recoveryConnectionPoint();
        return server != null
                && !server.isBlank()
                && !server.equalsIgnoreCase(own.broker())
                && !contains(own.nodes(), server);
    }

    private static boolean namesAll(List<String> entities, CollectionRow row) {
        return entities.size() == row.members().size() + 1
                && entities.getFirst().equalsIgnoreCase(row.id().value())
                && row.members().stream()
                        .allMatch(member -> contains(entities.subList(1, entities.size()), member.id()));
    }

    static boolean contains(List<String> names, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(known -> known.toLowerCase(Locale.ROOT).equals(wanted));
    }

    private static boolean within(@Nullable Integer value, int min, int max) {
        return value == null || (value >= min && value <= max);
    }

    private static boolean zero(@Nullable Integer value) {
        return value == null || value == 0;
    }

    private static ReplicationSettings port(int port) {
        return new ReplicationSettings(
                null, null, null, null, null, null, null, port, null, null, null, null, null, null, null, null, null,
                null);
    }

    private static ReplicationSettings primaryIs(String broker) {
        return new ReplicationSettings(
                null, null, null, null, null, null, broker, null, null, null, null, null, null, null, null, null, null,
                null);
    }

    private static ReplicationSettings disks(List<DiskReference> disks) {
        return new ReplicationSettings(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, disks, null,
                null);
    }
}
