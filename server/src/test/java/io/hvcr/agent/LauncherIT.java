// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the launcher of the finished distribution in an environment of its own.
 *
 * <p>The Javas are folders with a {@code release} file and a script {@code bin/java} that prints its process id and its
 * arguments. PATH holds the few programs the launcher needs and nothing else. Only where a test is about the usual
 * folders, a copy of the launcher is run whose single line {@code root=} names a folder of the test.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the POSIX launcher; Windows has hvcr-agent.cmd")
class LauncherIT {

    private static final Path DISTRIBUTION = Path.of(Objects.requireNonNull(System.getProperty("hvcr.distribution")));

    @TempDir
    private Path temp = Path.of("");

    private final Map<String, String> environment = new HashMap<>();
    private Path path = Path.of("");

    @BeforeEach
    void prepareAnEmptyMachine() throws IOException {
        temp = temp.toRealPath();
        path = Files.createDirectories(temp.resolve("path"));
        for (String program : List.of("sed", "dirname", "readlink", "uname")) {
            script(path.resolve(program), "exec " + find(program) + " \"$@\"\n");
        }
        environment.put("PATH", path.toString());
        environment.put("HOME", Files.createDirectories(temp.resolve("home")).toString());
        environment.put("LC_ALL", "C.UTF-8");
    }

    @Test
    void runsTheAgentItselfFromAnyFolder() throws Exception {
        environment.put("HVCR_JAVA_HOME", System.getProperty("java.home"));

        Outcome outcome = run(launcher(), "--version");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("hvcr-agent " + Version.current() + "\n");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void handsTheExitCodeOn() throws Exception {
        environment.put("HVCR_JAVA_HOME", System.getProperty("java.home"));

        assertThat(run(launcher(), "--no-such-option").exitCode()).isEqualTo(2);
    }

    @Test
    void takesHvcrJavaHomeBeforeEverythingElse() throws Exception {
        environment.put("HVCR_JAVA_HOME", java("first", "21.0.2").toString());
        environment.put("JAVA_HOME", java("second", "25.0.1").toString());
        putOnPath(java("third", "26"));

        assertThat(run(launcher()).startedIn()).isEqualTo(temp.resolve("first"));
    }

    @Test
    void takesJavaHomeBeforePath() throws Exception {
        environment.put("JAVA_HOME", java("second", "21").toString());
        putOnPath(java("third", "25.0.1"));

        assertThat(run(launcher()).startedIn()).isEqualTo(temp.resolve("second"));
    }

    @Test
    void passesOverAJavaHomeThatIsTooOld() throws Exception {
        environment.put("JAVA_HOME", java("old", "17.0.15").toString());
        putOnPath(java("new", "21.0.2"));

        assertThat(run(launcher()).startedIn()).isEqualTo(temp.resolve("new"));
    }

    @Test
    void seesThroughAShimInPath() throws Exception {
        Path home = java("managed", "25");
        script(path.resolve("java"), """
                case $1 in
                    -XshowSettings:properties) echo "    java.home = %s" >&2 ;;
                    *) echo "the shim itself must not run the agent" ;;
                esac
                """.formatted(home));

        assertThat(run(launcher()).startedIn()).isEqualTo(home);
    }

    @Test
    void asksAJavaWithoutReleaseFileForItsVersion() throws Exception {
        Path home = temp.resolve("plain");
        script(home.resolve("bin/java"), """
                if [ "$1" = -version ]; then echo 'openjdk version "22.0.1" 2024-04-16' >&2; exit 0; fi
                echo home=%s
                """.formatted(home));
        environment.put("JAVA_HOME", home.toString());

        assertThat(run(launcher()).startedIn()).isEqualTo(home);
    }

    @Test
    void searchesTheUsualFoldersForTheNewest() throws Exception {
        java("machine/usr/lib/jvm/java-17-openjdk", "17.0.15");
        java("machine/usr/lib/jvm/temurin-21", "21.0.2");
        java("machine/opt/jdk-25", "25.0.1");
        java("machine/usr/lib/jvm/zulu-22", "22");

        assertThat(run(launcherOfMachine("machine")).startedIn()).isEqualTo(temp.resolve("machine/opt/jdk-25"));
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_402, 8", "11.0.22, 11", "17.0.15, 17", "20, 20"})
    void saysWhatItFoundWhereAllIsTooOld(String version, String major) throws Exception {
        Path home = java("machine/usr/lib/jvm/some", version);
        Files.createSymbolicLink(temp.resolve("machine/usr/lib/jvm/alias"), home);

        Outcome outcome = run(launcherOfMachine("machine"));

        assertThat(outcome.err())
                .isEqualTo(
                        "hvcr-agent: needs Java 21 or newer; found only Java %s (%s). Install a JDK 21 or newer, or set HVCR_JAVA_HOME to its folder.\n"
                                .formatted(major, home));
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void saysInOneSentenceThatThereIsNoJava() throws Exception {
        Outcome outcome = run(launcherOfMachine("machine"));

        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .isEqualTo(
                        "hvcr-agent: needs Java 21 or newer; found none. Install a JDK 21 or newer, or set HVCR_JAVA_HOME to its folder.\n");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void refusesAnHvcrJavaHomeThatDoesNotFitInsteadOfGuessing() throws Exception {
        Path old = java("old", "17.0.15");
        putOnPath(java("new", "25"));
        environment.put("HVCR_JAVA_HOME", old.toString());

        Outcome outcome = run(launcher());

        assertThat(outcome.err())
                .isEqualTo(
                        "hvcr-agent: HVCR_JAVA_HOME names %s, which holds Java 17 (%s); hvcr-agent needs Java 21 or newer.\n"
                                .formatted(old, old));
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void refusesAnHvcrJavaHomeWithoutJava() throws Exception {
        environment.put("HVCR_JAVA_HOME", temp.resolve("nothing").toString());

        assertThat(run(launcher()).err()).contains("holds no Java;");
    }

    @Test
    void copesWithSpacesAndLinksInEveryPath() throws Exception {
        Path moved = copyOfTheDistribution("an agent's place (x86)");
        Files.createSymbolicLink(temp.resolve("relative link"), Path.of("an agent's place (x86)/bin/hvcr-agent"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("relative link"));
        environment.put("HVCR_JAVA_HOME", java("a java home", "21").toString());

        Outcome outcome = run(link, "apply", "-f", "a file.json");

        assertThat(outcome.startedIn()).isEqualTo(temp.resolve("a java home"));
        assertThat(outcome.arguments())
                .containsSubsequence("-jar", moved + "/lib/hvcr-agent.jar", "apply", "-f", "a file.json");
    }

    @Test
    void handsArgumentsOnUntouchedAndSplitsTheOptions() throws Exception {
        environment.put("HVCR_JAVA_HOME", java("java", "21").toString());
        environment.put("HVCR_JAVA_OPTS", "-Xmx64m  -Dstar=*");

        Outcome outcome = run(launcher(), "call", "", "{\"a\": \"*\"}", "$HOME `x` 'y'", "集合");

        assertThat(outcome.arguments()).containsSubsequence("-Xmx64m", "-Dstar=*", "-jar");
        assertThat(outcome.arguments()).endsWith("call", "", "{\"a\": \"*\"}", "$HOME `x` 'y'", "集合");
    }

    @Test
    void givesTheServiceTheFullCompilerAndCommandsTheQuickOne() throws Exception {
        environment.put("HVCR_JAVA_HOME", java("java", "21").toString());

        assertThat(run(launcher(), "serve").arguments())
                .contains("-XX:+UseSerialGC", "-Xmx1g")
                .doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(run(launcher(), "status").arguments()).contains("-XX:TieredStopAtLevel=1");
        assertThat(run(launcher()).arguments()).contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void becomesTheJavaProcessSoThatSignalsReachIt() throws Exception {
        environment.put("HVCR_JAVA_HOME", java("java", "21").toString());

        Outcome outcome = run(launcher());

        assertThat(outcome.lines("pid=")).containsExactly(Long.toString(outcome.pid()));
    }

    @Test
    void readsNamesInAnyScriptAlsoInThePlainLocale() throws Exception {
        environment.put("HVCR_JAVA_HOME", System.getProperty("java.home"));
        environment.put("LC_ALL", "C");

        assertThat(run(launcher(), "--集合").err()).contains("--集合");
    }

    @Test
    void saysThatAnInstallationIsIncomplete() throws Exception {
        Path moved = copyOfTheDistribution("half");
        Files.delete(moved.resolve("lib/hvcr-agent.jar"));

        Outcome outcome = run(moved.resolve("bin/hvcr-agent"));

        assertThat(outcome.err())
                .isEqualTo("hvcr-agent: %s is incomplete: lib/hvcr-agent.jar is missing.\n".formatted(moved));
    }

    @Test
    void loadsNativeLibrariesFromTheInstallationOnly() throws Exception {
        environment.put("HVCR_JAVA_HOME", java("java", "21").toString());

        List<String> arguments = run(launcher()).arguments();

        assertThat(arguments).contains("--enable-native-access=ALL-UNNAMED");
        for (Path library :
                List.of(Path.of("linux-x86-64", "libjnidispatch.so"), Path.of("win32-x86-64", "jnidispatch.dll"))) {
            assertThat(DISTRIBUTION.resolve("lib/native").resolve(library)).isNotEmptyFile();
        }
        if (System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")
                && !Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))) {
            String folder = DISTRIBUTION.resolve("lib/native/linux-x86-64").toString();
            assertThat(arguments)
                    .contains(
                            "-Djna.boot.library.path=" + folder,
                            "-Djna.nounpack=true",
                            "-Djna.nosys=true",
                            "-Dorg.sqlite.lib.path=" + folder);
        }
    }

    private static Path launcher() {
        return DISTRIBUTION.resolve("bin/hvcr-agent");
    }

    /** A copy of the distribution that takes folder {@code name} for the whole file system when it searches. */
    private Path launcherOfMachine(String name) throws IOException {
        Path launcher = copyOfTheDistribution("copy").resolve("bin/hvcr-agent");
        String text = Files.readString(launcher);
        assertThat(text).containsOnlyOnce("\nroot=\n");
        Files.writeString(launcher, text.replace("\nroot=\n", "\nroot='" + temp.resolve(name) + "'\n"));
        return launcher;
    }

    /** The launcher and an empty file in the place of its jar. */
    private Path copyOfTheDistribution(String name) throws IOException {
        Path home = temp.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/hvcr-agent.jar"));
        Files.copy(launcher(), home.resolve("bin/hvcr-agent"));
        makeExecutable(home.resolve("bin/hvcr-agent"));
        return home;
    }

    /** A Java that says who it is instead of running anything. */
    private Path java(String folder, String version) throws IOException {
        Path home = temp.resolve(folder);
        script(home.resolve("bin/java"), """
                echo "home=%s"
                echo "pid=$$"
                for argument in "$@"; do printf 'argument=%%s\\n' "$argument"; done
                """.formatted(home));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private void putOnPath(Path home) throws IOException {
        Files.createSymbolicLink(path.resolve("java"), home.resolve("bin/java"));
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "#!/bin/sh\n" + body);
        makeExecutable(file);
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path find(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this test needs the program " + program));
    }

    private Outcome run(Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(temp, "out", ".txt");
        Path err = Files.createTempFile(temp, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createTempDirectory(temp, "anywhere").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher did not end within a minute");
        }
        return new Outcome(
                process.exitValue(),
                process.pid(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private record Outcome(int exitCode, long pid, String out, String err) {

        List<String> lines(String prefix) {
            return out.lines()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .toList();
        }

        List<String> arguments() {
            return lines("argument=");
        }

        Path startedIn() {
            assertThat(lines("home=")).as("standard error: %s", err).hasSize(1);
            return Path.of(lines("home=").getFirst());
        }
    }
}
