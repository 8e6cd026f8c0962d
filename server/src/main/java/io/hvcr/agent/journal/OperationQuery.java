// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which operations to list; null members do not restrict.
 *
 * @param collection an id in any case, or a name
 * @param status where they stand
 * @param method the method in any case
 * @param since begun at or after
 * @param until begun before
 * @param before only those begun before the operation with this sequence: where the page before ended
 * @param limit how many at most
 */
public record OperationQuery(
        @Nullable String collection,
        @Nullable OperationStatus status,
        @Nullable String method,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Long before,
        int limit) {}
