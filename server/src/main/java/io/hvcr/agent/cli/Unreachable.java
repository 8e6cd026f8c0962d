// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why an agent could not be spoken to, and what to do, in the words of people: no class names, no codes of TLS. */
final class Unreachable {

    private static final String TRUST =
            " Give its certificate with --ca-file (or HVCR_CA_FILE): 'hvcr-agent cert show --pem' prints it over there.";

    /** For who sent something and does not know what became of it. */
    static final String MAYBE_DONE = " A change may have been taken: look with 'hvcr-agent operations'.";

    private Unreachable() {}

    static String why(Endpoint endpoint, IOException failure) {
        if (failure instanceof ConnectException) {
            return caused(failure, UnresolvedAddressException.class)
                    ? "The name of " + endpoint + " cannot be resolved. Check --url and the name service."
                    : "No agent answers at " + endpoint + ". Is 'hvcr-agent serve' running there?";
        }
        if (failure instanceof SSLException) {
            return certificate(endpoint, failure);
        }
        String said = String.valueOf(failure.getMessage());
        if (endpoint.url().getScheme().equalsIgnoreCase("http") && said.contains("HTTP/1.1")) {
            return "What answers at " + endpoint + " speaks no plain HTTP. Write https:// if it is an agent with TLS.";
        }
        if (said.contains("received no bytes")) {
            // Also what a server without TLS looks like, where it hangs up before its answer has been looked at.
            return endpoint
                    + " closed the connection without an answer. Write http:// if it is an agent with --insecure."
                    + MAYBE_DONE;
        }
        return "The connection to " + endpoint + " broke: " + said + "." + MAYBE_DONE;
    }

    private static String certificate(Endpoint endpoint, IOException failure) {
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (said.contains("plaintext") || said.contains("not an ssl") || said.contains("unsupported or unrecognized")) {
            return "What answers at " + endpoint + " speaks no TLS. Write http:// if it is an agent with --insecure.";
        }
        if (caused(failure, CertificateExpiredException.class)
                || caused(failure, CertificateNotYetValidException.class)) {
            return "The certificate of " + endpoint + " is not valid at this time. Check the clock here, and the dates"
                    + " that 'hvcr-agent cert show' shows over there.";
        }
        if (said.contains("subject alternative")) {
            return "The certificate of " + endpoint + " is for other names. Call the agent by a name that"
                    + " 'hvcr-agent cert show' lists over there.";
        }
        return said.contains("certificate") || said.contains("pkix")
                ? "The certificate of " + endpoint + " is not one that is trusted here." + TRUST
                : "TLS with " + endpoint + " failed: " + failure.getMessage() + "." + TRUST;
    }

    private static boolean caused(@Nullable Throwable failure, Class<? extends Throwable> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
