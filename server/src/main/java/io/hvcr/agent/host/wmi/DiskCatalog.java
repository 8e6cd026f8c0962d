// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.VirtualDisk;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The disks of virtual machines, and what an entry of {@code IncludedDisks} refers to (contract 3.4, 3.12).
 *
 * <p>Disks are known to the node that owns the virtual machine only, in its own namespace {@code root\virtualization\v2}. A
 * disk's {@code InstanceID} begins with {@code Microsoft:} and the id of the virtual machine; settings of checkpoints bear the
 * checkpoint's id there, so they are not taken for disks of the machine.
 *
 * <p>An entry of the settings may be an object path or an id, which do not tell the file. The files of all disks that were ever
 * read are remembered, so that reading settings costs no more calls; a disk that was never read shows without its file.
 */
final class DiskCatalog {

    static final String CLASS = "Msvm_StorageAllocationSettingData";
    static final List<String> PROPERTIES = List.of("InstanceID", "HostResource", "ResourceType", "ResourceSubType");
    private static final String ID_PREFIX = "Microsoft:";
    private static final String HARD_DISK = "Microsoft:Hyper-V:Virtual Hard Disk";

    private final WmiReads reads;
    private final WmiHostOptions.DiskForm form;
    private final Map<String, String> files = new ConcurrentHashMap<>();

    DiskCatalog(WmiReads reads, WmiHostOptions.DiskForm form) {
        this.reads = reads;
        this.form = form;
    }

    /**
     * The disks of virtual machines, one entry for a file that several of them share.
     *
     * @param owners the ids of the machines, and the node that owns each; null is this node
     */
    List<VirtualDisk> disksOf(Map<String, Optional<String>> owners, String localNode) {
        Map<String, Found> byFile = new LinkedHashMap<>();
        Set<String> namespaces = new LinkedHashSet<>();
        for (Optional<String> node : owners.values()) {
            namespaces.add(node.filter(n -> !sameNode(n, localNode))
                    .map(n -> WmiReads.onNode(n, WmiReads.VIRTUALIZATION))
                    .orElse(WmiReads.VIRTUALIZATION));
        }
        String wql = Wql.select(CLASS, PROPERTIES) + " WHERE ResourceType = 31";
        for (String namespace : namespaces) {
            for (WmiObject row : reads.query(namespace, wql)) {
                collect(row, owners.keySet(), byFile);
            }
        }
        return byFile.values().stream()
                .map(f -> new VirtualDisk(f.reference, List.copyOf(f.members)))
                .toList();
    }

    private void collect(WmiObject row, Set<String> members, Map<String, Found> byFile) {
        String id = row.text("InstanceID").orElse("");
        Optional<String> file = file(row);
        boolean hardDisk =
                row.text("ResourceSubType").map(HARD_DISK::equalsIgnoreCase).orElse(true);
        Optional<String> member = members.stream().filter(m -> belongsTo(id, m)).findFirst();
        if (!hardDisk || file.isEmpty() || member.isEmpty()) {
            return;
        }
        remember(id, file.get());
        byFile.computeIfAbsent(file.get().toLowerCase(Locale.ROOT), key -> new Found(reference(row, file.get())))
                .members
                .add(member.get());
    }

    /** What an entry of {@code IncludedDisks} refers to, in whichever of the three forms it is written. */
    DiskReference resolve(String raw) {
        if (InstanceText.looksLikeInstance(raw)) {
            try {
                WmiObject embedded = InstanceText.read(raw);
                Optional<String> file = file(embedded);
                file.ifPresent(f -> embedded.text("InstanceID").ifPresent(id -> remember(id, f)));
                return new DiskReference(raw, file.orElse(null));
            } catch (InstanceTextException e) {
                return DiskReference.raw(raw);
            }
        }
        String id =
                ObjectPath.parse(raw).flatMap(path -> path.key("InstanceID")).orElse(raw);
        return new DiskReference(raw, fileOf(id));
    }

    private @Nullable String fileOf(String id) {
        return files.get(id.toLowerCase(Locale.ROOT));
    }

    private void remember(String id, String file) {
        files.put(id.toLowerCase(Locale.ROOT), file);
    }

    private DiskReference reference(WmiObject row, String file) {
        String id = row.text("InstanceID").orElse("");
        String raw = switch (form) {
            case OBJECT_PATH -> Optional.ofNullable(row.path()).orElse(id);
            case INSTANCE_ID -> id;
            case EMBEDDED_INSTANCE ->
                XmlInstanceWriter.write(new WmiObject(CLASS, null, row.properties()), InstanceForm.WMI_DTD);
        };
        return new DiskReference(raw, file);
    }

    private static Optional<String> file(WmiObject disk) {
        return disk.texts("HostResource")
                .flatMap(list -> list.stream().findFirst())
                .filter(f -> !f.isBlank());
    }

    private static boolean belongsTo(String instanceId, String member) {
        String start = ID_PREFIX + member + "\\";
        return instanceId.regionMatches(true, 0, start, 0, start.length());
    }

    /** Nodes are named with and without their domain. */
    static boolean sameNode(String one, String other) {
        return host(one).equalsIgnoreCase(host(other));
    }

    private static String host(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static final class Found {
        private final DiskReference reference;
        private final Set<String> members = new LinkedHashSet<>();

        Found(DiskReference reference) {
            this.reference = reference;
        }
    }
}
