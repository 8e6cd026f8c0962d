// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.rpc.Caller;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first start makes, and what later starts accept. */
class FirstStartTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    private Path parent;

    private Path folder() {
        return parent.resolve("data");
    }

    private TokenStore tokens() {
        return TokenStore.open(folder(), CLOCK, new Random(1));
    }

    private ServerCertificate certificate(String host) {
        return ServerCertificate.open(folder(), host, CLOCK, new SecureRandom());
    }

    private String administratorToken() throws IOException {
        return Files.readString(folder().resolve(TokenStore.ADMINISTRATOR_FILE)).strip();
    }

    private static Authenticator.Credentials bearer(String token) {
        return new Authenticator.Credentials("Bearer " + token);
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    @Test
    void makesOneAdministratorTokenAndKeepsItsDigestAlone() throws Exception {
        TokenStore made = tokens();
        String token = administratorToken();
        assertThat(token).matches("hvcr_[A-Za-z0-9_-]{43}");
        String stored = Files.readString(folder().resolve(TokenStore.FILE));
        assertThat(stored).doesNotContain(token);
        JsonObject file = (JsonObject) Json.parse(stored, JsonLimits.STORED);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        assertThat(file.at("tokens[0].sha256")).contains(Json.of(digest));
        assertThat(made.authenticate(bearer(token))).contains(new Caller("administrator"));
    }

    @Test
    void keepsTheTokenOverAStartAndWithoutTheFileOfItsText() throws Exception {
        tokens();
        String token = administratorToken();
        Files.delete(folder().resolve(TokenStore.ADMINISTRATOR_FILE));
        TokenStore again = tokens();
        assertThat(folder().resolve(TokenStore.ADMINISTRATOR_FILE)).doesNotExist();
        assertThat(again.authenticate(bearer(token))).contains(new Caller("administrator"));
        assertThat(again.authenticate(new Authenticator.Credentials("bearer " + token)))
                .isPresent();
    }

    @Test
    void refusesEveryOtherCredential() throws Exception {
        TokenStore made = tokens();
        String token = administratorToken();
        for (String wrong : new String[] {
            "",
            "hvcr_",
            token.substring(1),
            token + "A",
            token + " ",
            " " + token,
            token.toLowerCase(Locale.ROOT),
            "x".repeat(10_000)
        }) {
            assertThat(made.authenticate(bearer(wrong))).as(wrong).isEmpty();
        }
        assertThat(made.authenticate(new Authenticator.Credentials(null))).isEmpty();
        assertThat(made.authenticate(new Authenticator.Credentials("Basic " + token)))
                .isEmpty();
        assertThat(made.authenticate(new Authenticator.Credentials(token))).isEmpty();
    }

    @Test
    void letsNobodyElseReadSecrets() throws Exception {
        if (!isPosix()) {
            return;
        }
        tokens();
        certificate("127.0.0.1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        for (String file : new String[] {TokenStore.FILE, TokenStore.ADMINISTRATOR_FILE, ServerCertificate.KEY_FILE}) {
            Path path = folder().resolve(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesToStartWithSecretsThatOthersCanRead() throws Exception {
        if (!isPosix()) {
            return;
        }
        tokens();
        certificate("127.0.0.1");
        Files.setPosixFilePermissions(folder().resolve(TokenStore.FILE), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(
                folder().resolve(ServerCertificate.KEY_FILE), PosixFilePermissions.fromString("rw-rw----"));
        assertThatThrownBy(this::tokens).isInstanceOf(StartException.class).hasMessageContaining("chmod 600");
        assertThatThrownBy(() -> certificate("127.0.0.1"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("rw-rw----");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"version\":2,\"tokens\":[]}",
                "{\"version\":1,\"tokens\":[{\"name\":\"a\",\"sha256\":\"zz\",\"createdAt\":\"2026-11-23T01:00:00Z\"}]}",
                "{\"version\":1,\"tokens\":[{\"name\":\"a\",\"sha256\":\"00\",\"createdAt\":\"2026-11-23T01:00:00Z\",\"scopes\":[]}]}"
            })
    void refusesToStartWithTokensItDoesNotUnderstand(String content) throws Exception {
        tokens();
        PrivateFiles.write(folder().resolve(TokenStore.FILE), content.getBytes(UTF_8));
        assertThatThrownBy(this::tokens).isInstanceOf(StartException.class).hasMessageContaining(TokenStore.FILE);
    }

    @Test
    void makesACertificateForTheNamesOfThisMachine() throws Exception {
        ServerCertificate made = certificate("192.0.2.7");
        X509Certificate certificate = made.certificate();
        assertThat(made.names())
                .contains("localhost", "127.0.0.1", "192.0.2.7")
                .anyMatch(name -> name.startsWith("0:0"));
        assertThat(certificate.getPublicKey()).isInstanceOf(ECPublicKey.class);
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getCriticalExtensionOIDs()).isEqualTo(Set.of("2.5.29.19", "2.5.29.15"));
        assertThat(certificate.getNonCriticalExtensionOIDs()).contains("2.5.29.14", "2.5.29.35", "2.5.29.17");
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(NOW));
        certificate.checkValidity(Date.from(NOW.plus(Duration.ofDays(3_000))));
    }

    @Test
    void keepsTheCertificateOverAStart() throws Exception {
        ServerCertificate made = certificate("127.0.0.1");
        ServerCertificate again = certificate("127.0.0.1");
        assertThat(again.fingerprint()).isEqualTo(made.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(Files.readString(made.pemFile()))
                .startsWith("-----BEGIN CERTIFICATE-----\n")
                .endsWith("-----END CERTIFICATE-----\n");
    }

    @Test
    void refusesToStartWithABrokenKeyFile() throws Exception {
        certificate("127.0.0.1");
        PrivateFiles.write(folder().resolve(ServerCertificate.KEY_FILE), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> certificate("127.0.0.1"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(ServerCertificate.KEY_FILE);
    }
}
