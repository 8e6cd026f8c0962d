// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document to be brought about.
 *
 * @param plan what is wanted, and what may be thrown away for it
 * @param until what to wait for
 * @param timeout how long to hold the caller at most; never more than {@link OperationLimits#longestWait}
 * @param idempotency the caller's key, where it has one
 * @param planDigest the plan that was shown: only this one is carried out
 */
public record ApplyRequest(
        PlanRequest plan,
        Wait until,
        Duration timeout,
        @Nullable Idempotency idempotency,
        @Nullable String planDigest) {

    public ApplyRequest {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(timeout, "timeout");
    }
}
