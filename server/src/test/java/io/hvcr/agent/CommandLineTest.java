// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.http.ServerCertificate;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line against a real agent with TLS and tokens: what it shows, and what it says when it is not let in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineTest {

    private static final String SECRET = "hvcr_wrong";

    private AgentProcess agent;
    private AgentProcess plain;
    private Path data = Path.of("");
    private Path strange = Path.of("");

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        data = folder.resolve("agent");
        agent = AgentProcess.serve(data);
        plain = AgentProcess.serve(folder.resolve("plain"), "--insecure");
        ServerCertificate.open(folder.resolve("strange"), "127.0.0.1", InstantSource.system(), new SecureRandom());
        strange = folder.resolve("strange/server.pem");
    }

    @AfterAll
    void stop() {
        agent.close();
        plain.close();
    }

    private record Run(int code, String out, String err) {}

    private static Run run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                List.of(args),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String pem() {
        return data.resolve("server.pem").toString();
    }

    private String token() {
        return data.resolve("administrator.token").toString();
    }

    /** Four: nobody was reached. One sentence, no names of classes, and a way on. */
    private static void assertUnreachable(Run run, String... words) {
        assertThat(run.code()).as(run.err()).isEqualTo(4);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().matches("hvcr-agent: .*[.?]");
        assertThat(run.err()).contains(words).doesNotContain("Exception", "java.", "sun.", "PKIX");
    }

    @Test
    void saysThatTheCertificateIsNotTrusted() {
        assertUnreachable(
                run("status", "--url", agent.ready("url"), "--token-file", token()),
                "not one that is trusted here",
                "--ca-file",
                "cert show --pem");
        assertUnreachable(
                run("status", "--url", agent.ready("url"), "--token-file", token(), "--ca-file", strange.toString()),
                "not one that is trusted here");
    }

    @Test
    void saysThatTheSchemeIsWrong() {
        assertUnreachable(run("status", "--url", agent.ready("url").replace("https:", "http:")), "Write https://");
        assertUnreachable(
                run("status", "--url", plain.ready("url").replace("http:", "https:"), "--ca-file", pem()),
                "Write http://");
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertUnreachable(run("status", "--url", "https://127.0.0.1:" + free), "No agent answers", "hvcr-agent serve");
        assertUnreachable(run("status", "--data", data.resolve("none").toString()), "hvcr-agent serve", "--data");
    }

    @Test
    void saysThatTheTokenIsWrongAndNeverShowsIt() {
        Run run = run("status", "--url", agent.ready("url"), "--ca-file", pem(), "--token", SECRET);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("Unauthorized", "--token-file").doesNotContain(SECRET);
    }

    @Test
    void showsTheCertificateThatTheReadyLineNames() {
        assertThat(run("cert", "show", "--data", data.toString()).out()).contains(agent.ready("fingerprint"));
    }

    @Test
    void showsTheCollectionsOfTheLocalAgent() {
        Run run = run("status", "--data", data.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("SIMULATOR", "3 Replicating", "7 Suspended");
        assertThat(run.out())
                .containsPattern("exchange-dag .*2 Waiting to complete initial replication .*\\[#+ *] +\\d+ %");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start nobody                             | unknown_collection      | no collection has",
                "start app                                | ambiguous_collection    | 2 collections are named",
                "start print --type fax                   | invalid_value           | InitialReplicationType cannot be 'fax'",
                "start print --start-time tomorrow        | invalid_time            | 'tomorrow'",
                "start print --type export --export-location \\\\evil\\share | invalid_export_location | network share",
                "suspend crm                              | already_satisfied       | 32775 (Invalid state for this operation)",
                "planned-failover print                   | members_running         | PRN1 (Running on",
                "call hyperv.Suspend                      | method_not_found        | did you mean",
                "operations no-such-id                    | unknown_operation       | no operation 'no-such-id'",
            })
    void endsWithThreeAndSaysWhatToDo(String line, String reason, String words) {
        String[] args = (line.strip() + " --data " + data).split(" +");

        Run run = run(args);

        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(words.strip(), reason.strip()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "doctor",
                "status",
                "plan",
                "apply",
                "check",
                "operations",
                "call",
                "info",
                "preflight",
                "cert show",
                "start",
                "resynchronize",
                "suspend",
                "resume",
                "failover",
                "create",
                "reverse",
                "remove",
                "test-cleanup"
            })
    void everyCommandExplainsItself(String command) {
        Run run = run((command + " --help").split(" "));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Usage: hvcr-agent " + command).contains("--help");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void everyCollectionIsInTheMetrics() throws Exception {
        HttpResponse<String> metrics;
        try (HttpClient client = HttpClient.newHttpClient()) {
            metrics = client.send(
                    HttpRequest.newBuilder(URI.create(plain.ready("url") + "/metrics"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body().lines().filter(line -> line.contains("collection=\"print\"")))
                .anyMatch(line -> line.matches("hvcr_collection_state\\{.*state=\"Replicating\".*} 3\\.0"))
                .anyMatch(line -> line.startsWith("hvcr_collection_mode{"));
        assertThat(metrics.body())
                .contains("hvcr_agent_info{", "backend=\"simulator\"", "hvcr_host_up 1.0", "hvcr_operations_running");
    }

    /** What an answer's header names is what the log names. */
    @Test
    void theRequestOfAnAnswerIsFoundInTheLog() throws Exception {
        String body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hyperv.SuspendReplication\",\"params\":{\"Collection\":\"crm\"}}";
        HttpResponse<String> answer;
        try (HttpClient client = HttpClient.newHttpClient()) {
            answer = client.send(
                    HttpRequest.newBuilder(URI.create(plain.ready("url") + "/rpc"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        Path log = data.resolveSibling("plain").resolve("log/hvcr-agent.log");
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains("[" + id + "]") && line.contains("hyperv.SuspendReplication"));
    }
}
