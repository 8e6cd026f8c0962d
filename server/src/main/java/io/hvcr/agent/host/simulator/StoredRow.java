// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.time.Instant;
import java.util.Optional;

/** What the fabric's file keeps, one row per thing, so that a change rewrites no more than what it changed. */
sealed interface StoredRow permits FabricRow, CollectionRow, JobRow, PlannedFault, SeedRow {

    /** The kinds of rows; the file knows them by these names. */
    enum Kind {
        FABRIC,
        COLLECTION,
        JOB,
        FAULT,
        SEED
    }

    Kind kind();

    /** Unique within its kind. */
    String key();

    /** When something is going to happen to it by itself. */
    Optional<Instant> due();
}
