// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules about the sources that class files do not show. */
class SourceTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final int LONGEST = 400;
    private static final Pattern MOCKING =
            Pattern.compile("^import (static )?(org\\.mockito|org\\.easymock|mockit|io\\.mockk|org\\.powermock)\\.");

    @Test
    void everyFileNamesItsLicence() throws IOException {
        assertThat(sources(MAIN, TEST))
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .first()
                        .isEqualTo("// SPDX-License-Identifier: Apache-2.0"));
    }

    @Test
    void noFileIsLongerThanOneCanRead() throws IOException {
        assertThat(sources(MAIN, TEST))
                .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(LONGEST));
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        TreeSet<Path> packages = new TreeSet<>();
        for (Path file : sources(MAIN)) {
            packages.add(Objects.requireNonNull(file.getParent()));
        }

        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .contains("\n@NullMarked\npackage "));
    }

    @Test
    void noMockingLibraryIsUsed() throws IOException {
        assertThat(sources(MAIN, TEST))
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .noneMatch(line -> MOCKING.matcher(line).find()));
    }

    private static List<Path> sources(Path... roots) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        assertThat(sources).as("sources below %s", List.of(roots)).isNotEmpty();
        return sources;
    }
}
