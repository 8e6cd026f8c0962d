// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.CimDateTime;
import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.ObjectPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads collections: groups of virtual machines, with their replication, and groups of groups, which have none (contract 3.2,
 * 3.3). WQL compares without regard to case; names are therefore compared once more here.
 */
final class CollectionReader {

    static final List<String> PROPERTIES = List.of(
            "CollectionID",
            "ElementName",
            "ReplicationState",
            "ReplicationMode",
            "FailedOverReplicationType",
            "LastApplyTime",
            "LastApplyConsistencyLevel");
    static final List<String> GROUP_PROPERTIES = List.of("CollectionID", "ElementName");

    private final WmiReads reads;

    CollectionReader(WmiReads reads) {
        this.reads = reads;
    }

    /** All of both kinds: two queries. */
    List<HostCollection> all() {
        List<HostCollection> found = new ArrayList<>();
        for (WmiObject row : reads.cluster(Wql.select(ObjectPath.COLLECTION_CLASS, PROPERTIES))) {
            found.add(virtualSystems(row));
        }
        for (WmiObject row : reads.cluster(Wql.select(ObjectPath.MANAGEMENT_COLLECTION_CLASS, GROUP_PROPERTIES))) {
            found.add(management(row));
        }
        return found;
    }

    /** One query where it is a group of virtual machines, two where it is not. */
    Optional<HostCollection> byId(CollectionId id) {
        return matching("CollectionID", id.value(), c -> c.id().equals(id)).stream()
                .findFirst();
    }

    List<HostCollection> named(String name) {
        return matching("ElementName", name, c -> c.ref().name().equals(name));
    }

    private List<HostCollection> matching(String property, String value, Predicate<HostCollection> exact) {
        if (!Wql.canHold(value)) {
            return all().stream().filter(exact).toList();
        }
        List<HostCollection> found = new ArrayList<>();
        for (WmiObject row : reads.cluster(Wql.select(ObjectPath.COLLECTION_CLASS, PROPERTIES, property, value))) {
            found.add(virtualSystems(row));
        }
        found.removeIf(exact.negate());
        if (found.isEmpty() || property.equals("ElementName")) {
            for (WmiObject row : reads.cluster(
                    Wql.select(ObjectPath.MANAGEMENT_COLLECTION_CLASS, GROUP_PROPERTIES, property, value))) {
                found.add(management(row));
            }
            found.removeIf(exact.negate());
        }
        return found;
    }

    /** The test collection that depends on a recovery collection (contract 3.12). */
    Optional<HostCollection> testOf(HostCollection recovery) {
        return reads
                .cluster(Wql.associators(
                        recovery.path(),
                        "AssocClass = Msvm_ReplicaCollectionDependency",
                        "Role = Antecedent",
                        "ResultRole = Dependent"))
                .stream()
                .findFirst()
                .map(CollectionReader::virtualSystems);
    }

    static HostCollection virtualSystems(WmiObject row) {
        return new HostCollection(
                ref(row),
                path(row),
                HostCollection.Kind.VIRTUAL_SYSTEMS,
                CollectionMode.of(row.small("ReplicationMode").orElse(0)),
                CollectionState.of(row.small("ReplicationState").orElse(0)),
                FailoverType.of(row.small("FailedOverReplicationType").orElse(0)),
                row.text("LastApplyTime").flatMap(CimDateTime::parseReported).orElse(null),
                ConsistencyLevel.of(row.small("LastApplyConsistencyLevel").orElse(0)));
    }

    private static HostCollection management(WmiObject row) {
        return new HostCollection(
                ref(row),
                path(row),
                HostCollection.Kind.MANAGEMENT,
                CollectionMode.Known.NONE,
                CollectionState.Known.DISABLED,
                FailoverType.Known.NONE,
                null,
                ConsistencyLevel.Known.UNKNOWN);
    }

    private static CollectionRef ref(WmiObject row) {
        String id = row.text("CollectionID")
                .filter(text -> !text.isBlank() && text.length() <= CollectionId.MAX_LENGTH)
                .orElseThrow(() -> HostFaults.unreadable(
                        "query " + row.className(), "the host answered a collection without a CollectionID", false));
        return new CollectionRef(new CollectionId(id), row.text("ElementName").orElse(""));
    }

    /** The host's own path; where a row came without one, the relative path, which the class and its only key make certain. */
    private static String path(WmiObject row) {
        String path = row.path();
        return path != null
                ? path
                : new ObjectPath(
                                null,
                                null,
                                row.className(),
                                Map.of("CollectionID", row.text("CollectionID").orElse("")))
                        .relative();
    }
}
