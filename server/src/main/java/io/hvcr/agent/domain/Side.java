// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Locale;

/** Where a collection stands in a replication: the sides of the transition table (contract 5). */
public enum Side {
    /** Mode 0: not replicated. */
    NONE,
    /** Mode 1: this cluster sends. */
    PRIMARY,
    /** Mode 2: this cluster receives. */
    RECOVERY,
    /** Mode 3: a test copy of a recovery collection. */
    TEST,
    /** A mode that no reference documents. */
    UNKNOWN;

    public static Side of(CollectionMode mode) {
        return switch (mode) {
            case CollectionMode.Known known ->
                switch (known) {
                    case NONE -> NONE;
                    case PRIMARY -> PRIMARY;
                    case REPLICA -> RECOVERY;
                    case TEST_REPLICA -> TEST;
                };
            case CollectionMode.Unknown unknown -> UNKNOWN;
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
