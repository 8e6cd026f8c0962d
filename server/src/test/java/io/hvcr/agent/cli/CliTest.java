// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import static io.hvcr.agent.cli.FakeAgent.SQL;
import static io.hvcr.agent.cli.FakeAgent.WHO;
import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client commands against an agent that answers what the test laid down. */
class CliTest {

    @TempDir
    Path folder;

    private FakeAgent agent;

    @BeforeEach
    void start() throws IOException {
        agent = new FakeAgent();
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "apply", "start", "call"})
    void everyCommandShowsItsOwnHelp(String command) {
        CliRun run = CliRun.of(command, "--help");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).startsWith("Usage: hvcr-agent " + command);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void callPrintsTheResultOnStandardOutput() {
        agent.result("agent.info", "{" + WHO + ",\"version\":\"1.0.0\"}");

        CliRun run = CliRun.of("call", "agent.info", "--url", agent.url());

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("\"version\": \"1.0.0\"");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void callPrintsAnErrorOnStandardErrorAndEndsWithThree() {
        agent.error(
                "hyperv.StartReplication",
                "{\"code\":32775,\"message\":\"Invalid state\",\"data\":{\"reason\":\"invalid_state\"}}");

        CliRun run = CliRun.of("call", "hyperv.StartReplication", "{\"Collection\":\"sql-fci\"}", "--url", agent.url());

        assertThat(run.exitCode()).isEqualTo(ExitCode.RPC_ERROR);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("32775", "invalid_state");
    }

    @Test
    void callReadsItsParamsFromAFileAndFromStandardInput() throws IOException {
        agent.result("replication.get", "{" + WHO + "}");
        Path file = Files.writeString(folder.resolve("p.json"), "{\"collection\":\"from-file\"}");

        CliRun.of("call", "replication.get", "@" + file, "--url", agent.url());
        CliRun.with(Map.of(), "{\"collection\":\"from-input\"}", "call", "replication.get", "-", "--url", agent.url());

        assertThat(agent.received().stream()
                        .map(r -> r.params().string("collection").orElse("")))
                .containsExactly("from-file", "from-input");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call agent.info {not-json                        | params is not valid JSON",
                "call agent.info [1]                              | must be a JSON object",
                "call agent.info @no-such-file                    | cannot be read",
                "call agent.info --url ftp://x                    | is no address of an agent",
                "call agent.info --token a --token-file b --url http://127.0.0.1:1 | not both",
                "status --url http://127.0.0.1:1 --data x          | not both",
                "info --url http://127.0.0.1:1 --url http://127.0.0.1:2 | one agent",
                "status --url http://127.0.0.1:1 --token-file a --token-file b | once for each",
                "frobnicate                                       | Unmatched argument",
                "status --frobnicate                              | Unknown option",
                "apply                                            | --file",
                "operations --cancel                              | needs the id"
            })
    void refusesAWrongCommandLineWithTwo(String line, String says) {
        CliRun run = CliRun.of(line.strip().split(" +"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(says.strip());
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysThatNoAgentAnswersAndEndsWithFour() {
        agent.close();

        CliRun run = CliRun.of("status", "--url", agent.url());

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).contains("No agent answers at " + agent.url());
    }

    @Test
    void saysThatWhoeverAnsweredIsNoAgent() {
        CliRun run = CliRun.of("info", "--url", agent.url() + "/elsewhere");

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).contains("without JSON-RPC");
    }

    @Test
    void saysHowToStartAnAgentWhereNoneHasRun() {
        CliRun run = CliRun.of("status", "--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).contains("hvcr-agent serve", folder.toString());
    }

    @Test
    void findsTheLocalAgentThroughItsDataFolder() throws IOException {
        agent.result("agent.info", "{" + WHO + "}");
        Path token = Files.writeString(folder.resolve("token"), "hvcr_secret\n");
        Files.writeString(
                folder.resolve("agent.json"),
                "{\"url\":\"" + agent.url() + "\",\"tokenFile\":\""
                        + token.toString().replace("\\", "\\\\") + "\"}");

        CliRun run = CliRun.with(Map.of("HVCR_DATA", folder.toString()), "", "info");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(agent.only().authorization()).hasValue("Bearer hvcr_secret");
        assertThat(run.out() + run.err()).doesNotContain("hvcr_secret");
    }

    @Test
    void aFlagBeatsTheEnvironment() {
        agent.result("agent.info", "{" + WHO + "}");

        CliRun.with(
                Map.of("HVCR_URL", "http://127.0.0.1:1", "HVCR_TOKEN", "from-environment"),
                "",
                "info",
                "--url",
                agent.url(),
                "--token",
                "from-flag");

        assertThat(agent.only().authorization()).hasValue("Bearer from-flag");
    }

    @Test
    void statusShowsStatesByNumberAndNameAndSaysThatItIsASimulator() {
        agent.result(
                "replication.list",
                "{" + WHO + ",\"items\":[{" + SQL
                        + ",\"side\":\"primary\",\"state\":{\"number\":3,\"name\":\"Replicating\"},"
                        + "\"health\":{\"number\":1,\"name\":\"Ok\"}}],\"next\":null}");

        CliRun run = CliRun.of("status", "--url", agent.url());

        assertThat(run.out())
                .contains("SIMULATOR")
                .containsPattern("sql-fci +5F3C1A2B-0000-0000-0000-000000000001 +primary +3 Replicating +Ok");
    }

    @Test
    void statusReadsEveryPage() {
        agent.result(
                "replication.list",
                params -> FakeAgent.parse(
                        params.string("cursor").isEmpty()
                                ? "{" + WHO + ",\"items\":[{" + SQL + "}],\"next\":\"c1\"}"
                                : "{" + WHO
                                        + ",\"items\":[{\"collection\":{\"id\":\"2\",\"name\":\"second\"}}],\"next\":null}"));

        assertThat(CliRun.of("status", "--url", agent.url()).out()).contains("sql-fci", "second");
    }

    @Test
    void aNameWithControlCharactersCannotReachTheTerminal() {
        agent.result(
                "replication.list",
                "{" + WHO
                        + ",\"items\":[{\"collection\":{\"id\":\"1\",\"name\":\"evil\\u001b[2J\\nname\"}}],\"next\":null}");

        assertThat(CliRun.of("status", "--url", agent.url()).out()).contains("evil\\u001b[2J\\u000aname");
    }

    @Test
    void statusOfOneShowsMembersSettingsAndAges() {
        agent.result(
                "replication.get",
                "{" + WHO + "," + SQL + ",\"side\":\"recovery\",\"mode\":{\"number\":2,\"name\":\"Replica\"},"
                        + "\"state\":{\"number\":3,\"name\":\"Replicating\"},\"health\":null,"
                        + "\"document\":{\"settings\":{\"replicaServerName\":\"broker.recovery.example\"}},"
                        + "\"statistics\":{\"pendingReplicationSize\":1048576},"
                        + "\"members\":[{\"name\":\"sql-1\",\"powerState\":{\"number\":3,\"name\":\"Off\"}}],"
                        + "\"recoveryPoints\":[{\"id\":\"rp1\",\"createdAt\":\"2026-11-22T11:00:00Z\"}]}");

        String out = CliRun.of("status", "sql-fci", "--url", agent.url()).out();

        assertThat(out)
                .contains("broker.recovery.example", "1.0 MiB", "60 min ago")
                .containsPattern("sql-1 +– +Off");
        assertThat(agent.only().params().string("collection")).hasValue("sql-fci");
    }

    @Test
    void speaksToSeveralLocalAgentsEachWithItsOwnToken() throws IOException {
        agent.result("replication.list", "{" + WHO + ",\"items\":[],\"next\":null}");
        String[] folders = new String[2];
        for (int i = 0; i < folders.length; i++) {
            Path data = Files.createDirectory(folder.resolve("agent-" + i));
            Path token = Files.writeString(data.resolve("token"), "hvcr_" + i);
            Files.writeString(
                    data.resolve("agent.json"), "{\"url\":\"" + agent.url() + "\",\"tokenFile\":\"" + token + "\"}");
            folders[i] = data.toString();
        }

        CliRun run = CliRun.of("status", "--data", folders[0], "--data", folders[1]);

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(agent.received().stream().map(r -> r.authorization().orElse("")))
                .containsExactly("Bearer hvcr_0", "Bearer hvcr_1");
    }

    @Test
    void aSiteThatCannotBeReachedDoesNotHideTheOther() {
        agent.result("replication.list", "{" + WHO + ",\"items\":[{" + SQL + ",\"side\":\"primary\"}],\"next\":null}");

        CliRun run = CliRun.of("status", "--url", "http://127.0.0.1:1", "--url", agent.url());

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.out()).contains("sql-fci");
        assertThat(run.err()).contains("http://127.0.0.1:1");
    }

    @Test
    void planShowsTheCallsAndWhatTheyNeed() throws IOException {
        agent.result(
                "replication.plan",
                "{" + WHO + "," + SQL + ",\"changed\":true,\"needs\":[\"reseed\"],"
                        + "\"steps\":[{\"number\":1,\"method\":\"CreateReplicationRelationship\",\"reason\":\"no relationship\"}],"
                        + "\"warnings\":[{\"reason\":\"side_changed\",\"message\":\"look\"}]}");
        Path file =
                Files.writeString(folder.resolve("d.json"), "{\"collection\":\"sql-fci\",\"state\":\"replicating\"}");

        CliRun run = CliRun.of("plan", "-f", file.toString(), "--allow", "reseed", "--url", agent.url());

        assertThat(run.out())
                .contains("would change", "1. CreateReplicationRelationship", "--allow reseed", "side_changed");
        assertThat(agent.only().params().array("allow")).hasToString("Optional[[\"reseed\"]]");
    }

    @Test
    void applyFollowsTheOperationToItsEnd() {
        String running = operation("running", 40);
        agent.result("replication.apply", running)
                .result("operation.wait", "{" + WHO + ",\"items\":[" + operation("succeeded", 100) + "]}");

        CliRun run = CliRun.with(
                Map.of(),
                "{\"collection\":\"sql-fci\",\"state\":\"replicating\"}",
                "apply",
                "-f",
                "-",
                "--url",
                agent.url());

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("succeeded", "1. StartReplication");
        assertThat(run.err()).contains("StartReplication: running");
    }

    @Test
    void anOperationThatFailedEndsWithThreeAndSaysWhatToDo() {
        String failed = operation("failed", 0)
                .replace(
                        "\"error\":null",
                        "\"error\":{\"code\":32775,\"message\":\"Invalid state\",\"data\":{\"hint\":\"Resume it first.\"}}");
        agent.result("replication.apply", failed);

        CliRun run = CliRun.with(Map.of(), "{\"collection\":\"sql-fci\"}", "apply", "-f", "-", "--url", agent.url());

        assertThat(run.exitCode()).isEqualTo(ExitCode.RPC_ERROR);
        assertThat(run.out()).contains("Resume it first.");
    }

    @ParameterizedTest
    @EnumSource(Verbs.class)
    void everyVerbCallsItsMethodOnTheCollection(Verbs verb) {
        agent.result("operation.get", operation("succeeded", 100));
        agent.result(
                "hyperv." + verb.method().wmiName(),
                "{" + WHO + ",\"ReturnValue\":0,\"Job\":null,\"operationId\":\"hv01-1\",\"warnings\":[]}");

        CliRun run = CliRun.of(verb.command(), "sql-fci", "--url", agent.url());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        FakeAgent.Received call = agent.received().get(0);
        assertThat(call.method()).isEqualTo("hyperv." + verb.method().wmiName());
        assertThat(call.params().string("Collection")).hasValue("sql-fci");
    }

    @Test
    void startPassesTypeLocationAndTime() {
        agent.result("hyperv.StartReplication", "{" + WHO + ",\"operationId\":\"hv01-1\"}")
                .result("operation.get", operation("succeeded", 100));

        CliRun.of(
                "start",
                "sql-fci",
                "--type",
                "export",
                "--export-location",
                "C:\\seed",
                "--start-time",
                "2026-11-23T01:00:00Z",
                "--url",
                agent.url());

        JsonObject params = agent.received().get(0).params();
        assertThat(params.string("InitialReplicationType")).hasValue("export");
        assertThat(params.string("InitialReplicationExportLocation")).hasValue("C:\\seed");
        assertThat(params.string("StartTime")).hasValue("2026-11-23T01:00:00Z");
    }

    @Test
    void checkAsksForEveryChangingMethodAndSaysStateOnce() {
        agent.result("replication.check", "{" + WHO + ",\"allowed\":false,\"reason\":\"invalid_state\"}")
                .result(
                        "replication.get",
                        "{" + WHO + "," + SQL
                                + ",\"mode\":{\"number\":1,\"name\":\"Primary\"},\"state\":{\"number\":3,\"name\":\"Replicating\"}}");

        CliRun run = CliRun.of("check", "sql-fci", "--url", agent.url());

        assertThat(agent.received()).hasSize(21);
        assertThat(run.out())
                .containsPattern("SuspendReplication +no +invalid_state")
                .containsOnlyOnce("mode 1 Primary, state 3 Replicating");
    }

    @Test
    void checkOfOneMethodPrintsTheSentence() {
        agent.result("replication.check", "{" + WHO + ",\"allowed\":false,\"message\":\"It is replicating.\"}");

        CliRun run = CliRun.of("check", "sql-fci", "ResumeReplication", "--url", agent.url());

        assertThat(agent.received()).hasSize(1);
        assertThat(run.out()).isEqualToIgnoringNewLines("not valid: It is replicating.");
    }

    private static String operation(String status, int percent) {
        return "{" + WHO + ",\"id\":\"hv01-1\",\"method\":\"replication.apply\"," + SQL
                + ",\"changed\":true,\"status\":\""
                + status + "\",\"percent\":" + percent
                + ",\"steps\":[{\"number\":1,\"method\":\"StartReplication\",\"status\":\"" + status
                + "\"}],\"error\":null}";
    }
}
