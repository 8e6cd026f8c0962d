// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who has a collection: one operation at a time, from before its plan is made until its last step is done. */
final class CollectionLocks {

    private final Map<CollectionId, Object> owners = new ConcurrentHashMap<>();
    private final Runnable released;

    /** @param released told whenever a collection is free again: whoever waits for one has to look then, and not at his timeout */
    CollectionLocks(Runnable released) {
        this.released = released;
    }

    /** Takes the collection, or answers false when another owner has it. */
    boolean tryAcquire(CollectionId collection, Object owner) {
        Object present = owners.putIfAbsent(collection, owner);
        return present == null || present.equals(owner);
    }

    /** Hands it from the one who planned to the one who carries out. */
    void pass(CollectionId collection, Object from, Object to) {
        if (!owners.replace(collection, from, to)) {
            throw new IllegalStateException("not the owner of " + collection);
        }
    }

    /** Gives it up, where this owner has it. */
    void release(CollectionId collection, Object owner) {
        if (owners.remove(collection, owner)) {
            released.run();
        }
    }
}
