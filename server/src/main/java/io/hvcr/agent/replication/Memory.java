// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionId;
import java.util.Map;
import java.util.Optional;

/** What the agent remembers of its own operations when it looks at a collection. */
public interface Memory {

    /** The last copy started on a collection, unless something ended it since. */
    Optional<LastStart> lastStart(CollectionId collection);

    /** The same of every collection. */
    Map<CollectionId, LastStart> lastStarts();

    /** The id of the operation that runs on a collection. */
    Optional<String> runningOperation(CollectionId collection);

    /** The same of every collection. */
    Map<CollectionId, String> runningOperations();

    /** Remembers nothing. */
    static Memory none() {
        return new Memory() {
            @Override
            public Optional<LastStart> lastStart(CollectionId collection) {
                return Optional.empty();
            }

            @Override
            public Map<CollectionId, LastStart> lastStarts() {
                return Map.of();
            }

            @Override
            public Optional<String> runningOperation(CollectionId collection) {
                return Optional.empty();
            }

            @Override
            public Map<CollectionId, String> runningOperations() {
                return Map.of();
            }
        };
    }
}
