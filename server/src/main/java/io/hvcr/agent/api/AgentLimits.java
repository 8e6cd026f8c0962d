// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.StartTimeWindow;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.JsonLimits;
import java.util.List;

/** The limits in force: what {@code agent.limits} answers. */
@Doc("The limits in force")
public record AgentLimits(
        @Doc("Bytes of a request's body at most") int maxBodyBytes,
        @Doc("Calls of a batch at most") int maxBatch,

        @Doc("Bytes of an answer at most, a batch's altogether")
        int maxAnswerBytes,

        @Doc("How deep JSON may nest") int maxJsonDepth,

        @Doc("Characters of a string or member name at most")
        int maxStringLength,

        @Doc("Characters of a number at most") int maxNumberLength,
        @Doc("Members and elements of a request at most") int maxJsonValues,
        @Doc("Items of a page at most") int maxPage,
        @Doc("Items of a page when limit is absent") int defaultPage,
        @Doc("Seconds that a request is held at most") int maxWaitSeconds,
        @Doc("Ids of one operation.wait at most") int maxWaitIds,
        @Doc("Characters of an idempotency key at most") int maxIdempotencyKeyLength,
        @Doc("Seconds that a start may lie ahead at most") long maxStartAheadSeconds,

        @Doc("Seconds that a start time may lie back and still mean now")
        long startGraceSeconds,

        @Doc("Characters of an export location at most") int maxExportLocationLength,

        @Doc("The directories below which exports are allowed; empty: every directory on a drive letter, and no share")
        List<String> exportRoots) {

    /** The limits of a transport and of the JSON reader, and those of this package. */
    public static AgentLimits of(
            int maxBodyBytes, int maxBatch, int maxAnswerBytes, JsonLimits json, ExportLocationPolicy exports) {
        return new AgentLimits(
                maxBodyBytes,
                maxBatch,
                maxAnswerBytes,
                json.maxDepth(),
                json.maxStringLength(),
                json.maxNumberLength(),
                json.maxValues(),
                Docs.MAX_PAGE,
                Docs.DEFAULT_PAGE,
                Docs.MAX_WAIT_SECONDS,
                OperationRequests.MAX_IDS,
                Docs.MAX_KEY,
                StartTimeWindow.LIMIT.toSeconds(),
                StartTimeWindow.GRACE.toSeconds(),
                ExportLocationPolicy.MAX_LENGTH,
                exports.roots());
    }
}
