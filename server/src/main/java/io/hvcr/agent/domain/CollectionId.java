// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code CollectionID} of a collection: a GUID in practice, at most 256 characters by schema (contract 3.2).
 *
 * <p>Hosts answer GUIDs in either case, so ids are equal without regard to case; the spelling that was read is kept.
 */
public record CollectionId(String value) implements Comparable<CollectionId> {

    /** The schema's limit, in characters. */
    public static final int MAX_LENGTH = 256;

    public CollectionId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a collection id has 1 to " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CollectionId that && value.equalsIgnoreCase(that.value);
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < value.length(); i++) {
            // The folding of equalsIgnoreCase.
            hash = 31 * hash + Character.toLowerCase(Character.toUpperCase(value.charAt(i)));
        }
        return hash;
    }

    @Override
    public int compareTo(CollectionId other) {
        return value.compareToIgnoreCase(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
