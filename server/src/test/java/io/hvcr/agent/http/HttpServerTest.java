// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plain server on loopback answers and what it refuses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpServerTest {

    private static final String HEAD = "POST /rpc HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";

    private final TestServer server = TestServer.insecure();

    @BeforeAll
    void warmUp() {
        try (RawHttp http = server.connect()) {
            assertThat(http.post(TestServer.call("echo")).status()).isEqualTo(200);
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private RawHttp.Answer send(String head, String body) {
        try (RawHttp http = server.connect()) {
            return http.send(head, body).read();
        }
    }

    private static void assertRefused(RawHttp.Answer answer, int status, String code, String reason) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json")
                .containsKey("x-request-id");
        assertThat(TestServer.text(answer, "id")).isEqualTo("null");
        assertThat(TestServer.text(answer, "error.code")).isEqualTo(code);
        assertThat(TestServer.text(answer, "error.data.reason")).isEqualTo('"' + reason + '"');
        assertThat(TestServer.text(answer, "error.data.node")).isEqualTo("\"HV01\"");
        assertThat(TestServer.text(answer, "error.data.hint")).endsWith(".\"");
        assertThat(TestServer.text(answer, "error.data.name")).isNotEqualTo("(absent)");
    }

    @Test
    void answersManyCallsOnOneConnection() {
        Set<String> ids = new HashSet<>();
        try (RawHttp http = server.connect()) {
            for (int i = 0; i < 20; i++) {
                RawHttp.Answer answer =
                        http.post("{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"echo\",\"params\":[" + i + "]}");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.headers()).containsEntry("content-type", "application/json");
                assertThat(answer.headers()).doesNotContainKeys("server", "content-encoding", "set-cookie");
                assertThat(TestServer.text(answer, "result[0]")).isEqualTo(Integer.toString(i));
                ids.add(answer.headers().get("x-request-id"));
            }
        }
        assertThat(ids).hasSize(20);
    }

    @Test
    void answersRpcErrorsWith200AndTakesNoRequestIdFromTheCaller() {
        try (RawHttp http = server.connect()) {
            RawHttp.Answer answer = http.post("nonsense", "X-Request-Id: forged");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(TestServer.text(answer, "error.code")).isEqualTo("-32700");
            assertThat(answer.headers().get("x-request-id"))
                    .isNotEqualTo("forged")
                    .matches("[0-9a-f]{8}-[0-9a-z]+");
        }
    }

    @Test
    void answersNotificationsWith204AndNothing() {
        try (RawHttp http = server.connect()) {
            RawHttp.Answer answer = http.post("{\"jsonrpc\":\"2.0\",\"method\":\"echo\"}");
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers()).containsKey("x-request-id").doesNotContainKey("content-type");
            assertThat(http.post(TestServer.call("echo")).status()).isEqualTo(200);
        }
    }

    @Test
    void namesTheRequestOfAnInternalError() {
        try (RawHttp http = server.connect()) {
            RawHttp.Answer answer = http.post(TestServer.call("break"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(TestServer.text(answer, "error.message"))
                    .contains(answer.headers().get("x-request-id"));
            assertThat(answer.body()).doesNotContain("secret");
        }
    }

    @Test
    void showsItsHealthAndItsMetrics() {
        RawHttp.Answer health = send("GET /healthz HTTP/1.1\nHost: localhost", "");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"ok\"}");
        server.metrics.register(sink -> {
            sink.gauge("hvcr_test_bytes", "A test", Map.of("collection", "a\"b\n"), 1.5);
            sink.gauge("hvcr_test_bytes", "A test", Map.of("collection", "c"), 2);
            sink.counter("hvcr_test_calls_total", "A test", Map.of(), 7);
        });
        server.metrics.register(sink -> {
            throw new IllegalStateException("no numbers today");
        });
        RawHttp.Answer metrics = send("GET /metrics HTTP/1.1\nHost: localhost", "");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.headers().get("content-type")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body())
                .contains("hvcr_rpc_calls_total{method=\"echo\",outcome=\"ok\"}")
                .contains("hvcr_rpc_duration_seconds_count{method=\"echo\"}")
                .contains("hvcr_test_bytes{collection=\"a\\\"b\\n\"} 1.5")
                .contains("hvcr_test_bytes{collection=\"c\"} 2.0")
                .contains("hvcr_test_calls_total 7.0");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /rpc, 405, -32600, method_not_allowed",
        "HEADLESS, /rpc, 405, -32600, method_not_allowed",
        "OPTIONS, /rpc, 405, -32600, method_not_allowed",
        "PUT, /rpc, 405, -32600, method_not_allowed",
        "TRACE, /rpc, 405, -32600, method_not_allowed",
        "POST, /healthz, 405, -32600, method_not_allowed",
        "DELETE, /metrics, 405, -32600, method_not_allowed",
        "POST, /, 404, -32004, not_found",
        "POST, /rpc/, 404, -32004, not_found",
        "POST, /RPC, 404, -32004, not_found",
        "GET, /rpc/../healthz, 404, -32004, not_found",
        "GET, /index.html, 404, -32004, not_found",
    })
    void servesNothingElse(String method, String path, int status, String code, String reason) {
        RawHttp.Answer answer = send(method + " " + path + " HTTP/1.1\nHost: localhost\nContent-Length: 0", "");
        if (path.contains("..")) {
            assertThat(answer.status()).isIn(200, 400, 404); // dot segments end where they lead, or nowhere
        } else {
            assertRefused(answer, status, code, reason);
        }
        assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:80",
                "localhost.",
                "localhost.evil.example",
                "127.0.0.2",
                "[::2]",
                "[::1",
                "::1",
                "localhost:80:80",
                "localhost:",
                "localhost:x",
                "agent.example.",
                "127.1",
                "2130706433",
                "0x7f.1"
            })
    void refusesForeignHosts(String host) {
        RawHttp.Answer answer = send(HEAD.replace("localhost", host) + "Content-Length: 0", "");
        if (answer.status() != 400) { // what is no host at all, Jetty refuses
            assertRefused(answer, 403, "-32003", "foreign_host");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST:1", "127.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]:99", "Agent.Example:8443"})
    void knowsItsOwnNames(String host) {
        RawHttp.Answer answer = send("GET /healthz HTTP/1.1\nHost: " + host, "");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void refusesForeignHostsOnEveryPath() {
        for (String path : List.of("/healthz", "/metrics", "/nothing")) {
            RawHttp.Answer answer = send("GET " + path + " HTTP/1.1\nHost: evil.example", "");
            assertRefused(answer, 403, "-32003", "foreign_host");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "file://", "http://localhost.evil.example", "https://", "%%%", ""
            })
    void refusesForeignOrigins(String origin) {
        try (RawHttp http = server.connect()) {
            RawHttp.Answer answer = http.post(TestServer.call("change"), "Origin: " + origin);
            assertRefused(answer, 403, "-32003", "foreign_origin");
        }
        assertThat(server.called).doesNotContain("change");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain", "Content-Type: application/x-www-form-urlencoded",
                        "Content-Type: multipart/form-data",
                "X-None: 1", "Content-Type: application/json-patch+json", "Content-Type: application/jsonx",
                "Content-Type: application/json; charset=utf-16", "Content-Type: ;application/json",
                        "Content-Type: */*",
                "Content-Type: application/json\nContent-Encoding: gzip"
            })
    void refusesOtherContentTypes(String header) {
        String body = TestServer.call("change");
        RawHttp.Answer answer =
                send("POST /rpc HTTP/1.1\nHost: localhost\n" + header + "\nContent-Length: " + body.length(), body);
        assertRefused(answer, 415, "-32600", "unsupported_media_type");
        assertThat(server.called).doesNotContain("change");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json; charset=utf-8", "Application/JSON", "application/json;charset=\"UTF-8\""})
    void takesJsonHoweverItIsSpelled(String type) {
        String body = TestServer.call("echo");
        RawHttp.Answer answer = send(
                "POST /rpc HTTP/1.1\nHost: localhost\nContent-Type: " + type + "\nContent-Length: " + body.length(),
                body);
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void refusesABodyThatIsTooLongBeforeItIsSent() {
        assertRefused(send(HEAD + "Content-Length: 10001", ""), 413, "-32600", "too_large");
        assertRefused(send(HEAD + "Content-Length: 99999999999", ""), 413, "-32600", "too_large");
    }

    @Test
    void refusesAChunkedBodyAsSoonAsItIsTooLong() {
        try (RawHttp http = server.connect()) {
            http.send(HEAD + "Transfer-Encoding: chunked", "");
            String chunk = "3e8\r\n" + " ".repeat(1_000) + "\r\n";
            for (int i = 0; i < 11; i++) {
                http.sendRaw(chunk);
            }
            RawHttp.Answer answer = http.read();
            assertRefused(answer, 413, "-32600", "too_large");
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(http.isClosed()).isTrue();
        }
    }

    @Test
    void readsAChunkedBodyWithinTheLimit() {
        String call = TestServer.call("echo");
        String chunked = Integer.toHexString(call.length()) + "\r\n" + call + "\r\n0\r\n\r\n";
        assertThat(send(HEAD + "Transfer-Encoding: chunked", chunked).status()).isEqualTo(200);
    }

    @Test
    void carriesNothingOutOfABodyThatEndsTooSoon() {
        try (RawHttp http = server.connect()) {
            http.send(HEAD + "Content-Length: 500", TestServer.call("change"));
            http.shutdownOutput();
            assertRefused(http.read(), 400, "-32600", "invalid_request");
        }
        assertThat(server.called).doesNotContain("change");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /rpc HTTP/1.1\nContent-Length: 0", // no Host
                "POST /rpc HTTP/1.1\nHost: localhost\nHost: localhost\nContent-Length: 0",
                "POST /rpc HTTP/1.1\nHost: localhost\nContent-Length: 1\nContent-Length: 2",
                "POST /rpc HTTP/1.1\nHost: localhost\nContent-Length: -5",
                "POST /rpc HTTP/1.1\nHost: localhost\nContent-Length: x",
                "POST /rpc HTTP/1.1\nHost: localhost\nContent-Length: 5\nTransfer-Encoding: chunked",
                "POST /rpc HTTP/1.1\nHost: localhost\nTransfer-Encoding: gzip, chunked, identity",
                "POST /rpc HTTP/1.1\nHost : localhost",
                "POST /rpc HTTP/1.1\nHost: localhost\n folded: x",
                "POST /rpc HTTP/9.9\nHost: localhost",
                "POST http://evil.example/rpc HTTP/1.1\nHost: localhost\nContent-Length: 0",
                "POST /rpc%2f..%2fhealthz HTTP/1.1\nHost: localhost",
                "POST /rpc\u0001 HTTP/1.1\nHost: localhost",
                "PRI * HTTP/2.0",
                "nonsense",
            })
    void refusesBrokenHttpWithAJsonError(String head) {
        RawHttp.Answer answer = send(head, "");
        assertThat(answer.status()).isBetween(400, 505).isNotIn(404, 500);
        assertThat(answer.headers()).containsKey("x-request-id").doesNotContainKey("server");
        assertThat(TestServer.text(answer, "error.code")).isIn("-32600", "-32003", "-32603");
        assertThat(TestServer.text(answer, "id")).isEqualTo("null");
    }

    @Test
    void refusesHeadersThatAreTooLong() {
        RawHttp.Answer answer = send("GET /healthz HTTP/1.1\nHost: localhost\nX-Long: " + "x".repeat(9_000), "");
        assertRefused(answer, 431, "-32600", "invalid_request");
    }

    @Test
    void sendsHeadAndBodyInOnePiece() {
        try (RawHttp http = server.connect()) {
            for (int i = 0; i < 10; i++) {
                String call = TestServer.call("echo");
                http.send(HEAD + "Content-Length: " + call.length(), call);
                assertThat(http.readPiece()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\"result\":{}}");
            }
        }
    }

    /** Payloads that make two servers disagree about where a request ends: one answer at most, and never to the second request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1;a=\"\r\nX\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n\"\r\n",
                "Content-Length: +0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "Content-Length: 0x0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "Content-Length: 0, 0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
            })
    void isNotToldToSeeASecondRequestInABody(String rest) {
        try (RawHttp http = server.connect()) {
            http.sendRaw("POST /rpc HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + rest);
            http.shutdownOutput();
            String answers = http.rest();
            assertThat(answers.split("HTTP/1\\.1 ", -1)).hasSizeLessThanOrEqualTo(2);
            assertThat(answers).doesNotContain("\"status\":\"ok\"");
        }
    }

    @Test
    void countsRefusals() {
        send("GET /healthz HTTP/1.1\nHost: evil.example", "");
        assertThat(new String(server.metrics.text(), StandardCharsets.UTF_8))
                .contains("hvcr_http_refusals_total{reason=\"foreign_host\"}");
    }
}
