// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.CimDateTime;
import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.LastReplicationType;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.SharedDiskSet;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads recovery points and the shared disk set: both bear the collection's id as a key (contract 3.6, 3.7). */
final class PointReader {

    static final String SET_CLASS = "Msvm_SharedDiskSetReplicationRelationship";
    static final List<String> POINT_PROPERTIES =
            List.of("CollectionID", "InstanceID", "ElementName", "CreationTime", "ConsistencyLevel");
    static final List<String> SET_PROPERTIES = List.of(
            "CollectionID",
            "ReplicationState",
            "ReplicationHealth",
            "LastReplicationTime",
            "LastApplyTime",
            "LastReplicationType");

    private final WmiReads reads;

    PointReader(WmiReads reads) {
        this.reads = reads;
    }

    /** The points of a collection, oldest first. */
    List<RecoveryPoint> points(HostCollection collection) {
        return rows(ObjectPath.RECOVERY_POINT_CLASS, POINT_PROPERTIES, collection).stream()
                .map(row -> point(row, collection))
                .sorted(Comparator.comparing(RecoveryPoint::createdAt))
                .toList();
    }

    Optional<SharedDiskSet> sharedDiskSet(HostCollection collection) {
        return rows(SET_CLASS, SET_PROPERTIES, collection).stream()
                .findFirst()
                .map(row -> new SharedDiskSet(
                        MemberState.of(row.small("ReplicationState").orElse(MemberState.Known.UNKNOWN.number())),
                        ReplicationHealth.of(row.small("ReplicationHealth").orElse(0)),
                        time(row, "LastReplicationTime"),
                        time(row, "LastApplyTime"),
                        row.small("LastReplicationType")
                                .map(LastReplicationType::of)
                                .orElse(null)));
    }

    private List<WmiObject> rows(String className, List<String> properties, HostCollection collection) {
        String id = collection.id().value();
        return Wql.canHold(id)
                ? reads.cluster(Wql.select(className, properties, "CollectionID", id))
                : reads.cluster(Wql.select(className, properties)).stream()
                        .filter(row -> row.text("CollectionID")
                                .map(id::equalsIgnoreCase)
                                .orElse(false))
                        .toList();
    }

    private static RecoveryPoint point(WmiObject row, HostCollection collection) {
        String id = row.text("InstanceID").orElse("");
        return new RecoveryPoint(
                id,
                Optional.ofNullable(row.path()).orElseGet(() -> path(collection, id)),
                collection.id(),
                row.text("ElementName").orElse(""),
                row.text("CreationTime").flatMap(CimDateTime::parse).orElse(Instant.EPOCH),
                ConsistencyLevel.of(row.small("ConsistencyLevel").orElse(0)));
    }

    private static String path(HostCollection collection, String id) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("CollectionID", collection.id().value());
        keys.put("InstanceID", id);
        return new ObjectPath(null, null, ObjectPath.RECOVERY_POINT_CLASS, keys).relative();
    }

    private static @Nullable Instant time(WmiObject row, String name) {
        return row.text(name).flatMap(CimDateTime::parseReported).orElse(null);
    }
}
