// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

/** How a server protects itself. */
public sealed interface Security {

    /** TLS, and a credential with every call. */
    record Protected(ServerCertificate certificate, Authenticator authenticator) implements Security {}

    /** Plain HTTP without authentication ({@code --insecure}): loopback only. */
    record Insecure() implements Security {}
}
