// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import java.util.EnumSet;
import java.util.Set;

/** The parts of an observation that cost a call to the host each. */
public enum Include {
    /** The settings, and with them those of the document. */
    SETTINGS,
    /** Running and scheduled jobs. */
    JOBS,
    /** Member virtual machines with their power state. */
    MEMBERS,
    /** Attached disks. */
    DISKS,
    /** Statistics, health and health issues, fresh from the host. */
    STATISTICS,
    /** Recovery points; asked on the recovery side only, the primary has none. */
    RECOVERY_POINTS,
    /** The replication of the shared disks. */
    SHARED_DISK_SET,
    /** The test collection; asked on the recovery side only. */
    TEST_COLLECTION;

    /** Nothing but the collection and its state. */
    public static final Set<Include> NOTHING = Set.of();

    /** Everything that an observation shows (design 3.2); with the search by name eight calls at most. */
    public static final Set<Include> ALL = Set.copyOf(EnumSet.complementOf(EnumSet.of(DISKS, SHARED_DISK_SET)));
}
