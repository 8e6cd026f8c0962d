// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/** The closed list of facts, beside side and state, on which the transition table's guards rest. */
public enum Fact {
    /** The collection has at least one member. */
    HAS_MEMBERS,
    /** It is a group of virtual machines, and every shared disk is a VHD Set. */
    REPLICABLE,
    /** Every member is off. */
    MEMBERS_OFF,
    /** Its counterpart on the other side is in 5 or 6. */
    OTHER_SIDE_FAILED_OVER,
    /** Its counterpart on the other side is a primary in 11. */
    OTHER_SIDE_PLANNED,
    /** Its counterpart on the other side is a recovery collection in 2, prepared to receive. */
    OTHER_SIDE_PREPARED,
    /** A start of the copy or of the resynchronization is scheduled. */
    SCHEDULE_PENDING,
    /** The initial replication is an export that has finished. */
    EXPORT_FINISHED,
    /** A test collection of it exists. */
    TEST_EXISTS,
    /** The call says IncludeSuspended. */
    INCLUDE_SUSPENDED,
    /** The call asks for a start in the future. */
    START_LATER,
    /** What stopped the replication has been mended. */
    CAUSE_GONE,
    /** The resynchronization merges and cannot be cancelled any more. */
    MERGE_STARTED,
    /** A change of the replicated disk set is running. */
    DISK_UPDATE_RUNNING,
    /** The recovery side holds a complete copy. */
    COPY_COMPLETE
}
