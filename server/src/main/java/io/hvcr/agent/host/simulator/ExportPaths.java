// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the directories of the simulated hosts really lie: {@code C:\ClusterStorage\Volume1\seed} of site {@code primary} is
 * {@code primary/C/ClusterStorage/Volume1/seed} below a root of our own.
 *
 * <p>A path is judged by its letters alone before any file is touched, and refused unless it is a drive letter and plain names: what
 * passes cannot name anything but a place below the root. A symbolic link on the way down is never followed.
 */
final class ExportPaths {

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*", Pattern.DOTALL);
    private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*\\p{Cntrl}]");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?");
    private static final int LONGEST = 32_000;
    private static final int LONGEST_NAME = 255;

    private final Path root;

    /** @param root the directory below which everything lies; it need not exist yet */
    ExportPaths(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** What a path turned out to be. */
    enum Finding {
        DIRECTORY,
        FILE,
        MISSING,
        /** Not an absolute path of a drive, or no path at all. */
        INVALID
    }

    /** Looks a path up on a site. */
    Finding find(Site site, String path) {
        if (isElsewhere(path)) {
            return Finding.MISSING;
        }
        Optional<List<String>> names = names(path);
        if (names.isEmpty()) {
            return Finding.INVALID;
        }
        Path place = root.resolve(site.wireName());
        for (String name : names.get()) {
            place = child(place, name);
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(place)) {
                return Finding.MISSING;
            }
        }
        return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) ? Finding.DIRECTORY : Finding.FILE;
    }

    /** The real place of a path that is valid. */
    Path real(Site site, String path) {
        List<String> names = names(path).orElseThrow(() -> new IllegalArgumentException("not a path of a drive"));
        Path place = root.resolve(site.wireName());
        for (String name : names) {
            place = child(place, name);
        }
        return place;
    }

    /** The child of that name, in any case as on the host; where there is none, where it would be. */
    private static Path child(Path folder, String name) {
        Path exact = folder.resolve(name);
        if (Files.exists(exact, LinkOption.NOFOLLOW_LINKS) || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return exact;
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> child.getFileName().toString().equalsIgnoreCase(name))
                    .findFirst()
                    .orElse(exact);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }

    /** Makes a directory of the scenario. */
    void make(Site site, String path) {
        try {
            Files.createDirectories(real(site, path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + real(site, path), e);
        }
    }

    /** Whether a path has the form that the simulated hosts know: a drive and plain names. */
    static boolean valid(String path) {
        return names(path).isPresent();
    }

    /** A share or a device: a place that a host may know and the simulator does not. It is never touched. */
    private static boolean isElsewhere(String path) {
        return path.startsWith("\\\\") || path.startsWith("//");
    }

    /** The drive and the names below it. */
    private static Optional<List<String>> names(String path) {
        if (path.length() > LONGEST || !DRIVE.matcher(path).matches()) {
            return Optional.empty();
        }
        String drive = path.substring(0, 1).toUpperCase(Locale.ROOT);
        List<String> below = Stream.of(path.substring(2).split("[\\\\/]+"))
                .filter(name -> !name.isEmpty())
                .toList();
        if (!below.stream().allMatch(ExportPaths::plain)) {
            return Optional.empty();
        }
        return Optional.of(Stream.concat(Stream.of(drive), below.stream()).toList());
    }

    private static boolean plain(String name) {
        return name.length() <= LONGEST_NAME
                && !FORBIDDEN.matcher(name).find()
                && !RESERVED.matcher(name).matches()
                && !name.endsWith(".")
                && !name.endsWith(" ");
    }

    /** A name that is fit for a file: what Windows forbids is replaced, long names are cut. */
    static String fileName(String name) {
        String safe = FORBIDDEN
                .matcher(name.replaceAll("[\\\\/]", "_"))
                .replaceAll("_")
                .strip();
        int end = Math.min(safe.length(), 60);
        if (end > 0 && end < safe.length() && Character.isHighSurrogate(safe.charAt(end - 1))) {
            end--;
        }
        return safe.isEmpty() ? "_" : safe.substring(0, end);
    }
}
