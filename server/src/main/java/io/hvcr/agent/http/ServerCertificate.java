// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The server's key and certificate, kept in {@code server.p12} of the data folder (PKCS #12 with an empty password: who can read
 * the file has the key, so its permissions are what protects it) and, the certificate alone, in {@code server.pem} for clients to trust.
 */
public final class ServerCertificate {

    /** Key and certificate. */
    public static final String KEY_FILE = "server.p12";

    /** The certificate for clients: what {@code HVCR_CA_FILE} names. */
    public static final String PEM_FILE = "server.pem";

    private static final String ALIAS = "server";
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final KeyStore keyStore;
    private final X509Certificate certificate;
    private final Path pemFile;

    private ServerCertificate(KeyStore keyStore, X509Certificate certificate, Path pemFile) {
        this.keyStore = keyStore;
        this.certificate = certificate;
        this.pemFile = pemFile;
    }

    /**
     * The certificate of a data folder; makes a self-signed one, EC P-256, where there is none. It names this machine (short and full
     * name), localhost, 127.0.0.1, ::1 and the address that is listened on.
     *
     * @throws StartException when it cannot be read or made, or others could read the key
     */
    public static ServerCertificate open(Path folder, String listenHost, InstantSource clock, SecureRandom random) {
        Path file = folder.resolve(KEY_FILE);
        try {
            PrivateFiles.makeFolder(folder);
            if (!Files.exists(file)) {
                KeyStore made = SelfSigned.create(ALIAS, LocalNames.of(listenHost), clock, random);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                made.store(bytes, password());
                PrivateFiles.write(file, bytes.toByteArray());
            }
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(new ByteArrayInputStream(PrivateFiles.read(file)), password());
            X509Certificate certificate = certificateOf(keyStore);
            Path pem = folder.resolve(PEM_FILE);
            byte[] text = pem(certificate);
            if (!Files.exists(pem) || !MessageDigest.isEqual(Files.readAllBytes(pem), text)) {
                Files.write(pem, text);
            }
            return new ServerCertificate(keyStore, certificate, pem);
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            if (unusable instanceof StartException known) {
                throw known;
            }
            throw new StartException(
                    "The certificate in " + file + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static X509Certificate certificateOf(KeyStore keyStore) throws GeneralSecurityException {
        for (String alias : Collections.list(keyStore.aliases())) {
            Certificate found = keyStore.getCertificate(alias);
            if (keyStore.isKeyEntry(alias) && found instanceof X509Certificate certificate) {
                return certificate;
            }
        }
        throw new GeneralSecurityException("it holds no key with a certificate");
    }

    static char[] password() {
        return new char[0];
    }

    KeyStore keyStore() {
        return keyStore;
    }

    /** The certificate that clients see. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The file that clients can trust. */
    public Path pemFile() {
        return pemFile;
    }

    /** SHA-256 of the certificate as people compare it: {@code 3A:F0:…}, 32 bytes. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The names and addresses that the certificate is for. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> one : alternatives) {
                    Integer kind = (Integer) one.get(0);
                    if (kind == DNS_NAME || kind == IP_ADDRESS) {
                        names.add((String) one.get(1));
                    }
                }
            }
        } catch (GeneralSecurityException unreadable) {
            throw new StartException("The names of the server's certificate cannot be read", unreadable);
        }
        return names;
    }

    private static byte[] pem(X509Certificate certificate) throws CertificateEncodingException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        String text = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
