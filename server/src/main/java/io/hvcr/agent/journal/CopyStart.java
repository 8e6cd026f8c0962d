// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

import io.hvcr.agent.domain.CollectionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last copy that was started on a collection and that nothing in the journal has ended since. Kept apart from the
 * operations, which are pruned.
 *
 * @param collection the collection
 * @param call the host call, as a text
 * @param calledAt when the host was called
 * @param finished whether the call and its job have ended well
 * @param job the call's job as it was last seen, as a text
 */
public record CopyStart(
        CollectionId collection,
        String call,
        Instant calledAt,
        boolean finished,
        @Nullable String job) {

    /** What a step that the host has taken means for what is remembered. */
    public enum Memory {
        /** It has nothing to do with copying. */
        UNTOUCHED,
        /** It starts a copy. */
        STARTS,
        /** It ends whatever copy was started or scheduled. */
        ENDS
    }
}
