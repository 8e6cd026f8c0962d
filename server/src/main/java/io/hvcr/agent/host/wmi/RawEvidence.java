// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.host.HostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads that the agent's own work has no use for: WMI's answers as they are, for {@link OpenQuestions}. */
final class RawEvidence {

    private static final String STATISTICS = "GetReplicationStatistics";

    /** A collection id that no host has. */
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private static final int MOST_CALLS = 20;

    private final WmiReads reads;
    private final ClusterReader cluster;
    private final CollectionReader collections;
    private final Supplier<String> service;

    RawEvidence(WmiReads reads, ClusterReader cluster, CollectionReader collections, Supplier<String> service) {
        this.reads = reads;
        this.cluster = cluster;
        this.collections = collections;
        this.service = service;
    }

    /** 7.2: the class's default, each relationship's entries, and the rows of disks that are VHD Sets. */
    List<String> disks() {
        List<String> lines = new ArrayList<>();
        lines.add("a fresh instance: " + entries(reads.spawn(SettingsCodec.CLASS)));
        for (WmiObject row : reads.cluster(Wql.select(SettingsCodec.CLASS, List.of("InstanceID", "IncludedDisks")))) {
            lines.add("settings " + row.text("InstanceID").orElse("without InstanceID") + ": " + entries(row));
        }
        lines.addAll(tried(
                "disks of this node",
                () -> reads
                        .query(
                                WmiReads.VIRTUALIZATION,
                                Wql.select(DiskCatalog.CLASS, DiskCatalog.PROPERTIES) + " WHERE ResourceType = 31")
                        .stream()
                        .map(row -> "disk " + row.text("InstanceID").orElse("?") + " = "
                                + row.texts("HostResource").orElse(List.of()) + ", path " + row.path())
                        .filter(line -> line.contains(".vhds"))
                        .toList()));
        return lines;
    }

    private static String entries(WmiObject settings) {
        return settings.texts("IncludedDisks").map(Object::toString).orElse("IncludedDisks is null");
    }

    /** 7.3: ids by namespace, and by node of the cluster. */
    List<String> collections() {
        List<String> lines = new ArrayList<>();
        lines.addAll(ids("this node, " + WmiReads.CLUSTER, WmiReads.CLUSTER));
        lines.addAll(ids("this node, " + WmiReads.VIRTUALIZATION, WmiReads.VIRTUALIZATION));
        for (String node : cluster.otherNodes()) {
            lines.addAll(ids("node " + node + ", " + WmiReads.CLUSTER, WmiReads.onNode(node, WmiReads.CLUSTER)));
        }
        return lines;
    }

    private List<String> ids(String where, String namespace) {
        return tried(
                where,
                () -> List.of(where + ": "
                        + reads
                                .query(
                                        namespace,
                                        Wql.select(ObjectPath.COLLECTION_CLASS, CollectionReader.GROUP_PROPERTIES))
                                .stream()
                                .map(row -> row.text("CollectionID").orElse("?") + " "
                                        + row.text("ElementName").orElse(""))
                                .sorted()
                                .collect(Collectors.joining("; ", "[", "]"))));
    }

    /** 7.9: the two ends of each link between a collection and a job. */
    List<String> jobLinks() {
        return reads
                .cluster(Wql.select(JobReader.AFFECTED_CLASS, List.of("AffectedElement", "AffectingElement")))
                .stream()
                .map(link -> link.text("AffectingElement").orElse("?") + " affects "
                        + link.text("AffectedElement").orElse("?"))
                .toList();
    }

    /** 7.10: the return value and the raw texts for every collection that replicates, up to a limit. */
    List<String> statistics() {
        String path = service.get();
        List<String> lines = new ArrayList<>();
        for (HostCollection c : replicated()) {
            lines.addAll(tried(c.ref().describe(), () -> {
                WmiObject out = reads.call(WmiReads.CLUSTER, path, STATISTICS, List.of(reference(c.path())));
                return List.of(
                        c.ref().describe() + ": ReturnValue "
                                + out.text("ReturnValue").orElse("null") + ", Job "
                                + out.text("Job").orElse("null"),
                        "  ReplicationStatistics: "
                                + out.text("ReplicationStatistics").orElse("null"),
                        "  ReplicationHealthIssues: "
                                + out.texts("ReplicationHealthIssues")
                                        .map(Object::toString)
                                        .orElse("null"));
            }));
        }
        return lines;
    }

    /** 7.11: the association classes of the first collections, and which setting data each leads to. */
    List<String> associations() {
        List<String> lines = new ArrayList<>();
        for (HostCollection c : first(collections.all())) {
            if (c.kind() != HostCollection.Kind.VIRTUAL_SYSTEMS) {
                continue;
            }
            String name = c.ref().describe() + ", mode " + c.mode().describe();
            lines.addAll(tried(
                    name,
                    () -> List.of(name + ": associations "
                            + reads.cluster(Wql.referencesClasses(c.path())).stream()
                                    .map(WmiObject::className)
                                    .sorted()
                                    .toList())));
            lines.addAll(tried(
                    name,
                    () -> List.of(name + ": setting data "
                            + reads.cluster(Wql.associators(c.path(), "ResultClass = " + SettingsCodec.CLASS)).stream()
                                    .map(row -> row.text("InstanceID").orElse("without InstanceID"))
                                    .toList())));
        }
        return lines;
    }

    /** 7.12: the one call with a wrong collection that changes nothing. */
    List<String> unknownCollection() {
        String nobody =
                new ObjectPath(null, null, ObjectPath.COLLECTION_CLASS, Map.of("CollectionID", NOBODY)).relative();
        String path = service.get();
        return tried(
                STATISTICS + " of " + nobody,
                () -> List.of(STATISTICS + " of " + nobody + ": ReturnValue "
                        + reads.call(WmiReads.CLUSTER, path, STATISTICS, List.of(reference(nobody)))
                                .text("ReturnValue")
                                .orElse("null")));
    }

    private static WmiProperty reference(String path) {
        return WmiProperty.reference("Collection", path);
    }

    private List<HostCollection> replicated() {
        return first(collections.all().stream()
                .filter(c -> c.mode() != CollectionMode.Known.NONE)
                .toList());
    }

    private static List<HostCollection> first(List<HostCollection> all) {
        return all.subList(0, Math.min(all.size(), MOST_CALLS));
    }

    /** One read among several: its failure is evidence too, and hides none of the others. */
    private static List<String> tried(String what, Supplier<List<String>> read) {
        try {
            return read.get();
        } catch (HostException e) {
            return List.of(what + ": " + e.fault().text());
        }
    }
}
