// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the agent remembers of its own operations when it looks at a collection. */
public interface Memory {

    /** What it remembers of one collection. */
    Remembered of(CollectionId collection);

    /** The same of every collection of which it remembers anything. */
    Map<CollectionId, Remembered> all();

    /** Remembers nothing. */
    static Memory none() {
        return new Memory() {
            @Override
            public Remembered of(CollectionId collection) {
                return Remembered.NOTHING;
            }

            @Override
            public Map<CollectionId, Remembered> all() {
                return Map.of();
            }
        };
    }

    /**
     * What is remembered of a collection.
     *
     * @param lastStart the last copy started on it, unless something ended it since
     * @param operationId the operation that runs on it
     */
    record Remembered(
            @Nullable LastStart lastStart, @Nullable String operationId) {
        static final Remembered NOTHING = new Remembered(null, null);
    }
}
