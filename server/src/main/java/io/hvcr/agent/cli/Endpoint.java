// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One agent and how to speak to it.
 *
 * @param url the agent's base, without {@code /rpc}
 * @param token the bearer token; null where the agent runs with {@code --insecure}
 * @param caFile the certificate, or its issuer's, in PEM; null for the JVM's own trust
 */
record Endpoint(URI url, @Nullable String token, @Nullable Path caFile) {

    URI rpc() {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/rpc");
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return url.toString();
    }
}
