// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.journal.OperationStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which operations to list; null members do not restrict.
 *
 * @param collection an id in any case, or a name, as it was when the operation was begun
 * @param status where they stand
 * @param method {@code replication.apply}, or {@code hyperv.} and the host's method, in any case
 * @param since begun at or after
 * @param until begun before
 */
public record OperationFilter(
        @Nullable String collection,
        @Nullable OperationStatus status,
        @Nullable String method,
        @Nullable Instant since,
        @Nullable Instant until) {

    public static final OperationFilter ALL = new OperationFilter(null, null, null, null, null);
}
