// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation to be begun. Writing it is the intent of its first step: once it is on disk, the host may be called.
 *
 * @param method {@code replication.apply}, or {@code hyperv.} and the host's method
 * @param collection the collection
 * @param mode its mode now
 * @param state its state now
 * @param waitFor the word of the caller's {@code wait}
 * @param key the caller's idempotency key
 * @param paramsDigest a digest of the parameters that the key stands for
 * @param plan the plan, as a text
 * @param steps the steps in order, at least one
 */
public record NewOperation(
        String method,
        CollectionRef collection,
        CollectionMode mode,
        CollectionState state,
        String waitFor,
        @Nullable String key,
        String paramsDigest,
        @Nullable String plan,
        List<NewStep> steps) {

    /** A step to be carried out: the host's method, the call as a text, and why. */
    public record NewStep(String method, String call, String reason) {}

    public NewOperation {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("an operation has at least one step");
        }
    }
}
