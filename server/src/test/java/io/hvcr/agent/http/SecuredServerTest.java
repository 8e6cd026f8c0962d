// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS and authentication as clients meet them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredServerTest {

    private static final String BEARER = "Authorization: Bearer " + TestServer.TOKEN;
    private static final int MANY = 15;

    private ServerCertificate certificate;
    private SSLContext trusting;
    private TestServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        certificate = ServerCertificate.open(folder, "127.0.0.1", InstantSource.system(), new SecureRandom());
        trusting = trusting(certificate);
        server = TestServer.secured(certificate, TestServer.LIMITS);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static SSLContext trusting(ServerCertificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("agent", certificate.certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private SSLSocket socket() throws IOException {
        return (SSLSocket)
                trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.server.port());
    }

    private RawHttp.Answer post(String... headers) throws IOException {
        try (RawHttp http = new RawHttp(socket())) {
            return http.post(TestServer.call("echo"), headers);
        }
    }

    private static String reason(RawHttp.Answer answer) {
        return TestServer.json(answer)
                .at("error.data.reason")
                .map(Object::toString)
                .orElse("(none)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void isTrustedByItsCertificateUnderEachOfItsNames(String host) throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(trusting).build();
        URI url = URI.create("https://" + host + ":" + server.server.port() + "/rpc");
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TestServer.TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(TestServer.call("echo")))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(server.called).contains("tester");
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, TLS_AES_128_GCM_SHA256",
        "TLSv1.3, TLS_AES_256_GCM_SHA384",
        "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    })
    void speaksTls12And13WithAead(String protocol, String suite) throws Exception {
        try (SSLSocket socket = socket()) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"
            })
    void speaksNothingOlder(String suite) throws Exception {
        try (SSLSocket socket = socket()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void offersHttp11Alone() throws Exception {
        try (SSLSocket socket = socket()) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isNotEqualTo("h2");
        }
    }

    @Test
    void sendsHeadAndBodyInOneRecord() throws Exception {
        try (RawHttp http = new RawHttp(socket())) {
            http.send("GET /healthz HTTP/1.1\nHost: localhost", "");
            assertThat(http.readPiece()).startsWith("HTTP/1.1 200 OK").endsWith("{\"status\":\"ok\"}");
        }
    }

    @Test
    void answersNobodyInPlainText() {
        try (RawHttp http = server.connect()) {
            http.sendRaw("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(http.rest()).doesNotContain("HTTP");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-None: 1",
                "Authorization:",
                "Authorization: Bearer",
                "Authorization: Bearer hvcr_tes",
                "Authorization: Bearer hvcr_test2",
                "Authorization: Bearer hvcr_TEST",
                "Authorization: Basic aHZjcjp0ZXN0",
                "Authorization: Negotiate TlRMTVNTUAAB",
                "Authorization: hvcr_test"
            })
    void refusesWrongCredentialsBeforeItReadsTheBody(String header) throws Exception {
        try (RawHttp http = new RawHttp(socket())) {
            RawHttp.Answer answer = http.send(
                            "POST /rpc HTTP/1.1\nHost: localhost\nContent-Type: text/plain\n" + header
                                    + "\nContent-Length: 99999999",
                            "")
                    .read();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(reason(answer)).isEqualTo("\"unauthorized\"");
            assertThat(answer.headers())
                    .containsEntry("www-authenticate", "Bearer")
                    .containsKey("x-request-id");
        }
    }

    @Test
    void asksForCredentialsAtMetricsButNotAtHealth() throws Exception {
        try (RawHttp http = new RawHttp(socket())) {
            assertThat(http.send("GET /metrics HTTP/1.1\nHost: localhost", "")
                            .read()
                            .status())
                    .isEqualTo(401);
            assertThat(http.send("GET /metrics HTTP/1.1\nHost: localhost\n" + BEARER, "")
                            .read()
                            .status())
                    .isEqualTo(200);
            assertThat(http.send("GET /healthz HTTP/1.1\nHost: localhost", "")
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void tellsAnAddressThatFailsTooOftenToWaitButLetsValidCredentialsPass() throws Exception {
        HttpLimits strict = new HttpLimits(
                10_000, 8_192, Duration.ofSeconds(30), Duration.ofSeconds(30), 100, 50, MANY, Duration.ofSeconds(5));
        try (TestServer guarded = TestServer.secured(certificate, strict);
                RawHttp http = new RawHttp(trusting.getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), guarded.server.port()))) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                statuses.add(http.post("{}", "Authorization: Bearer wrong").status());
            }
            assertThat(statuses).containsOnly(401);
            RawHttp.Answer refused = http.post("{}", "Authorization: Bearer wrong");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.headers()).containsEntry("retry-after", "4");
            assertThat(TestServer.json(refused).at("error.code").map(Object::toString))
                    .contains("-32029");
            assertThat(http.post(TestServer.call("echo"), BEARER).status()).isEqualTo(200);
        }
    }

    @Test
    void refusesForeignHostsEvenWithCredentials() throws Exception {
        try (RawHttp http = new RawHttp(socket())) {
            RawHttp.Answer answer = http.send(
                            "POST /rpc HTTP/1.1\nHost: evil.example\n" + BEARER + "\nContent-Length: 0", "")
                    .read();
            assertThat(answer.status()).isEqualTo(403);
        }
        assertThat(post(BEARER).status()).isEqualTo(200);
    }

    @Test
    void tellsAnHttpsUrl() {
        assertThat(server.server.url()).hasToString("https://127.0.0.1:" + server.server.port());
    }
}
