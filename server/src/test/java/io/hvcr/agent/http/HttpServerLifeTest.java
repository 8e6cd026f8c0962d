// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How a server starts and stops, and how long it is patient. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpServerLifeTest {

    private static final String HEAD = "POST /rpc HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";

    private final TestServer server = TestServer.insecure();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterAll
    void stop() {
        threads.close();
        server.close();
    }

    @Test
    void closesConnectionsWhoseRequestTrickles() {
        HttpLimits hasty = new HttpLimits(
                10_000, 8_192, Duration.ofSeconds(30), Duration.ofMillis(300), 100, 50, 10, Duration.ofSeconds(5));
        try (TestServer slow = TestServer.insecure(hasty);
                RawHttp silent = slow.connect();
                RawHttp head = slow.connect();
                RawHttp body = slow.connect();
                RawHttp resting = slow.connect()) {
            assertThat(resting.post(TestServer.call("echo")).status()).isEqualTo(200);
            body.send(HEAD + "Content-Length: 100", "{");
            head.sendRaw("POST /rpc HTTP/1.1\r\nX-Slow: ");
            CompletableFuture<Void> trickle = CompletableFuture.runAsync(() -> trickle(head, body), threads);
            assertThat(silent.isClosed()).isTrue();
            assertThat(head.rest()).doesNotContain("200");
            assertThat(body.rest()).doesNotContain("200");
            trickle.join();
            assertThat(resting.post(TestServer.call("echo")).status()).isEqualTo(200);
        }
    }

    /** Byte by byte, until the other side has had enough of all of them. */
    private static void trickle(RawHttp... connections) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        List<RawHttp> open = new ArrayList<>(List.of(connections));
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            open.removeIf(connection -> !takes(connection));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean takes(RawHttp connection) {
        try {
            connection.sendRaw("x");
            return true;
        } catch (UncheckedIOException closed) {
            return false;
        }
    }

    @Test
    void stopsOnceWhatIsBeingWorkedOnIsAnswered() throws Exception {
        TestServer stopping = TestServer.insecure();
        try (RawHttp held = stopping.connect();
                RawHttp other = stopping.connect()) {
            assertThat(other.post(TestServer.call("change")).status()).isEqualTo(200);
            CompletableFuture<RawHttp.Answer> answer =
                    CompletableFuture.supplyAsync(() -> held.post(TestServer.call("hold")), threads);
            stopping.holding.await();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping.server::stop, threads);
            String refused = "";
            while (!refused.equals("-32054")) {
                refused = TestServer.text(other.post(TestServer.call("change")), "error.code");
            }
            assertThat(TestServer.text(other.post(TestServer.call("echo")), "error.code"))
                    .isEqualTo("(absent)");
            assertThat(stopped).isNotDone();
            stopping.release.countDown();
            assertThat(TestServer.text(answer.get(20, TimeUnit.SECONDS), "result.held"))
                    .isEqualTo("true");
            stopped.get(20, TimeUnit.SECONDS);
            assertThat(other.isClosed()).isTrue();
        }
    }

    @Test
    void refusesToBeInsecureBeyondLoopback() {
        for (String host : List.of("0.0.0.0", "::", "192.0.2.1")) {
            HttpSettings settings = new HttpSettings(host, 0, List.of(), TestServer.LIMITS);
            assertThatThrownBy(() -> HttpServer.start(
                            settings,
                            new Security.Insecure(),
                            server.dispatcher(),
                            server.metrics,
                            InstantSource.system(),
                            new Random(1)))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("loopback only, not on " + host);
        }
    }

    @Test
    void saysWhichAddressItCannotHave() {
        HttpSettings taken = new HttpSettings("127.0.0.1", server.server.port(), List.of(), TestServer.LIMITS);
        assertThatThrownBy(() -> HttpServer.start(
                        taken,
                        new Security.Insecure(),
                        server.dispatcher(),
                        server.metrics,
                        InstantSource.system(),
                        new Random(1)))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("Cannot listen on 127.0.0.1 port " + server.server.port());
    }

    @Test
    void tellsItsUrl() {
        assertThat(server.server.url()).hasToString("http://127.0.0.1:" + server.server.port());
    }
}
