// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonException;
import io.hvcr.agent.json.JsonLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes exports: one folder {@code <VM name>_<VM GUID>} per machine (contract 5.5), with a manifest and a small file in place of each
 * disk. Writing twice writes the same, so that an export that was cut off by a crash is simply written again.
 */
final class ExportWriter {

    static final String MANIFEST = "hvcr-simulated-export.json";
    private static final String DISKS = "Virtual Hard Disks";

    private final ExportPaths paths;

    ExportWriter(ExportPaths paths) {
        this.paths = paths;
    }

    /** Writes the folders of a finished export. */
    Optional<JobFailure> write(CollectionRow row, Copy copy, Instant now) {
        String directory = Objects.requireNonNull(copy.directory(), "an export goes into a directory");
        if (paths.find(row.site(), directory) != ExportPaths.Finding.DIRECTORY) {
            return Optional.of(JobFailure.of("'" + directory + "'", HostFailure.PATH_NOT_FOUND));
        }
        try {
            for (MemberRow member : row.members()) {
                write(paths.real(row.site(), directory).resolve(folderName(member)), row, member, now);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(JobFailure.of("'" + directory + "'", HostFailure.DISK_FULL));
        }
    }

    /** The name of a machine's folder. */
    static String folderName(MemberRow member) {
        return ExportPaths.fileName(member.name()) + "_" + member.id();
    }

    /** What a folder of an export holds; nothing where it holds no export. */
    Optional<ExportManifest> read(Site site, String directory) {
        try {
            byte[] text = Files.readAllBytes(paths.real(site, directory).resolve(MANIFEST));
            return Optional.of(Documents.BINDER.read(Json.parse(text, JsonLimits.REQUEST), ExportManifest.class));
        } catch (IOException | JsonException | ProblemException unreadable) {
            return Optional.empty();
        }
    }

    private static void write(Path folder, CollectionRow row, MemberRow member, Instant now) throws IOException {
        List<DiskRow> disks = row.disks().stream()
                .filter(disk -> disk.memberIds().contains(member.id()))
                .toList();
        Files.createDirectories(folder.resolve(DISKS));
        for (DiskRow disk : disks) {
            String file = disk.path().substring(disk.path().lastIndexOf('\\') + 1);
            String text = "A simulated copy of " + disk.path() + ", " + disk.bytes() + " bytes.\n";
            replace(folder.resolve(DISKS).resolve(ExportPaths.fileName(file)), text);
        }
        ExportManifest manifest = new ExportManifest(
                true,
                row.id().value(),
                row.name(),
                member.id(),
                member.name(),
                now,
                disks.stream()
                        .map(disk -> new ExportManifest.Disk(disk.path(), disk.bytes(), disk.shared()))
                        .toList());
        replace(folder.resolve(MANIFEST), Json.pretty(Documents.BINDER.write(manifest)) + "\n");
    }

    /** Writes a file whole or not at all. */
    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
