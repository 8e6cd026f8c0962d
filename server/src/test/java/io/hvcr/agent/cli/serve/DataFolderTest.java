// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path temp = Path.of("");

    @Test
    void makesAFolderWithItsParents() {
        Path folder = temp.resolve("a/b/hvcr");

        try (DataFolder data = DataFolder.take(folder)) {
            assertThat(data.folder()).isEqualTo(folder).isDirectory();
            assertThat(data.file("journal.db")).isEqualTo(folder.resolve("journal.db"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNewFolderIsItsOwnersAlone() throws IOException {
        Path folder = temp.resolve("hvcr");
        DataFolder.take(folder).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatWasThereKeepsItsRights() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("hvcr"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        DataFolder.take(folder).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void onlyOneAgentAtATimeHasIt() {
        Path folder = temp.resolve("hvcr");
        DataFolder first = DataFolder.take(folder);

        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> DataFolder.take(folder))
                .withMessageContaining("another agent is running")
                .withMessageContaining(folder.toString());

        first.close();
        DataFolder.take(folder).close();
    }

    @Test
    void saysThatAFileIsInTheWay() throws IOException {
        Path file = Files.writeString(temp.resolve("hvcr"), "");

        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> DataFolder.take(file))
                .withMessageContaining("is a file");
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> DataFolder.take(file.resolve("below")))
                .withMessageContaining(file + " is a file");
    }
}
