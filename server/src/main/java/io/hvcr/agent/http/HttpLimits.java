// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import java.time.Duration;

/**
 * Limits of the transport; {@code agent.limits} shows them.
 *
 * @param maxBodyBytes the longest request body, however it is sent
 * @param maxHeaderBytes request line and headers together
 * @param idleTimeout after this much silence a connection is closed
 * @param requestTimeout within this time a request must have arrived from its first byte to its last, however it trickles
 * @param maxConnections how many connections may be open; further ones wait to be accepted
 * @param maxThreads how many requests may be worked on at once
 * @param authenticationFailuresPerMinute how often one address may fail before it is told to wait; valid credentials always pass
 * @param stopTimeout how long {@link HttpServer#stop} waits for answers that are being worked on; longer than any call waits
 */
public record HttpLimits(
        int maxBodyBytes,
        int maxHeaderBytes,
        Duration idleTimeout,
        Duration requestTimeout,
        int maxConnections,
        int maxThreads,
        int authenticationFailuresPerMinute,
        Duration stopTimeout) {

    /** 1 MiB, 8 KiB, 30 s, 30 s, 1,000 connections, 200 threads, 10 failures, 35 s. */
    public static final HttpLimits DEFAULT = new HttpLimits(
            1 << 20, 8 << 10, Duration.ofSeconds(30), Duration.ofSeconds(30), 1_000, 200, 10, Duration.ofSeconds(35));
}
