// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.ReplicationSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the setting data of collections.
 *
 * <p>Which association links a collection with its setting data is documented nowhere (contract 7.11), so the association class
 * is left open. For the settings of <em>all</em> collections a query per collection would be too many: they are read in one
 * query, and an instance belongs to the collection whose id its {@code InstanceID} contains. Where that tells nothing, the
 * association is asked once for the instance and remembered.
 */
final class SettingsReader {

    private final WmiReads reads;
    private final DiskCatalog disks;
    private final Map<String, CollectionId> owners = new ConcurrentHashMap<>();
    private final Map<String, CollectionId> known = new ConcurrentHashMap<>();

    SettingsReader(WmiReads reads, DiskCatalog disks) {
        this.reads = reads;
        this.disks = disks;
    }

    /** Learns ids, so that {@link #all} need not ask for owners. */
    void learn(List<HostCollection> collections) {
        for (HostCollection collection : collections) {
            known.put(collection.id().value().toLowerCase(Locale.ROOT), collection.id());
        }
    }

    /** One query, and one more for each instance whose owner is not known yet. */
    Map<CollectionId, ReplicationSettings> all() {
        Map<CollectionId, ReplicationSettings> found = new HashMap<>();
        for (WmiObject row : reads.cluster(Wql.select(SettingsCodec.CLASS, SettingsCodec.PROPERTIES))) {
            owner(row).ifPresent(id -> found.put(id, SettingsCodec.read(row, disks::resolve)));
        }
        return found;
    }

    /** The settings of one collection; none where it has no relationship, whatever default instance the host may keep. */
    Optional<ReplicationSettings> of(HostCollection collection) {
        if (collection.mode() == CollectionMode.Known.NONE && collection.state() == CollectionState.Known.DISABLED) {
            return Optional.empty();
        }
        return instance(collection).map(row -> SettingsCodec.read(row, disks::resolve));
    }

    /** The instance itself, complete, to be changed and sent back. */
    Optional<WmiObject> instance(HostCollection collection) {
        return reads.cluster(Wql.associators(collection.path(), "ResultClass = " + SettingsCodec.CLASS)).stream()
                .findFirst();
    }

    /** What a new relationship starts from. */
    WmiObject fresh() {
        return reads.spawn(SettingsCodec.CLASS);
    }

    private Optional<CollectionId> owner(WmiObject row) {
        String instanceId = row.text("InstanceID").orElse("");
        CollectionId remembered = owners.get(instanceId);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        String folded = instanceId.toLowerCase(Locale.ROOT);
        Optional<CollectionId> owner = known.entrySet().stream()
                .filter(entry -> folded.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> associated(row));
        owner.ifPresent(id -> owners.put(instanceId, id));
        return owner;
    }

    private Optional<CollectionId> associated(WmiObject row) {
        String path = row.path();
        if (path == null) {
            return Optional.empty();
        }
        return reads.cluster(Wql.associators(path, "ResultClass = " + ObjectPath.COLLECTION_CLASS)).stream()
                .findFirst()
                .map(c -> CollectionReader.virtualSystems(c).id());
    }
}
