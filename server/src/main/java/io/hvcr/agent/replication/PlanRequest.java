// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.Need;
import java.util.Objects;
import java.util.Set;

/**
 * What a caller wants of one collection.
 *
 * @param collection an id, an object path or a name
 * @param document what is wanted
 * @param allow what the plan may throw away
 */
public record PlanRequest(String collection, DesiredDocument document, Set<Need> allow) {

    public PlanRequest {
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(document, "document");
        allow = Set.copyOf(allow);
    }
}
