// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/** A condition of a row of the transition table: one fact, and which way it has to be. */
public enum Guard {
    HAS_MEMBERS(
            Fact.HAS_MEMBERS,
            true,
            ReturnCode.Known.INVALID_PARAMETER,
            Reason.NO_MEMBERS,
            "it has member virtual machines"),
    REPLICABLE(
            Fact.REPLICABLE,
            true,
            ReturnCode.Known.NOT_SUPPORTED,
            Reason.NOT_REPLICABLE,
            "it is a group of virtual machines whose shared disks are VHD Sets"),
    MEMBERS_OFF(Fact.MEMBERS_OFF, true, Reason.MEMBERS_RUNNING, "all member virtual machines are off"),
    OTHER_SIDE_FAILED_OVER(
            Fact.OTHER_SIDE_FAILED_OVER,
            true,
            Reason.OTHER_SIDE_NOT_READY,
            "the other side has failed over (state 5 or 6)"),
    OTHER_SIDE_PLANNED(
            Fact.OTHER_SIDE_PLANNED,
            true,
            Reason.OTHER_SIDE_NOT_READY,
            "the other side has sent a planned failover (state 11)"),
    OTHER_SIDE_PREPARED(
            Fact.OTHER_SIDE_PREPARED,
            true,
            Reason.OTHER_SIDE_NOT_READY,
            "the other side is prepared for reverse replication (mode 2, state 2)"),
    OTHER_SIDE_NOT_PLANNED(
            Fact.OTHER_SIDE_PLANNED,
            false,
            Reason.OTHER_SIDE_NOT_READY,
            "the other side has not sent a planned failover"),
    OTHER_SIDE_NOT_PREPARED(
            Fact.OTHER_SIDE_PREPARED,
            false,
            Reason.OTHER_SIDE_NOT_READY,
            "the other side is not prepared for reverse replication"),
    SCHEDULE_PENDING(Fact.SCHEDULE_PENDING, true, Reason.NO_SCHEDULE, "a start is scheduled"),
    EXPORT_UNFINISHED(Fact.EXPORT_FINISHED, false, Reason.EXPORT_FINISHED, "the copy is not a finished export"),
    TEST_EXISTS(Fact.TEST_EXISTS, true, Reason.NO_TEST_COLLECTION, "a test collection exists"),
    NO_TEST(Fact.TEST_EXISTS, false, Reason.TEST_COLLECTION_EXISTS, "no test collection exists"),
    INCLUDE_SUSPENDED(Fact.INCLUDE_SUSPENDED, true, Reason.INCLUDE_SUSPENDED_NEEDED, "the call says IncludeSuspended"),
    START_NOW(Fact.START_LATER, false, Reason.INVALID_STATE, "the call starts now"),
    START_LATER(Fact.START_LATER, true, Reason.INVALID_STATE, "the call starts in the future"),
    CAUSE_GONE(Fact.CAUSE_GONE, true, Reason.INVALID_STATE, "the cause of the error is gone"),
    CAUSE_PRESENT(Fact.CAUSE_GONE, false, Reason.INVALID_STATE, "the cause of the error is still there"),
    MERGE_NOT_STARTED(Fact.MERGE_STARTED, false, Reason.MERGE_STARTED, "the merge has not started"),
    DISK_UPDATE_RUNNING(
            Fact.DISK_UPDATE_RUNNING, true, Reason.NO_DISK_UPDATE, "a change of the replicated disk set is running"),
    COPY_COMPLETE(
            Fact.COPY_COMPLETE, true, Reason.INITIAL_REPLICATION_INCOMPLETE, "the initial replication is complete");

    private final Fact fact;
    private final boolean wanted;
    private final ReturnCode.Known refusal;
    private final Reason unmet;
    private final String text;

    Guard(Fact fact, boolean wanted, Reason unmet, String text) {
        this(fact, wanted, ReturnCode.Known.INVALID_STATE, unmet, text);
    }

    Guard(Fact fact, boolean wanted, ReturnCode.Known refusal, Reason unmet, String text) {
        this.fact = fact;
        this.wanted = wanted;
        this.refusal = refusal;
        this.unmet = unmet;
        this.text = text;
    }

    public Fact fact() {
        return fact;
    }

    /** Which way the fact has to be. */
    public boolean wanted() {
        return wanted;
    }

    /** What the host answers when the guard does not hold and no other row fits. */
    public ReturnCode.Known refusal() {
        return refusal;
    }

    /** Why, as a stable reason. */
    public Reason unmet() {
        return unmet;
    }

    /** The condition in words, to follow "it is valid only while …". */
    public String text() {
        return text;
    }

    /** Whether it holds, does not, or cannot be told. */
    public Truth test(Facts facts) {
        Truth truth = facts.get(fact);
        return switch (truth) {
            case UNKNOWN -> Truth.UNKNOWN;
            case YES -> Truth.of(wanted);
            case NO -> Truth.of(!wanted);
        };
    }
}
