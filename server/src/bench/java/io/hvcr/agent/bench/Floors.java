// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.nio.charset.StandardCharsets;

/** What the two floors share: the constant they answer, as long as the agent's own answer, and how they say "ready". */
final class Floors {

    /** About as many bytes as {@code agent.info} answers. */
    static final byte[] ANSWER = ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"x\":\"" + "y".repeat(400) + "\"}}")
            .getBytes(StandardCharsets.US_ASCII);

    private Floors() {}

    static void ready(int port) {
        System.out.println("ready url=https://127.0.0.1:" + port);
        System.out.flush();
    }
}
