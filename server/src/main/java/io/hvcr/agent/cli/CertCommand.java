// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cert show}: the certificate by which callers know the local agent; no agent needs to run for it. */
final class CertCommand {

    private CertCommand() {}

    /** Holds the subcommands. */
    @Command(name = "cert", description = "The certificate of the local agent: 'cert show'.")
    static final class Group {}

    /** Shows the certificate, so that it can be compared with what a caller sees, and trusted elsewhere. */
    @Command(
            name = "show",
            description = {
                "Shows the certificate of the local agent: names, validity, SHA-256 fingerprint, and itself as PEM.",
                "Copy what --pem prints to another machine and name the file there with --ca-file (or HVCR_CA_FILE)."
            })
    static final class Show implements Callable<Integer> {

        /** Written by the agent beside its key. */
        private static final String PEM_FILE = "server.pem";

        private final Terminal terminal;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Data folder of the agent (environment: HVCR_DATA).")
        @Nullable
        Path data;

        @Option(names = "--pem", description = "Print nothing but the certificate, PEM.")
        boolean pem;

        @Option(names = "--json", description = "Print it as JSON, for scripts.")
        boolean json;

        Show(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Path file = (data == null ? terminal.environment().dataFolder() : data).resolve(PEM_FILE);
            X509Certificate certificate = read(file);
            if (json) {
                terminal.out().println(Json.pretty(asJson(file, certificate)));
            } else {
                if (!pem) {
                    lines(file, certificate).forEach(terminal.out()::println);
                }
                terminal.out().print(text(certificate));
            }
            return ExitCode.OK;
        }

        private static X509Certificate read(Path file) {
            if (!Files.isRegularFile(file)) {
                throw new CliException(
                        ExitCode.UNREACHABLE,
                        "There is no certificate " + file
                                + ". An agent makes it when it first starts ('hvcr-agent serve', without --insecure);"
                                + " name its data folder with --data.");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            } catch (IOException e) {
                throw new CliException(
                        ExitCode.UNEXPECTED, file + " cannot be read; does this account own the data folder?");
            } catch (GeneralSecurityException e) {
                throw new CliException(
                        ExitCode.UNEXPECTED, file + " is no certificate; start the agent, it writes the file anew.");
            }
        }

        private List<String> lines(Path file, X509Certificate certificate) {
            Instant until = certificate.getNotAfter().toInstant();
            Duration left = Duration.between(terminal.clock().instant(), until);
            return List.of(
                    "file         " + file,
                    "subject      " + certificate.getSubjectX500Principal().getName(),
                    "issuer       "
                            + (selfSigned(certificate)
                                    ? "itself (self-signed)"
                                    : certificate.getIssuerX500Principal().getName()),
                    "names        " + String.join(", ", names(certificate)),
                    "valid        " + certificate.getNotBefore().toInstant() + " to " + until + " ("
                            + (left.isNegative() ? "EXPIRED" : left.toDays() + " days left") + ")",
                    "fingerprint  " + fingerprint(certificate));
        }

        private static JsonObject asJson(Path file, X509Certificate certificate) {
            return Json.object()
                    .put("file", file.toString())
                    .put("subject", certificate.getSubjectX500Principal().getName())
                    .put("issuer", certificate.getIssuerX500Principal().getName())
                    .put("selfSigned", selfSigned(certificate))
                    .put("names", JsonArray.ofStrings(names(certificate)))
                    .put("validFrom", certificate.getNotBefore().toInstant().toString())
                    .put("validTo", certificate.getNotAfter().toInstant().toString())
                    .put("fingerprint", fingerprint(certificate))
                    .put("pem", text(certificate))
                    .build();
        }

        private static boolean selfSigned(X509Certificate certificate) {
            return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        }

        private static List<String> names(X509Certificate certificate) {
            try {
                Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
                return alternatives == null
                        ? List.of()
                        : alternatives.stream()
                                .map(one -> one.get(1))
                                .filter(String.class::isInstance)
                                .map(String.class::cast)
                                .toList();
            } catch (GeneralSecurityException unreadable) {
                return List.of();
            }
        }

        /** As the agent's ready line and people compare it: {@code 3A:F0:…}. */
        private static String fingerprint(X509Certificate certificate) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
                return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }

        private static String text(X509Certificate certificate) {
            try {
                String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
                return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("the certificate was read a moment ago", impossible);
            }
        }
    }
}
