// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import io.hvcr.agent.json.JsonLimits;

/**
 * Limits of the protocol; {@code agent.limits} shows them.
 *
 * @param json what the JSON reader refuses
 * @param maxBatch how many calls a batch may have
 * @param maxAnswerBytes how long an answer may be, a batch's altogether; calls that change something are answered all the same
 */
public record RpcLimits(JsonLimits json, int maxBatch, int maxAnswerBytes) {

    /** {@link JsonLimits#REQUEST}, 100 calls, 8 MiB. */
    public static final RpcLimits DEFAULT = new RpcLimits(JsonLimits.REQUEST, 100, 8 << 20);

    public RpcLimits {
        if (maxBatch < 1 || maxAnswerBytes < 1024) {
            throw new IllegalArgumentException("a batch has at least one call, an answer at least 1024 bytes");
        }
    }
}
