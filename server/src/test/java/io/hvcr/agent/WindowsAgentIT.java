// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The finished distribution in a Windows JVM, with Wine's own WMI below it: a Windows without Hyper-V. This test runs on Linux and
 * starts Windows processes, because only from there a process can be interrupted as Ctrl+C does.
 */
@EnabledIfSystemProperty(
        named = "hvcr.wine",
        matches = "true",
        disabledReason = "needs a Windows JVM: mvn verify -Pwine")
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WindowsAgentIT {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("hvcr.distribution", "target/hvcr-agent"))
            .toAbsolutePath();
    private static final long PATIENCE_SECONDS = 240;

    private static Path wine = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    /** Every process with the file of its standard error. */
    private final Map<Process, Path> started = new LinkedHashMap<>();

    /** How a process ended. */
    private record Ended(int exitCode, String out, String err) {}

    @BeforeAll
    static void prepareWine() throws Exception {
        Process setup = new ProcessBuilder("bash", "src/test/wine/setup.sh")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        wine = Path.of(new String(setup.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        assertThat(setup.waitFor()).as("the exit code of setup.sh").isZero();
    }

    @AfterEach
    void endEverything() throws InterruptedException {
        for (Process process : started.keySet()) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Wine's name for a path of this machine. */
    private static String windows(Path path) {
        return "Z:" + path.toAbsolutePath().toString().replace('/', '\\');
    }

    @Test
    void theLauncherFindsItsJavaAndSpeaksUtf8() throws Exception {
        Process process = started(new ProcessBuilder(
                wine.resolve("bin/run").toString(),
                windows(DISTRIBUTION.resolve("bin/hvcr-agent.cmd")),
                "doctor",
                "--wmi-calls",
                "synchronous",
                "--data",
                windows(folder.resolve("none"))));

        Ended ended = ended(process);

        assertThat(ended.out)
                .contains("FAIL   P1", "(elevated, administrator", "→ Run the agent on Windows Server 2016 or later")
                .contains("0x8004100E");
        assertThat(ended.out.lines().filter(line -> line.matches("(pass|FAIL|\\?) +P\\d+ .*")))
                .hasSize(16);
        assertThat(ended.exitCode).as(ended.err).isEqualTo(3);
        assertThat(folder.resolve("none")).as("doctor only looks").doesNotExist();
    }

    @Test
    void doctorWritesAReportThatHasAllQuestions() throws Exception {
        Path report = folder.resolve("report.json");

        Ended ended = ended(start("doctor", "--data", windows(folder), "--report", windows(report)));

        JsonObject seen = (JsonObject) Json.parse(Files.readAllBytes(report), JsonLimits.STORED);
        assertThat(seen.object("machine").flatMap(m -> m.string("system")))
                .get()
                .asString()
                .startsWith("Windows");
        assertThat(seen.object("rights").flatMap(r -> r.bool("administrator"))).contains(true);
        assertThat(seen.array("findings").orElseThrow()).hasSize(21);
        assertThat(ended.err).contains("holds no secret");
    }

    @Test
    void byItselfItNeverSimulatesOnWindows() throws Exception {
        Ended ended = ended(start("serve", "--data", windows(folder.resolve("data")), "--listen", "127.0.0.1:0"));

        assertThat(ended.exitCode).isEqualTo(1);
        assertThat(ended.out).isEmpty();
        assertThat(ended.err)
                .contains("no node of a Hyper-V cluster", "WBEM_E_INVALID_NAMESPACE (0x8004100E)")
                .contains("--host simulator", "hvcr-agent doctor")
                .doesNotContain("SIMULATION", "\tat ");
    }

    @Test
    void toldToServeItAnswersWithTheReasonAndStopsGracefully() throws Exception {
        Path data = folder.resolve("data");
        Serving agent = serve("--host", "wmi", "--data", windows(data), "--listen", "127.0.0.1:0");

        Ended call = ended(start("call", "collection.list", "{}", "--data", windows(data)));

        assertThat(agent.ready).contains("host=wmi");
        assertThat(call.exitCode).isEqualTo(3);
        assertThat(call.err)
                .contains(
                        "-32050", "WBEM_E_INVALID_NAMESPACE (0x8004100E)", "\"retryable\": false", "hvcr-agent doctor")
                // As JSON writes it.
                .contains("\\\\\\\\.\\\\root\\\\HyperVCluster\\\\v2")
                .doesNotContain("\tat ");
        interrupt(agent.process);
        assertThat(agent.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(data.resolve("log/hvcr-agent.log")))
                .contains("Stopping: no new changes from now on", "Stopped");
    }

    @Test
    void theJournalSurvivesAKill() throws Exception {
        Path data = folder.resolve("data");
        String[] options = {"--host", "simulator", "--data", windows(data), "--listen", "127.0.0.1:0"};
        Path params = Files.writeString(folder.resolve("params.json"), """
                {"Collection":"sql-fci","InitialReplicationType":1,"idempotencyKey":"köy-日本","wait":"accepted"}""");
        Serving agent = serve(options);
        String[] call = {"call", "hyperv.StartReplication", "@" + windows(params), "--data", windows(data)};
        Ended first = ended(start(call));
        agent.process.destroyForcibly().waitFor();

        Serving again = serve(options);
        Ended second = ended(start(call));

        assertThat(again.ready).contains("host=simulator");
        assertThat(second.exitCode).isEqualTo(first.exitCode);
        assertThat(operationId(second)).as(second.err).isEqualTo(operationId(first));
    }

    /** The id of the operation, in a result or in the lines of an error. */
    private static String operationId(Ended call) {
        return Pattern.compile("[a-z0-9-]+-01[0-9A-Z]{20,}")
                .matcher(call.out + call.err)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no operation in " + call));
    }

    /** An agent that has said that it answers. */
    private record Serving(Process process, String ready) {}

    private Serving serve(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        arguments.addAll(List.of(options));
        Process process = start(arguments.toArray(String[]::new));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return String.valueOf(out.readLine());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        String ready = line.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(ready).as(() -> errors(process)).startsWith("ready ");
        return new Serving(process, ready);
    }

    private Process start(String... arguments) throws IOException {
        String natives = windows(DISTRIBUTION.resolve("lib/native/win32-x86-64"));
        List<String> command = new ArrayList<>(List.of(
                wine.resolve("bin/java").toString(),
                // As hvcr-agent.cmd has them; the test of the launcher shows that those work.
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dstdin.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Djna.boot.library.path=" + natives,
                "-Djna.nounpack=true",
                "-Djna.nosys=true",
                "-Dorg.sqlite.lib.path=" + natives,
                "-jar",
                windows(DISTRIBUTION.resolve("lib/hvcr-agent.jar"))));
        command.addAll(List.of(arguments));
        return started(new ProcessBuilder(command));
    }

    private Process started(ProcessBuilder builder) throws IOException {
        Path err = Files.createTempFile(folder, "stderr", ".txt");
        builder.environment().put("HVCR_JAVA_HOME", windows(wine.resolve("jre")));
        Process process = builder.redirectError(err.toFile()).start();
        process.getOutputStream().close();
        started.put(process, err);
        return process;
    }

    private Ended ended(Process process) throws Exception {
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        String text = out.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), text.replace("\r\n", "\n"), errors(process));
    }

    private String errors(Process process) {
        try {
            return Files.readString(Objects.requireNonNull(started.get(process)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Ctrl+C does: Wine hands SIGINT on, and no other signal. */
    private static void interrupt(Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
