// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.host.simulator.ScenarioDocument.ClusterDocument;
import io.hvcr.agent.host.simulator.ScenarioDocument.CollectionDocument;
import io.hvcr.agent.host.simulator.ScenarioDocument.DiskDocument;
import io.hvcr.agent.host.simulator.ScenarioDocument.MemberDocument;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes a fabric of a scenario. Everything that a document can have wrong is found before anything is changed; then the rows are
 * put in one transaction.
 */
final class ScenarioLoader {

    private final ExportPaths paths;
    private final ReplicationLoader replications;

    ScenarioLoader(ExportPaths paths, ReplicationLoader replications) {
        this.paths = paths;
        this.replications = replications;
    }

    /** The fabric of a document; throws a {@link ProblemException} where the document is not consistent. */
    Beginning beginning(ScenarioDocument document, Instant realNow) {
        Instant given =
                document.clock().startsAt() == null ? realNow : document.clock().startsAt();
        Instant start = given.truncatedTo(ChronoUnit.MILLIS);
        FabricRow fabric = new FabricRow(
                document.name(),
                new ClockSetting(document.clock().mode(), document.clock().factor(), realNow, start),
                document.switches(),
                document.timings(),
                new Link(
                        document.link().up(),
                        document.link().failure(),
                        document.link().bytesPerSecond()),
                cluster(document.primary(), Site.PRIMARY, "primary"),
                cluster(document.recovery(), Site.RECOVERY, "recovery"));
        List<Placed> rows = rows(document, fabric);
        directories(document.primary(), "primary");
        directories(document.recovery(), "recovery");
        return new Beginning(start, scene -> {
            scene.put(fabric);
            document.primary().directories().forEach(directory -> paths.make(Site.PRIMARY, directory));
            document.recovery().directories().forEach(directory -> paths.make(Site.RECOVERY, directory));
            for (Placed placed : rows) {
                scene.put(placed.row());
                if (placed.document().replication() != null) {
                    replications.load(scene, placed.row(), placed.document().replication());
                }
            }
        });
    }

    /**
     * A fabric that is about to begin.
     *
     * @param start its time then
     * @param content puts everything that is in it
     */
    record Beginning(Instant start, Consumer<Scene> content) {}

    /** A collection and what the document says of it. */
    private record Placed(CollectionRow row, CollectionDocument document) {}

    private static Cluster cluster(ClusterDocument document, Site site, String path) {
        boolean primary = site == Site.PRIMARY;
        String name = document.name() == null ? (primary ? "HV-PRIMARY" : "HV-RECOVERY") : document.name();
        List<String> nodes = document.nodes() == null
                ? List.of(primary ? "HV-P1" : "HV-R1", primary ? "HV-P2" : "HV-R2", primary ? "HV-P3" : "HV-R3")
                : document.nodes();
        if (nodes.isEmpty()) {
            throw refused(path + ".nodes", "a cluster has at least one node");
        }
        return new Cluster(
                document.id() == null ? Guids.of("cluster " + name) : document.id(),
                name,
                nodes,
                document.broker() == null ? "broker." + site.wireName() + ".example" : document.broker(),
                document.brokerOnline(),
                document.replicaEnabled(),
                document.kerberosPort(),
                document.certificatePort(),
                document.acceptedPrimaries(),
                document.standAloneHosts(),
                document.certificates(),
                document.diskFull(),
                document.zone());
    }

    private static void directories(ClusterDocument document, String path) {
        for (int i = 0; i < document.directories().size(); i++) {
            if (!ExportPaths.valid(document.directories().get(i))) {
                throw refused(
                        path + ".directories[" + i + "]",
                        "must be an absolute directory of a drive, such as C:\\ClusterStorage\\Volume1\\seed");
            }
        }
    }

    private static List<Placed> rows(ScenarioDocument document, FabricRow fabric) {
        List<Placed> rows = new ArrayList<>();
        Map<CollectionId, Integer> known = new HashMap<>();
        for (int i = 0; i < document.collections().size(); i++) {
            CollectionDocument one = document.collections().get(i);
            String path = "collections[" + i + "]";
            CollectionId id = one.id() == null
                    ? new CollectionId(Guids.of("collection " + i + " " + one.name() + " of " + document.name()))
                    : one.id();
            Integer first = known.put(id, i);
            if (first != null) {
                throw refused(path + ".id", "collections[" + first + "] has the id " + id + " already");
            }
            if (one.replication() != null && one.members().isEmpty()) {
                throw refused(path + ".replication", "a collection without members cannot be replicated");
            }
            rows.add(new Placed(row(one, id, fabric, path), one));
        }
        return rows;
    }

    private static CollectionRow row(CollectionDocument one, CollectionId id, FabricRow fabric, String path) {
        Cluster cluster = fabric.cluster(one.site());
        List<MemberRow> members = members(one, id, cluster, path);
        return new CollectionRow(
                one.site(),
                id,
                one.name(),
                one.kind(),
                members.isEmpty() ? cluster.firstNode() : members.getFirst().node(),
                CollectionMode.Known.NONE,
                CollectionState.Known.DISABLED,
                FailoverType.Known.NONE,
                one.changeBytesPerSecond(),
                members,
                disks(one, members, path),
                null,
                null);
    }

    private static List<MemberRow> members(CollectionDocument one, CollectionId id, Cluster cluster, String path) {
        List<MemberRow> members = new ArrayList<>();
        for (int i = 0; i < one.members().size(); i++) {
            MemberDocument member = one.members().get(i);
            String node = member.node() == null
                    ? cluster.nodes().get(i % cluster.nodes().size())
                    : member.node();
            if (!SettingsRules.contains(cluster.nodes(), node)) {
                throw refused(
                        path + ".members[" + i + "].node",
                        "'" + node + "' is no node of " + cluster.name() + "; its nodes are "
                                + String.join(", ", cluster.nodes()));
            }
            members.add(new MemberRow(
                    member.id() == null
                            ? Guids.of("member " + member.name() + " of " + id.value())
                            : member.id().toUpperCase(Locale.ROOT),
                    member.name(),
                    node,
                    member.power(),
                    false,
                    member.highlyAvailable(),
                    member.replicatedAlone(),
                    null));
        }
        return members;
    }

    private static List<DiskRow> disks(CollectionDocument one, List<MemberRow> members, String path) {
        List<DiskRow> disks = new ArrayList<>();
        for (int i = 0; i < one.disks().size(); i++) {
            DiskDocument disk = one.disks().get(i);
            List<String> owners = new ArrayList<>();
            for (int m = 0; m < disk.members().size(); m++) {
                String name = disk.members().get(m);
                owners.add(members.stream()
                        .filter(member -> member.isMeantBy(name))
                        .findFirst()
                        .map(MemberRow::id)
                        .orElseThrow(refusal(
                                path + ".disks[" + i + "].members[" + m + "]",
                                "'" + name + "' is no member of '" + one.name() + "'")));
            }
            disks.add(new DiskRow(
                    instanceId(owners.getFirst(), i), disk.path(), Math.round(disk.gigabytes() * 1e9), owners));
        }
        return disks;
    }

    /** Contract 3.4: {@code Microsoft:<VM GUID>\<controller GUID>\<n>\<n>\L}. */
    private static String instanceId(String memberId, int number) {
        return "Microsoft:" + memberId + "\\" + Guids.of("controller of " + memberId) + "\\0\\" + number + "\\L";
    }

    private static Supplier<ProblemException> refusal(String path, String message) {
        return () -> refused(path, message);
    }

    private static ProblemException refused(String path, String message) {
        return Problem.invalid(Reason.INVALID_VALUE, path, path + ": " + message)
                .toException();
    }
}
