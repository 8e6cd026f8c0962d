// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Locale;

/** What a document can ask of a collection (design 3.2). */
public enum DesiredState {
    /** At least a relationship. */
    ENABLED,
    /** The copy runs or is complete, or its start is scheduled. */
    REPLICATING,
    /** Suspended. */
    SUSPENDED,
    /** No replication on this side. */
    ABSENT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
