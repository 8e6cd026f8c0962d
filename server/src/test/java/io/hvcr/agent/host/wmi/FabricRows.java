// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.CimDateTime;
import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.VirtualDisk;
import io.hvcr.agent.host.HostIdentity;
import io.hvcr.agent.host.HyperVHost;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The objects of a fabric as WMI shows them: one method a class, each reading the port and keeping nothing. */
final class FabricRows {

    private static final String NEVER = "16010101000000.000000-000";

    private final HyperVHost port;
    private final WmiSchema schema;

    FabricRows(HyperVHost port, WmiSchema schema) {
        this.port = port;
        this.schema = schema;
    }

    /** All instances of a class. */
    List<WmiObject> of(WmiSchema.ClassDef def) {
        return switch (def.name()) {
            case ServiceCaller.SERVICE_CLASS -> List.of(service());
            case ObjectPath.COLLECTION_CLASS ->
                collections(HostCollection.Kind.VIRTUAL_SYSTEMS)
                        .map(this::collection)
                        .toList();
            case ObjectPath.MANAGEMENT_COLLECTION_CLASS ->
                collections(HostCollection.Kind.MANAGEMENT)
                        .map(this::collection)
                        .toList();
            case SettingsCodec.CLASS -> allSettings();
            case ObjectPath.RECOVERY_POINT_CLASS -> perCollection(this::points);
            case PointReader.SET_CLASS -> perCollection(this::sharedDiskSet);
            case ObjectPath.JOB_CLASS -> port.jobs().stream().map(this::job).toList();
            case JobReader.AFFECTED_CLASS -> affected();
            case MemberReader.SUMMARY_CLASS -> perCollection(this::summaries);
            case DiskCatalog.CLASS -> perCollection(this::disks);
            default -> new FabricCluster(port.identity(), this).of(def.name());
        };
    }

    WmiObject service() {
        String node = port.identity().node();
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("CreationClassName", ServiceCaller.SERVICE_CLASS);
        // Documented nowhere, so nobody may guess it (contract 2.1).
        keys.put("Name", "collection replication " + node.length());
        keys.put("SystemCreationClassName", "Msvm_ComputerSystem");
        keys.put("SystemName", node);
        return row(ServiceCaller.SERVICE_CLASS, path(ServiceCaller.SERVICE_CLASS, keys), new LinkedHashMap<>(keys));
    }

    WmiObject collection(HostCollection c) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("CollectionID", c.id().value());
        values.put("ElementName", c.ref().name());
        if (c.kind() == HostCollection.Kind.MANAGEMENT) {
            return row(ObjectPath.MANAGEMENT_COLLECTION_CLASS, c.path(), values);
        }
        values.put("ReplicationState", c.state().number());
        values.put("ReplicationMode", c.mode().number());
        values.put("FailedOverReplicationType", c.failoverType().number());
        values.put("LastApplyTime", time(c.lastApplyTime()));
        values.put("LastApplyConsistencyLevel", c.lastApplyConsistency().number());
        return row(ObjectPath.COLLECTION_CLASS, c.path(), values);
    }

    private List<WmiObject> allSettings() {
        List<WmiObject> rows = new ArrayList<>();
        port.settings().forEach((id, settings) -> rows.add(settings(id, settings)));
        return rows;
    }

    WmiObject settings(CollectionId id, ReplicationSettings settings) {
        String instanceId = "Microsoft:" + id.value().toUpperCase(Locale.ROOT) + "\\HVR";
        WmiObject empty = row(
                SettingsCodec.CLASS,
                path(SettingsCodec.CLASS, Map.of("InstanceID", instanceId)),
                Map.of("InstanceID", instanceId, "ElementName", "Replication settings"));
        return SettingsCodec.overlay(empty, settings);
    }

    /** The class's own defaults. */
    WmiObject freshSettings() {
        return SettingsCodec.overlay(row(SettingsCodec.CLASS, null, Map.of()), port.freshSettings());
    }

    private List<WmiObject> points(HostCollection c) {
        return port.recoveryPoints(c).stream()
                .map(p -> row(
                        ObjectPath.RECOVERY_POINT_CLASS,
                        p.path(),
                        Map.of(
                                "CollectionID", c.id().value(),
                                "InstanceID", p.id(),
                                "ElementName", p.name(),
                                "CreationTime", CimDateTime.format(p.createdAt()),
                                "ConsistencyLevel", p.consistency().number())))
                .toList();
    }

    private List<WmiObject> sharedDiskSet(HostCollection c) {
        return port.sharedDiskSet(c).stream()
                .map(set -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("CollectionID", c.id().value());
                    values.put("ReplicationState", set.state().number());
                    values.put("ReplicationHealth", set.health().number());
                    values.put("LastReplicationTime", time(set.lastReplicationTime()));
                    values.put("LastApplyTime", time(set.lastApplyTime()));
                    if (set.lastReplicationType() != null) {
                        values.put(
                                "LastReplicationType", set.lastReplicationType().number());
                    }
                    return row(PointReader.SET_CLASS, null, values);
                })
                .toList();
    }

    WmiObject job(HostJob job) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("InstanceID", job.instanceId());
        values.put("Name", job.name());
        values.put("JobState", job.state().number());
        values.put("JobType", job.type().number());
        values.put("PercentComplete", job.percentComplete());
        values.put("ErrorCode", job.errorCode());
        values.put("OperationalStatus", List.of(job.errors().isEmpty() ? 2 : 6));
        job.errors().stream().findFirst().ifPresent(e -> values.put("ErrorDescription", e));
        values.put("TimeSubmitted", time(job.timeSubmitted()));
        values.put("ScheduledStartTime", time(job.scheduledStart()));
        values.put("TimeOfLastStateChange", time(job.timeOfLastChange()));
        return row(ObjectPath.JOB_CLASS, job.path(), values);
    }

    private List<WmiObject> affected() {
        List<WmiObject> rows = new ArrayList<>();
        for (HostJob job : port.jobs()) {
            Optional.ofNullable(job.collectionId())
                    .flatMap(port::collection)
                    .ifPresent(c -> rows.add(row(
                            JobReader.AFFECTED_CLASS,
                            null,
                            Map.of("AffectedElement", c.path(), "AffectingElement", job.path()))));
        }
        return rows;
    }

    /** The members; the host itself is a computer system of the namespace too. */
    List<WmiObject> members(HostCollection c) {
        List<WmiObject> rows = new ArrayList<>();
        for (Member member : port.members(c)) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("Name", member.id());
            values.put("ElementName", member.name());
            values.put("EnabledState", member.powerState().number());
            values.put("ReplicationState", member.state().number());
            values.put("ReplicationHealth", member.health().number());
            if (member.lastReplicationType() != null) {
                values.put("LastReplicationType", member.lastReplicationType().number());
            }
            rows.add(row("Msvm_ComputerSystem", path("Msvm_ComputerSystem", Map.of("Name", member.id())), values));
        }
        String node = port.identity().node();
        rows.add(row("Msvm_ComputerSystem", null, Map.of("Name", node, "ElementName", node, "EnabledState", 2)));
        return rows;
    }

    private List<WmiObject> summaries(HostCollection c) {
        return port.members(c).stream()
                .map(m -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("Name", m.id());
                    values.put("ElementName", m.name());
                    if (m.node() != null) {
                        values.put("HostComputerSystemName", m.node());
                    }
                    return row(MemberReader.SUMMARY_CLASS, null, values);
                })
                .toList();
    }

    /** A disk shows once for each machine that has it; checkpoints bear another id than their machine's. */
    private List<WmiObject> disks(HostCollection c) {
        List<WmiObject> rows = new ArrayList<>();
        for (VirtualDisk disk : port.disks(c)) {
            for (String member : disk.memberIds()) {
                rows.add(disk(diskId(disk, member), disk.reference()));
            }
            rows.add(disk("Microsoft:" + UUID.nameUUIDFromBytes(new byte[] {1}) + "\\x\\0\\0\\L", disk.reference()));
        }
        return rows;
    }

    private WmiObject disk(String id, DiskReference reference) {
        String path = new ObjectPath(
                        port.identity().node(), WmiReads.VIRTUALIZATION, DiskCatalog.CLASS, Map.of("InstanceID", id))
                .text();
        return rowIn(
                WmiReads.VIRTUALIZATION,
                DiskCatalog.CLASS,
                path,
                Map.of(
                        "InstanceID",
                        id,
                        "HostResource",
                        List.of(String.valueOf(reference.path())),
                        "ResourceType",
                        31,
                        "ResourceSubType",
                        "Microsoft:Hyper-V:Virtual Hard Disk"));
    }

    static String diskId(VirtualDisk disk, String member) {
        String raw = disk.reference().raw();
        String own = ObjectPath.parse(raw).flatMap(p -> p.key("InstanceID")).orElse(raw);
        return own.regionMatches(true, 0, "Microsoft:" + member, 0, ("Microsoft:" + member).length())
                ? own
                : "Microsoft:" + member + "\\" + UUID.nameUUIDFromBytes(raw.getBytes(StandardCharsets.UTF_8))
                        + "\\0\\0\\L";
    }

    Stream<HostCollection> collections(HostCollection.Kind kind) {
        return port.collections().stream().filter(c -> c.kind() == kind);
    }

    private List<WmiObject> perCollection(Function<HostCollection, List<WmiObject>> rows) {
        return collections(HostCollection.Kind.VIRTUAL_SYSTEMS)
                .flatMap(c -> rows.apply(c).stream())
                .toList();
    }

    WmiObject row(String className, @Nullable String path, Map<String, ?> values) {
        return rowIn(WmiReads.CLUSTER, className, path, values);
    }

    /** A row with every property of its class, those not given unset. */
    WmiObject rowIn(String namespace, String className, @Nullable String path, Map<String, ?> values) {
        WmiSchema.ClassDef def = schema.find(namespace, className).orElseThrow();
        List<WmiProperty> properties = new ArrayList<>();
        for (WmiSchema.Column column : def.columns()) {
            properties.add(new WmiProperty(column.name(), column.type(), column.array(), values.get(column.name())));
        }
        for (String name : values.keySet()) {
            if (def.column(name).isEmpty()) {
                throw new IllegalArgumentException(className + " has no " + name);
            }
        }
        return new WmiObject(className, path, properties);
    }

    private String path(String className, Map<String, String> keys) {
        return new ObjectPath(port.identity().node(), ObjectPath.CLUSTER_NAMESPACE, className, keys).text();
    }

    private static String time(@Nullable Instant time) {
        return time == null ? NEVER : CimDateTime.format(time);
    }

    HostIdentity identity() {
        return port.identity();
    }
}
