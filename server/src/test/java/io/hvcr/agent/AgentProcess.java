// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The real agent in a Java of its own, spoken to over HTTPS as a stranger would. */
final class AgentProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final BufferedReader out;
    private final Path errors;
    private final Map<String, String> ready;
    private final HttpClient client;
    private final @Nullable String token;

    private AgentProcess(
            Process process,
            BufferedReader out,
            Path errors,
            Map<String, String> ready,
            HttpClient client,
            @Nullable String token) {
        this.process = process;
        this.out = out;
        this.errors = errors;
        this.ready = ready;
        this.client = client;
        this.token = token;
    }

    /** Starts {@code hvcr-agent serve} on a free port and waits for its ready line. */
    static AgentProcess serve(Path data, String... options) throws Exception {
        Path errors = Files.createTempFile("hvcr-agent", ".err");
        Process process = start(data, errors, options);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = within(START, out);
        if (line == null || !line.startsWith("ready ")) {
            process.destroyForcibly();
            throw new AssertionError("no ready line but " + line + "; standard error: " + Files.readString(errors));
        }
        Map<String, String> ready = Arrays.stream(line.split(" "))
                .skip(1)
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        JsonObject agent = (JsonObject) Json.parse(Files.readAllBytes(data.resolve("agent.json")), JsonLimits.STORED);
        String token = agent.string("tokenFile").isPresent()
                ? Files.readString(Path.of(agent.string("tokenFile").orElseThrow()))
                        .strip()
                : null;
        return new AgentProcess(
                process,
                out,
                errors,
                ready,
                client(agent.string("certificateFile").orElse(null)),
                token);
    }

    /** Runs {@code hvcr-agent serve} that is expected to end by itself. */
    static Ended fail(Path data, String... options) throws Exception {
        Path errors = Files.createTempFile("hvcr-agent", ".err");
        Process process = start(data, errors, options);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new TimeoutException("the agent did not end");
        }
        return new Ended(process.exitValue(), out, Files.readString(errors));
    }

    /** How a process ended. */
    record Ended(int exitCode, String out, String err) {}

    private static Process start(Path data, Path errors, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.hvcr.agent.Main",
                "serve",
                "--data",
                data.toString(),
                "--host",
                "simulator"));
        command.addAll(List.of(options));
        if (!command.contains("--listen")) {
            command.addAll(List.of("--listen", "127.0.0.1:0"));
        }
        return new ProcessBuilder(command).redirectError(errors.toFile()).start();
    }

    private static @Nullable String within(Duration limit, BufferedReader reader) throws Exception {
        var line = CompletableFuture.supplyAsync(() -> {
            try {
                return reader.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return line.get(limit.toSeconds(), TimeUnit.SECONDS);
    }

    private static HttpClient client(@Nullable String certificate) throws IOException, GeneralSecurityException {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        return certificate == null
                ? builder.build()
                : builder.sslContext(trusting(Path.of(certificate))).build();
    }

    private static SSLContext trusting(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "agent", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** A value of the ready line. */
    String ready(String name) {
        return Objects.requireNonNull(ready.get(name), name);
    }

    /** One call; the whole response object. */
    JsonObject call(String method, JsonObject params) throws IOException, InterruptedException {
        JsonObject request = Json.object()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", method)
                .put("params", params)
                .build();
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(ready("url") + "/rpc"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(request)));
        if (token != null) {
            post.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = client.send(post.build(), HttpResponse.BodyHandlers.ofByteArray());
        return (JsonObject) Json.parse(response.body(), JsonLimits.STORED);
    }

    /** The result of a call that has to succeed. */
    JsonObject result(String method, JsonObject params) throws IOException, InterruptedException {
        JsonObject response = call(method, params);
        return response.object("result").orElseThrow(() -> new AssertionError(method + " answered " + response));
    }

    /** As a power failure would: no hook runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What was written to standard error so far. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** The rest of standard output, once the process has ended. */
    String rest() {
        return out.lines().collect(Collectors.joining("\n"));
    }

    /** As an administrator would. */
    int stop() throws InterruptedException, TimeoutException {
        process.toHandle().destroy(); // Process.destroy would close the streams as well
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new TimeoutException("the agent did not stop within 30 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
    }
}
