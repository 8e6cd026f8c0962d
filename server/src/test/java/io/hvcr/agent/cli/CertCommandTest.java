// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.http.ServerCertificate;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code cert show} against the certificate that an agent really makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertCommandTest {

    private Path folder = Path.of("");
    private ServerCertificate made;

    @BeforeAll
    void make(@TempDir Path data) {
        folder = data;
        made = ServerCertificate.open(folder, "127.0.0.1", () -> CliRun.NOW, new SecureRandom());
    }

    @Test
    void showsWhatCallersCompare() {
        CliRun run = CliRun.of("cert", "show", "--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains(made.fingerprint(), "localhost", "127.0.0.1", "self-signed", "days left")
                .contains(made.pemFile().toString());
        assertThat(run.err()).isEmpty();
    }

    @Test
    void printsACertificateThatCanBeTrustedElsewhere() throws Exception {
        CliRun run = CliRun.of("cert", "show", "--pem", "--data", folder.toString());

        assertThat(run.out()).startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(run.out().getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(made.certificate());
    }

    @Test
    void tellsScriptsTheSame() {
        CliRun run = CliRun.with(Map.of("HVCR_DATA", folder.toString()), "", "cert", "show", "--json");

        JsonObject shown = (JsonObject) Json.parse(run.out().strip(), JsonLimits.STORED);
        assertThat(shown.string("fingerprint")).contains(made.fingerprint());
        assertThat(shown.bool("selfSigned")).contains(true);
    }

    @Test
    void saysWhereACertificateComesFrom(@TempDir Path empty) {
        CliRun run = CliRun.of("cert", "show", "--data", empty.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).contains(empty.toString(), "hvcr-agent serve").hasLineCount(1);
    }

    @Test
    void saysThatAFileIsNoCertificate(@TempDir Path broken) throws IOException {
        Files.writeString(broken.resolve("server.pem"), "nonsense");

        CliRun run = CliRun.of("cert", "show", "--data", broken.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(run.err()).contains("is no certificate").hasLineCount(1);
    }
}
