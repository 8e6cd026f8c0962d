// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.EnumSet;
import java.util.Set;

/**
 * Rows of the transition table that rest on an inference with a plausible alternative ([I-low] in contract 5). Each is a
 * switch, so that the day a real cluster answers, a configuration line settles it.
 */
public enum Assumption {
    /** SuspendReplication is taken while the initial copy or a resynchronization runs (contract 2.4). */
    SUSPEND_WHILE_COPYING("suspendWhileCopying", true),
    /** Resynchronize is taken in state 8 (contract 2.4, 5.2). */
    RESYNCHRONIZE_FROM_CRITICAL("resynchronizeFromCritical", true),
    /** ResumeReplication in state 9 starts the resynchronization instead of answering 32775 (contract 5.2). */
    RESUME_STARTS_RESYNCHRONIZATION("resumeStartsResynchronization", false),
    /** ModifyReplicationSettings is taken in state 7 (contract 5.9, 11). */
    MODIFY_WHILE_SUSPENDED("modifyWhileSuspended", false),
    /** The recovery collection shows state 13 while a test collection exists (contract 2.4, 5.3). */
    TEST_SHOWS_STATE_13("testShowsState13", true),
    /** ResumeReplication is taken in state 8 on the recovery side (contract 5.9, 4). */
    RESUME_RECOVERY_FROM_CRITICAL("resumeRecoveryFromCritical", true),
    /** PrepareForReverseReplication shows state 12 while it works (contract 2.4). */
    PREPARE_SHOWS_STATE_12("prepareShowsState12", true),
    /** Reversal after an unplanned failover ends in state 1 and waits for StartReplication (contract 2.4, 7.7). */
    REVERSE_WAITS_FOR_START("reverseWaitsForStart", true);

    private final String wireName;
    private final boolean onByDefault;

    Assumption(String wireName, boolean onByDefault) {
        this.wireName = wireName;
        this.onByDefault = onByDefault;
    }

    /** The name of the switch in scenario files and configuration. */
    public String wireName() {
        return wireName;
    }

    public boolean onByDefault() {
        return onByDefault;
    }

    /** The assumptions that hold unless somebody switches them. */
    public static Set<Assumption> defaults() {
        Set<Assumption> on = EnumSet.noneOf(Assumption.class);
        for (Assumption assumption : values()) {
            if (assumption.onByDefault) {
                on.add(assumption);
            }
        }
        return on;
    }
}
