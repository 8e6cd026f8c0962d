// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import static io.hvcr.agent.api.Docs.MAX_NAME;
import static io.hvcr.agent.api.Docs.MAX_PAGE;
import static io.hvcr.agent.api.Docs.MAX_WAIT_SECONDS;

import io.hvcr.agent.json.Default;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.Range;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The params of {@code operation.*} (design 3.2). */
final class OperationRequests {

    static final int MAX_IDS = 100;

    private OperationRequests() {}

    /** {@code operation.get} and {@code operation.cancel}. */
    record One(
            @Doc("The operation's id") @Range(min = 1, max = 128)
            String id) {}

    /** {@code operation.list}. */
    record ListAll(
            @Doc("Which operations; all when null or absent") @Nullable
            Filter filter,

            @Doc(Docs.LIMIT) @Range(min = 1, max = MAX_PAGE) @Default("100")
            int limit,

            @Doc(Docs.CURSOR) @Range(min = 1, max = 1_024) @Nullable
            String cursor) {}

    /** Which operations: those that fit every member. */
    @Doc("Those that fit every member")
    record Filter(
            @Doc("The collection's id or name") @Range(min = 1, max = MAX_NAME) @Nullable
            String collection,

            @Doc("running, succeeded, failed, unknown or cancelled") @Nullable
            Status status,

            @Doc("The method that began it, such as replication.apply") @Range(min = 1, max = 128) @Nullable
            String method,

            @Doc("Begun at this time or later; RFC 3339 with an offset") @Nullable
            Instant since,

            @Doc("Begun before this time; RFC 3339 with an offset") @Nullable
            Instant until) {}

    /** How an operation stands. */
    enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        UNKNOWN,
        CANCELLED
    }

    /** {@code operation.wait}. */
    record Wait(
            @Doc("The operations' ids, at most 100") @Range(min = 1, max = MAX_IDS)
            List<String> ids,

            @Doc("Seconds to wait at most, 0 to 30; call again to go on")
            @Range(min = 0, max = MAX_WAIT_SECONDS)
            @Default("30")
            int timeoutSeconds) {}
}
