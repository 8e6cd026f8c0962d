// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import io.hvcr.agent.rpc.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a request must get past before a byte of its body is read: Host and Origin, credentials, content type, length. Each throws a
 * {@link Refusal}.
 */
final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String JSON = "application/json";
    private static final Caller ANYBODY = new Caller("insecure");

    private final Security security;
    private final AllowedHosts hosts;
    private final FailureLimiter failures;
    private final int maxBodyBytes;

    Gate(Security security, AllowedHosts hosts, FailureLimiter failures, int maxBodyBytes) {
        this.security = security;
        this.hosts = hosts;
        this.failures = failures;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** For every request, whatever its path. */
    void checkSite(HttpServletRequest request) {
        if (!hosts.allowsHost(request.getHeader("Host"))) {
            throw Refusal.foreignHost();
        }
        if (!hosts.allowsOrigin(request.getHeader("Origin"))) {
            throw Refusal.foreignOrigin();
        }
    }

    /** Who calls. */
    Caller authenticate(HttpServletRequest request) {
        return switch (security) {
            case Security.Insecure ignored -> ANYBODY;
            case Security.Protected guarded -> {
                Optional<Caller> caller = guarded.authenticator()
                        .authenticate(new Authenticator.Credentials(request.getHeader("Authorization")));
                yield caller.orElseThrow(() -> failed(request.getRemoteAddr()));
            }
        };
    }

    private Refusal failed(String remote) {
        try {
            long wait = failures.fail(InetAddress.getByName(remote)); // a literal: nothing is looked up
            if (wait > 0) {
                return Refusal.tooManyFailures(wait);
            }
        } catch (UnknownHostException noAddress) {
            LOG.debug("No address in '{}'", remote);
        }
        LOG.warn("Authentication failed from {}", remote);
        return Refusal.unauthorized();
    }

    /** What the body claims to be. */
    void checkBody(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (!isJson(request.getContentType()) || !(encoding == null || encoding.equalsIgnoreCase("identity"))) {
            throw Refusal.unsupportedMediaType();
        }
        if (request.getContentLengthLong() > maxBodyBytes) {
            throw Refusal.tooLarge(maxBodyBytes);
        }
    }

    /** {@code application/json}, and if it names a charset, then UTF-8. */
    private static boolean isJson(String contentType) {
        if (contentType == null || contentType.length() < JSON.length()) {
            return false;
        }
        if (contentType.equals(JSON)) {
            return true;
        }
        String[] parts = contentType.split(";", -1);
        if (!parts[0].trim().equalsIgnoreCase(JSON)) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim().replace("\"", "");
            if (parameter.regionMatches(true, 0, "charset=", 0, 8)
                    && !parameter.substring(8).equalsIgnoreCase("utf-8")) {
                return false;
            }
        }
        return true;
    }
}
