// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.nio.charset.StandardCharsets;

/** What the two floors share: the constant they answer, as long as the agent's own answer, and how they say "ready". */
final class Floors {

    private static final String BEFORE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"x\":\"";
    private static final String AFTER = "\"}}";

    /** As many bytes as the property {@code bench.answer} says. */
    static final byte[] ANSWER = (BEFORE
                    + "y".repeat(Math.max(0, Integer.getInteger("bench.answer") - BEFORE.length() - AFTER.length()))
                    + AFTER)
            .getBytes(StandardCharsets.US_ASCII);

    private Floors() {}

    static void ready(int port) {
        System.out.println("ready url=https://127.0.0.1:" + port);
        System.out.flush();
    }
}
