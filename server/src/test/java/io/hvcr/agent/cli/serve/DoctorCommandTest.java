// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.cli.Cli;
import io.hvcr.agent.host.simulator.ScenarioSource;
import io.hvcr.agent.host.simulator.SimulatedFabric;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person runs it, over a simulated fabric; what it shows of a real host is host.wmi's business. */
class DoctorCommandTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int doctor(String... options) {
        PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        List<String> args = new ArrayList<>(List.of("doctor", "--data", folder.toString()));
        args.addAll(List.of(options));
        return Cli.run(
                args,
                InputStream.nullInputStream(),
                outStream,
                errStream,
                Map.of(),
                new DoctorCommand(outStream, errStream, Map.of(), CLOCK));
    }

    private SimulatedFabric fabric() {
        return SimulatedFabric.open(folder.resolve("fabric.db"), CLOCK, ScenarioSource.DEFAULT);
    }

    @Test
    void tellsWhatHoldsAndWhereTheReportIs() throws IOException {
        fabric().close();
        Path report = folder.resolve("report.json");

        int exitCode = doctor("--host", "simulator", "--report", report.toString());

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("simulator")
                .containsPattern("pass   P1 ")
                .containsPattern("\\?      P10 ")
                .contains("FAIL   P16", "legacy-cluster", "→ Convert the shared disks")
                .contains("11 hold, 1 fail, 4 cannot be checked");
        assertThat(exitCode).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("read it before you send it");
        JsonObject seen = (JsonObject) Json.parse(Files.readAllBytes(report), JsonLimits.STORED);
        assertThat(seen.array("preflight").orElseThrow()).hasSize(16);
        assertThat(seen.array("collections").orElseThrow()).isNotEmpty();
        assertThat(seen.at("host.backend").map(Object::toString)).contains("\"simulator\"");
    }

    @Test
    void endsWithZeroWhereNothingFails() {
        try (SimulatedFabric fabric = fabric()) {
            fabric.loadNamed("empty");
        }

        assertThat(doctor("--host", "simulator")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(" 0 fail").doesNotContain("FAIL");
    }

    @Test
    void theReportItselfCanBeTheOutput() {
        fabric().close();

        assertThat(doctor("--host", "simulator", "--json")).isEqualTo(3);

        JsonObject seen = (JsonObject) Json.parse(out.toString(StandardCharsets.UTF_8), JsonLimits.STORED);
        assertThat(seen.string("createdAt")).contains("2026-11-22T12:00:00Z");
    }

    @Test
    void neverWritesOverAFileThatIsThere() throws IOException {
        fabric().close();
        Path report = Files.writeString(folder.resolve("report.json"), "mine");

        assertThat(doctor("--host", "simulator", "--report", report.toString())).isEqualTo(2);

        assertThat(report).hasContent("mine");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is there already");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has a host to look at")
    void makesNoFabricJustToLookAtIt() {
        assertThat(doctor()).isEqualTo(1);

        assertThat(folder).isEmptyDirectory();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no Hyper-V", "--fabric");
    }
}
