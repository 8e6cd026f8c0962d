// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the simulated hosts' directories lie: below the fabric's own root, whatever is asked for. */
class ExportPathsTest {

    private static final List<String> PIECES = List.of(
            "C:", "c:", "\\", "/", "..", ".", "seed", "SEED", "\\\\", "?", "NUL", "com1", ":", "\u0000", " ", "é", "%",
            "~", "a b", "UNC", "x.", "名", "|", "\n");

    @TempDir
    Path temp;

    @Test
    void noTextLeadsOutOfTheRoot() {
        long seed = Long.getLong("hvcr.seed", System.nanoTime());
        Random random = new Random(seed);
        Path root = temp.resolve("root").resolve("files");
        ExportPaths paths = new ExportPaths(root);
        int valid = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "" : "C:\\");
            for (int n = random.nextInt(8); n > 0; n--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String path = text.toString();
            ExportPaths.Finding found = paths.find(Site.PRIMARY, path);
            assertThat(found)
                    .as("-Dhvcr.seed=" + seed + ": " + path)
                    .isIn(ExportPaths.Finding.INVALID, ExportPaths.Finding.MISSING);
            if (ExportPaths.valid(path)) {
                valid++;
                Path real = paths.real(Site.PRIMARY, path);
                assertThat(real).as("-Dhvcr.seed=" + seed + ": " + path).isEqualTo(real.normalize());
                assertThat(real.startsWith(root.resolve("primary"))).as(path).isTrue();
            }
        }
        assertThat(valid).as("the trials are not all of one kind").isBetween(100, 19_900);
        assertThat(temp.resolve("root")).as("looking makes nothing").doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "seed",
                "C:",
                "C:seed",
                "\\seed",
                "C:\\..",
                "C:\\a\\..\\b",
                "C:\\a.",
                "C:\\a ",
                "C:\\nul",
                "C:\\aux.txt",
                "C:\\a:stream",
                "C:\\a\u0001",
                "1:\\a",
                "CC:\\a",
                "file:///C:/a",
                "C:\\con\\a",
                "C:\\LPT¹"
            })
    void whatIsNoPathOfADriveIsInvalidAndNeverMade(String path) {
        ExportPaths paths = new ExportPaths(temp);
        assertThat(paths.find(Site.PRIMARY, path)).isEqualTo(ExportPaths.Finding.INVALID);
        assertThatThrownBy(() -> paths.make(Site.PRIMARY, path)).isInstanceOf(IllegalArgumentException.class);
        assertThat(temp).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\\\evil\\share", "//evil/share", "\\\\?\\C:\\a", "\\\\.\\pipe\\a"})
    void whatLiesElsewhereIsMissingAndNeverTouched(String path) {
        ExportPaths paths = new ExportPaths(temp);
        assertThat(paths.find(Site.PRIMARY, path)).isEqualTo(ExportPaths.Finding.MISSING);
        assertThat(ExportPaths.valid(path)).isFalse();
    }

    @Test
    void findsWhatIsThereInAnyCaseAndWithEitherSlash() throws IOException {
        ExportPaths paths = new ExportPaths(temp);
        paths.make(Site.PRIMARY, "C:\\ClusterStorage\\Volume1\\seed");
        Files.writeString(paths.real(Site.PRIMARY, "C:\\ClusterStorage\\file"), "x");
        assertThat(paths.find(Site.PRIMARY, "c:/clusterstorage\\VOLUME1//Seed/"))
                .isEqualTo(ExportPaths.Finding.DIRECTORY);
        assertThat(paths.find(Site.PRIMARY, "C:\\ClusterStorage\\FILE")).isEqualTo(ExportPaths.Finding.FILE);
        assertThat(paths.find(Site.PRIMARY, "D:\\ClusterStorage")).isEqualTo(ExportPaths.Finding.MISSING);
        assertThat(paths.find(Site.RECOVERY, "C:\\ClusterStorage"))
                .as("each site has its own drives")
                .isEqualTo(ExportPaths.Finding.MISSING);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a symbolic link needs a right there")
    void aLinkOnTheWayDownIsNotFollowed() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Path root = Files.createDirectory(temp.resolve("root"));
        ExportPaths paths = new ExportPaths(root);
        paths.make(Site.PRIMARY, "C:\\a");
        Files.createSymbolicLink(paths.real(Site.PRIMARY, "C:\\a\\link"), outside);
        assertThat(paths.find(Site.PRIMARY, "C:\\a\\link")).isEqualTo(ExportPaths.Finding.MISSING);
    }
}
