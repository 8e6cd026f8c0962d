// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A certificate of the machine's store, as {@code GetSystemCertificates} shows it: its public part only. */
record SystemCertificate(String thumbprint, X509Certificate certificate) {

    private static final Logger LOG = LoggerFactory.getLogger(SystemCertificate.class);
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final String ANY = "2.5.29.37.0";

    /** Reads base64 of DER, with or without PEM's lines; nothing where it is no certificate. */
    static Optional<SystemCertificate> read(String encoded) {
        String bare = encoded.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            byte[] der = Base64.getDecoder().decode(bare);
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            String thumbprint = HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
            return Optional.of(new SystemCertificate(thumbprint, certificate));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            LOG.debug("an entry of the machine's certificate store cannot be read", e);
            return Optional.empty();
        }
    }

    /** What of contract P11 it visibly fails. */
    List<String> defects(Instant now) {
        List<String> defects = new ArrayList<>();
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            defects.add("expired on " + certificate.getNotAfter().toInstant());
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            defects.add("not valid before " + certificate.getNotBefore().toInstant());
        }
        if (!allows(SERVER)) {
            defects.add("lacks the EKU server authentication");
        }
        if (!allows(CLIENT)) {
            defects.add("lacks the EKU client authentication");
        }
        return defects;
    }

    private boolean allows(String usage) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null || usages.contains(usage) || usages.contains(ANY);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Thumbprint, subject and end, for people. */
    String describe() {
        return thumbprint + " (" + certificate.getSubjectX500Principal().getName() + ", valid until "
                + certificate.getNotAfter().toInstant() + ")";
    }
}
