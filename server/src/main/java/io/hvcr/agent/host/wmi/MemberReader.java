// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.Guid;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.LastReplicationType;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.ReplicationHealth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the members of a collection: two queries, whatever their number (contract 3.12). */
final class MemberReader {

    static final String SUMMARY_CLASS = "Msvm_SummaryInformation";
    static final List<String> SUMMARY_PROPERTIES = List.of("Name", "HostComputerSystemName");

    private final WmiReads reads;

    MemberReader(WmiReads reads) {
        this.reads = reads;
    }

    List<Member> of(HostCollection collection) {
        if (collection.kind() == HostCollection.Kind.MANAGEMENT) {
            return List.of();
        }
        List<WmiObject> machines = reads
                .cluster(Wql.associators(
                        collection.path(),
                        "AssocClass = Msvm_CollectedVirtualSystems",
                        "ResultClass = Msvm_ComputerSystem",
                        "Role = Collection",
                        "ResultRole = Member"))
                .stream()
                // The host itself is a Msvm_ComputerSystem too; only a virtual machine's name is a GUID.
                .filter(m -> Guid.matches(id(m)))
                .toList();
        Map<String, String> nodes = machines.isEmpty() ? Map.of() : nodes(machines);
        return machines.stream().map(m -> member(m, nodes)).toList();
    }

    /** Owner nodes by folded id; none where the host has no such class. */
    private Map<String, String> nodes(List<WmiObject> machines) {
        Map<String, String> nodes = new HashMap<>();
        List<String> ids = machines.stream().map(MemberReader::id).toList();
        reads.queryIfThere(WmiReads.CLUSTER, Wql.selectAny(SUMMARY_CLASS, SUMMARY_PROPERTIES, "Name", ids))
                .ifPresent(rows -> rows.forEach(row -> row.text("HostComputerSystemName")
                        .filter(node -> !node.isBlank())
                        .ifPresent(node -> nodes.put(id(row).toLowerCase(Locale.ROOT), node))));
        return nodes;
    }

    private static Member member(WmiObject machine, Map<String, String> nodes) {
        String id = id(machine);
        return new Member(
                id,
                machine.text("ElementName").orElse(id),
                Optional.ofNullable(nodes.get(id.toLowerCase(Locale.ROOT))).orElse(null),
                PowerState.of(machine.small("EnabledState").orElse(0)),
                MemberState.of(machine.small("ReplicationState").orElse(MemberState.Known.UNKNOWN.number())),
                ReplicationHealth.of(machine.small("ReplicationHealth").orElse(0)),
                machine.small("LastReplicationType")
                        .map(LastReplicationType::of)
                        .orElse(null));
    }

    private static String id(WmiObject machine) {
        return machine.text("Name").orElse("");
    }
}
