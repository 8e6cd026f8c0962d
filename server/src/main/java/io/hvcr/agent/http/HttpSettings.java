// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import java.util.List;

/**
 * Where and for whom to listen.
 *
 * @param host the address to bind: a name, an address, or {@code 0.0.0.0} or {@code ::} for all
 * @param port from 1; 0 picks a free one
 * @param allowedHosts what the {@code Host} header may name besides the names of the certificate; without port
 */
public record HttpSettings(String host, int port, List<String> allowedHosts, HttpLimits limits) {

    public HttpSettings {
        if (host.isBlank() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("cannot listen on '" + host + "', port " + port);
        }
        allowedHosts = List.copyOf(allowedHosts);
    }
}
