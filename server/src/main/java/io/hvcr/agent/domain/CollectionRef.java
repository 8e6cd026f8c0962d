// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Objects;

/** A collection as every message names it: by name, which need not be unique, and by id, which is. */
public record CollectionRef(CollectionId id, String name) {

    public CollectionRef {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    /** The words of a message: {@code 'sql-fci' (5F3C…)}. */
    public String describe() {
        return "'" + name + "' (" + id + ")";
    }
}
