// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportLocationPolicyTest {

    private static final String PATH = "InitialReplicationExportLocation";

    private final ExportLocationPolicy drives = ExportLocationPolicy.drivesOnly();

    @ParameterizedTest
    @CsvSource({
        "C:\\ClusterStorage\\Volume1\\seed, C:\\ClusterStorage\\Volume1\\seed",
        "c:/ClusterStorage/Volume1/seed/, C:\\ClusterStorage\\Volume1\\seed",
        "E:\\, E:\\",
        "D:\\Übergabe 2026\\東京, D:\\Übergabe 2026\\東京",
        "D:\\a.b\\.hidden\\NULL\\COMET\\consolidated, D:\\a.b\\.hidden\\NULL\\COMET\\consolidated",
        "D:\\it's 100% (new) & safe;$x, D:\\it's 100% (new) & safe;$x",
        "D:\\lead ing\\ leading, D:\\lead ing\\ leading",
    })
    void takesAbsoluteDirectoriesOnADriveLetter(String given, String canonical) {
        assertThat(drives.accept(given, PATH)).isEqualTo(canonical);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                // shares, in every disguise
                Arguments.of("\\\\h\\s", "network share"),
                Arguments.of("//h/s", "network share"),
                Arguments.of("/\\h\\s", "network share"),
                Arguments.of("\\/h/s", "network share"),
                Arguments.of("\\\\?\\UNC\\h\\s", "network share"),
                Arguments.of("\\\\.\\UNC\\h\\s", "network share"),
                Arguments.of("\\??\\UNC\\h\\s", "network share"),
                Arguments.of("//?/unc/h/s", "network share"),
                Arguments.of("\\\\h@80\\dav", "network share"),
                Arguments.of("\\\\h@SSL@443\\dav", "network share"),
                Arguments.of("\\\\localhost\\C$", "network share"),
                Arguments.of("\\\\127.0.0.1\\C$\\seed", "network share"),
                Arguments.of("\\\\", "network share"),
                Arguments.of("\\\\\\h\\s", "network share"),
                Arguments.of("file://h/s", "URL"),
                Arguments.of("file:///C:/seed", "URL"),
                Arguments.of("\uFF3C\uFF3Ch\uFF3Cs", "U+FF3C"),
                Arguments.of("C:\uFF3Cseed", "U+FF3C"),
                Arguments.of("C:\\\u00A5\u00A5h\u00A5s", "U+00A5"),
                Arguments.of("C:\\\u20A9h", "U+20A9"),
                Arguments.of("C:\\a\u2215b", "U+2215"),
                Arguments.of("C:\\a\uFF0Fb", "U+FF0F"),
                Arguments.of("C:\\a\uFF1Ab", "U+FF1A"),
                Arguments.of("C:\\\u2025\\b", "U+2025"),
                // devices
                Arguments.of("\\\\?\\C:\\seed", "device path"),
                Arguments.of("\\\\.\\PhysicalDrive0", "device path"),
                Arguments.of("\\\\?\\GLOBALROOT\\Device\\Mup\\h\\s", "device path"),
                Arguments.of("\\??\\C:\\seed", "device path"),
                Arguments.of("C:\\NUL", "device"),
                Arguments.of("C:\\seed\\nul", "device"),
                Arguments.of("C:\\NUL.txt", "device"),
                Arguments.of("C:\\com1", "device"),
                Arguments.of("C:\\COM1.log\\x", "device"),
                Arguments.of("C:\\COM\u00B9", "device"),
                Arguments.of("C:\\LPT\u00B3.x", "device"),
                Arguments.of("C:\\con .x", "device"),
                Arguments.of("C:\\CONIN$", "device"),
                Arguments.of("C:\\CONOUT$", "device"),
                Arguments.of("C:\\aux\\seed", "device"),
                // not absolute
                Arguments.of("", "empty"),
                Arguments.of("   ", "empty"),
                Arguments.of("seed", "relative path"),
                Arguments.of("seed\\a", "relative path"),
                Arguments.of(".\\seed", "relative path"),
                Arguments.of("..\\seed", "relative path"),
                Arguments.of("C:foo", "relative to the current directory of drive C:"),
                Arguments.of("C:", "relative to the current directory of drive C:"),
                Arguments.of("\\seed", "names no drive"),
                Arguments.of("/seed", "names no drive"),
                Arguments.of("1:\\seed", "relative path"),
                // aliases and oddities
                Arguments.of("C:\\a\\..\\..", "'..'"),
                Arguments.of("C:\\a\\.\\b", "'.'"),
                Arguments.of("C:\\a\\...", "last character"),
                Arguments.of("C:\\seed.", "last character"),
                Arguments.of("C:\\seed \\b", "last character"),
                Arguments.of("C:\\seed ", "last character"),
                Arguments.of("C:\\a:stream", "stream"),
                Arguments.of("C:\\a::$DATA", "stream"),
                Arguments.of("C:\\PROGRA~1", "short name"),
                Arguments.of("C:\\a\\LONGFI~12.TXT", "short name"),
                Arguments.of("%TEMP%", "variable"),
                Arguments.of("C:\\%TEMP%\\x", "variable"),
                Arguments.of("$env:TEMP\\x", "variable"),
                Arguments.of("C:\\$(whoami)", "variable"),
                Arguments.of("C:\\a\\\\b", "two separators"),
                Arguments.of("C:\\\\seed", "two separators"),
                Arguments.of("C:\\*", "no name on Windows"),
                Arguments.of("C:\\a?", "no name on Windows"),
                Arguments.of("C:\\\"a\"", "no name on Windows"),
                Arguments.of("C:\\a|b", "no name on Windows"),
                Arguments.of("C:\\a<b>", "no name on Windows"),
                Arguments.of("C:\\a\u0000b", "U+0000"),
                Arguments.of("C:\\a\nb", "U+000A"),
                Arguments.of("C:\\a\u007F", "U+007F"),
                Arguments.of("C:\\a\u0085", "U+0085"),
                Arguments.of("C:\\a\u202Eb", "U+202E"),
                Arguments.of("C:\\a\u200Bb", "U+200B"),
                Arguments.of("C:\\" + "a".repeat(245), "248 characters"),
                Arguments.of("C:\\" + "a\\".repeat(20_000), "40003 characters"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatDoesNotMeanOneThingToEveryLayerOfWindows(String location, String why) {
        Problem problem = refusal(drives, location);

        assertThat(problem.code()).isEqualTo(-32602);
        assertThat(problem.reason()).isEqualTo(Reason.INVALID_EXPORT_LOCATION);
        assertThat(problem.path()).isEqualTo(PATH);
        assertThat(problem.returnValue()).isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
        assertThat(problem.message()).contains(why);
        assertThat(problem.hint()).contains("C:\\ClusterStorage");
        assertThat(problem.message().length()).as("a message stays short").isLessThan(300);
        assertThat(problem.message()).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void takesTheLongestDirectoryThatWindowsTakes() {
        String longest = "C:\\" + "a".repeat(ExportLocationPolicy.MAX_LENGTH - 3);

        assertThat(drives.accept(longest, PATH)).isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\\\files\\seed", "\\\\FILES\\Seed\\sql", "//files/seed/sql/", "D:\\Exports", "d:\\exports\\a"})
    void takesWhatLiesBelowARootThatTheAdministratorLists(String location) {
        ExportLocationPolicy policy = new ExportLocationPolicy(List.of("\\\\files\\seed\\", "D:\\Exports"));

        assertThat(policy.accept(location, PATH)).doesNotContain("/").doesNotEndWith("\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\\\files\\seed2",
                "\\\\other\\seed",
                "\\\\files",
                "D:\\ExportsOfOthers",
                "C:\\Exports",
                "D:\\Exports\\..\\x",
                "\\\\?\\UNC\\files\\seed",
                "\\\\files\\seed\\..\\C$",
                "\\\\files@SSL\\seed"
            })
    void refusesWhatOnlyLooksLikeARoot(String location) {
        ExportLocationPolicy policy = new ExportLocationPolicy(List.of("\\\\files\\seed", "D:\\Exports"));

        Problem problem = refusal(policy, location);

        assertThat(problem.reason()).isEqualTo(Reason.INVALID_EXPORT_LOCATION);
        assertThat(problem.allowed()).containsExactly("\\\\files\\seed", "D:\\Exports");
    }

    @Test
    void aRootOfADriveAllowsTheWholeDrive() {
        assertThat(new ExportLocationPolicy(List.of("E:\\")).accept("e:\\a\\b", PATH))
                .isEqualTo("E:\\a\\b");
    }

    @Test
    void refusesRootsThatAreNoDirectories() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ExportLocationPolicy(List.of("seed")))
                .withMessageContaining("exportRoots")
                .withMessageContaining("'seed'")
                .withMessageContaining("relative path");
    }

    /** Whatever is accepted is its own canonical form, has no separator but the backslash, and none of the parts that are refused. */
    @Test
    void acceptedLocationsAreStableWhateverIsThrownAtThem() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        String[] parts = {
            "C:", "\\", "/", "a", ".", "..", " ", ":", "NUL", "~1", "%", "\u202E", "\uFF3C", "$", "é", "\\\\?\\", "UNC",
            "@80", "*", "b"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "C:\\" : "");
            for (int j = random.nextInt(8); j > 0; j--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            String given = text.toString();
            ProblemException refused = catchThrowableOfType(ProblemException.class, () -> drives.accept(given, PATH));
            if (refused == null) {
                String accepted = drives.accept(given, PATH);
                assertThat(accepted)
                        .as("seed %d, given %s", seed, given)
                        .matches("[A-Z]:\\\\.*")
                        .doesNotContain("/", "\\\\", "\\..\\", "*", "\u202E", "\uFF3C")
                        .doesNotEndWith("\\..");
                assertThat(drives.accept(accepted, PATH)).isEqualTo(accepted);
            }
        }
    }

    private static Problem refusal(ExportLocationPolicy policy, String location) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> policy.accept(location, PATH));
        assertThat(refused).as(location).isNotNull();
        return refused.problem();
    }
}
