// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.DeclaredSettings;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.VirtualDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Between the files that people name and the references that {@code IncludedDisks} holds (contract 3.4). A reference may
 * come as an object path, an InstanceID or an embedded instance; the collection's attached disks tell its file.
 */
final class DiskNames {

    private final List<VirtualDisk> attached;

    private DiskNames(List<VirtualDisk> attached) {
        this.attached = attached;
    }

    /** The names of these disks; null where nobody asked the host for them. */
    static DiskNames of(@Nullable List<VirtualDisk> attached) {
        return new DiskNames(attached == null ? List.of() : attached);
    }

    /** The settings of the host in the words of a document. */
    DeclaredSettings declared(ReplicationSettings host) {
        return new DeclaredSettings(
                host.recoveryConnectionPoint(),
                host.recoveryServerPortNumber(),
                host.authenticationType(),
                host.certificateThumbPrint(),
                host.compressionEnabled(),
                host.bypassProxyServer(),
                host.replicationInterval(),
                host.recoveryHistory(),
                host.applicationConsistentSnapshotInterval(),
                host.replicateHostKvpItems(),
                host.autoResynchronizeEnabled(),
                host.autoResynchronizeIntervalStart(),
                host.autoResynchronizeIntervalEnd(),
                paths(host.includedDisks()));
    }

    /** The files of all references, or null where one of them cannot be told: half a list would look like a change. */
    @Nullable
    List<String> paths(@Nullable List<DiskReference> references) {
        if (references == null) {
            return null;
        }
        List<String> paths = new ArrayList<>();
        for (DiskReference reference : references) {
            Optional<String> path = path(reference);
            if (path.isEmpty()) {
                return null;
            }
            paths.add(path.get());
        }
        return paths;
    }

    private Optional<String> path(DiskReference reference) {
        if (reference.path() != null) {
            return Optional.of(reference.path());
        }
        String wanted = identity(reference.raw());
        for (VirtualDisk disk : attached) {
            String path = disk.reference().path();
            if (path != null && identity(disk.reference().raw()).equals(wanted)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** The reference of the attached disk with this file. */
    Optional<DiskReference> reference(String path) {
        String wanted = folded(path);
        return attached.stream()
                .map(VirtualDisk::reference)
                .filter(reference ->
                        reference.path() != null && folded(reference.path()).equals(wanted))
                .findFirst();
    }

    /** Whether a reference means an attached disk: by what the host wrote, or by the file. */
    boolean attached(DiskReference reference) {
        String wanted = identity(reference.raw());
        return attached.stream()
                        .anyMatch(disk -> identity(disk.reference().raw()).equals(wanted))
                || reference(reference.path() == null ? reference.raw() : reference.path())
                        .isPresent();
    }

    /** The files of all attached disks. */
    List<String> attachedPaths() {
        return attached.stream()
                .map(disk -> disk.reference().path())
                .<String>mapMulti((path, sink) -> {
                    if (path != null) {
                        sink.accept(path);
                    }
                })
                .toList();
    }

    /** The InstanceID of a reference, however it is written, so that a path and an id can be compared. */
    private static String identity(String raw) {
        return ObjectPath.parse(raw)
                .flatMap(path -> path.key("InstanceID"))
                .orElse(raw)
                .toUpperCase(Locale.ROOT);
    }

    /** Windows' files are the same in any case, and with either slash. */
    static String folded(String path) {
        return path.replace('/', '\\').toUpperCase(Locale.ROOT);
    }
}
