// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import io.hvcr.agent.domain.CollectionRef;
import java.util.Map;
import java.util.Optional;

/** Descriptions of the records of the domain, which knows nothing of this package and so cannot carry {@link Doc}. */
final class DomainDocs {

    private static final Map<Class<?>, Map<String, String>> MEMBERS = Map.of(
            CollectionRef.class,
            Map.of(
                    "id", "CollectionID, a GUID; the two sites of a replication have the same",
                    "name", "The name, which need not be unique"));

    private DomainDocs() {}

    static Optional<String> of(Class<?> type, String component) {
        return Optional.ofNullable(MEMBERS.getOrDefault(type, Map.of()).get(component));
    }
}
