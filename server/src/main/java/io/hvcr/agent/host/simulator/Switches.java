// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.Assumption;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.Default;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.Range;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How this fabric answers what only a real cluster could settle (contract 5, 5.9 and 7). The first eight are the assumptions of the
 * transition table under their own names.
 */
record Switches(
        @Doc("SuspendReplication is taken while a copy or a resynchronization runs.") @Default("true")
        boolean suspendWhileCopying,

        @Doc("Resynchronize is taken in state 8.") @Default("true")
        boolean resynchronizeFromCritical,

        @Doc("ResumeReplication in state 9 starts the resynchronization.") @Default("false")
        boolean resumeStartsResynchronization,

        @Doc("ModifyReplicationSettings is taken in state 7.") @Default("false")
        boolean modifyWhileSuspended,

        @Doc("The recovery collection shows state 13 while a test collection exists.") @Default("true")
        boolean testShowsState13,

        @Doc("ResumeReplication is taken in state 8 on the recovery side.") @Default("true")
        boolean resumeRecoveryFromCritical,

        @Doc("PrepareForReverseReplication shows state 12 while it works.") @Default("true")
        boolean prepareShowsState12,

        @Doc("Reversal after an unplanned failover ends in state 1 and waits for StartReplication.") @Default("true")
        boolean reverseWaitsForStart,

        @Doc(
                "Which methods answer 0 (done) and which 4096 (job), by WMI name, where not as the transition table has it:"
                        + " {\"SuspendReplication\": 0}.")
        @Default("{}")
        Map<String, Integer> answers,

        @Doc("A start time more than a minute ago is refused with 32773, or starts at once.") @Default("\"refuse\"")
        PastStart pastStart,

        @Doc("A start time more than seven days ahead is refused with 32773, or is scheduled.") @Default("\"refuse\"")
        FarStart farStart,

        @Doc("The state of the primary collection between the end of an export and the import: 2 or 3.")
        @Default("2")
        @Range(min = 2, max = 3)
        int exportLeavesPrimaryIn,

        @Doc("InitiatePlannedFailover while a member runs is refused with 32775, or its job fails.")
        @Default("\"refuse\"")
        RunningMember runningMemberAtPlannedFailover,

        @Doc("On which nodes jobs can be seen.") @Default("\"everyNode\"")
        JobsVisible jobsVisibleOn,

        @Doc("The job of StartReplication and Resynchronize runs until the copy has ended, not only until it has"
                + " started.")
        @Default("false")
        boolean startJobEndsWithCopy,

        @Doc("The running copy shows as a job of its own.") @Default("true")
        boolean transferJobs,

        @Doc(
                "A start or a resynchronization that waits for its time shows as a job; where it does not, the method answers 0.")
        @Default("true")
        boolean schedulesShowAsJobs,

        @Doc(
                "A seeded start fails where no restored copy of every machine is on the other side; off: it copies everything.")
        @Default("true")
        boolean seededStartNeedsCopies,

        @Doc("A collection that does not exist is answered with 32773, or with the HRESULT of a missing object.")
        @Default("\"returnValue\"")
        UnknownCollection unknownCollection,

        @Doc("A stand-alone host as recovery server is refused with 32770, or the job fails.") @Default("\"refuse\"")
        StandAloneHost standAloneHost,

        @Doc("The most additional recovery points that the host takes.") @Default("16") @Range(min = 0, max = 24)
        int maxRecoveryHistory,

        @Doc("How often a failed cycle is tried again before the replication goes critical.")
        @Default("3")
        @Range(min = 0, max = 100)
        int retriesBeforeCritical) {

    enum PastStart {
        REFUSE,
        IMMEDIATE
    }

    enum FarStart {
        REFUSE,
        ACCEPT
    }

    enum RunningMember {
        REFUSE,
        JOB_FAILS
    }

    enum JobsVisible {
        EVERY_NODE,
        OWNER_NODE
    }

    enum UnknownCollection {
        RETURN_VALUE,
        HRESULT
    }

    enum StandAloneHost {
        REFUSE,
        JOB_FAILS
    }

    Switches {
        answers = MethodNumbers.normalised(answers);
        if (!answers.values().stream().allMatch(number -> ReturnCode.of(number).accepted())) {
            throw new IllegalArgumentException("answers takes 0 and 4096 only");
        }
    }

    /** The assumptions under which the transition table judges. */
    Set<Assumption> assumptions() {
        Set<Assumption> on = EnumSet.noneOf(Assumption.class);
        for (Assumption assumption : Assumption.values()) {
            if (on(assumption)) {
                on.add(assumption);
            }
        }
        return on;
    }

    private boolean on(Assumption assumption) {
        return switch (assumption) {
            case SUSPEND_WHILE_COPYING -> suspendWhileCopying;
            case RESYNCHRONIZE_FROM_CRITICAL -> resynchronizeFromCritical;
            case RESUME_STARTS_RESYNCHRONIZATION -> resumeStartsResynchronization;
            case MODIFY_WHILE_SUSPENDED -> modifyWhileSuspended;
            case TEST_SHOWS_STATE_13 -> testShowsState13;
            case RESUME_RECOVERY_FROM_CRITICAL -> resumeRecoveryFromCritical;
            case PREPARE_SHOWS_STATE_12 -> prepareShowsState12;
            case REVERSE_WAITS_FOR_START -> reverseWaitsForStart;
        };
    }

    /** What an accepted method answers: the table's number unless a switch says otherwise. */
    ReturnCode.Known answer(ReplicationMethod method, ReturnCode.Known usual) {
        Integer number = answers.get(method.wmiName());
        if (number == null) {
            return usual;
        }
        return number == 0 ? ReturnCode.Known.COMPLETED : ReturnCode.Known.JOB_STARTED;
    }
}
