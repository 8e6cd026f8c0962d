// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Locale;
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

    private String folded() {
        return value.toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CollectionId that && folded().equals(that.folded());
    }

    @Override
    public int hashCode() {
        return folded().hashCode();
    }

    @Override
    public int compareTo(CollectionId other) {
        return folded().compareTo(other.folded());
    }

    @Override
    public String toString() {
        return value;
    }
}
