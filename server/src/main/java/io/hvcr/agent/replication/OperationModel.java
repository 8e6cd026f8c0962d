// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.journal.OperationEntry;
import io.hvcr.agent.journal.OperationStatus;
import io.hvcr.agent.journal.StepEntry;
import io.hvcr.agent.journal.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation while it is carried out: what the journal has, in this package's types. Used by one thread at a time. */
final class OperationModel {

    /** One step; what changes is not final. */
    static final class Step {
        final int number;
        final ReplicationCall call;
        final String reason;
        StepStatus status;

        @Nullable
        Instant calledAt;

        @Nullable
        CollectionMode modeBefore;

        @Nullable
        CollectionState stateBefore;

        @Nullable
        ReturnCode returnValue;

        @Nullable
        String jobPath;

        @Nullable
        HostJob job;

        @Nullable
        String resultingCollection;

        private Step(StepEntry entry) {
            number = entry.number();
            call = Stored.call(entry.call());
            reason = entry.reason();
            status = entry.status();
            calledAt = entry.calledAt();
            modeBefore = entry.modeBefore();
            stateBefore = entry.stateBefore();
            returnValue = entry.returnValue() == null ? null : ReturnCode.of(entry.returnValue());
            jobPath = entry.jobPath();
            job = Stored.job(entry.job());
            resultingCollection = entry.resultingCollection();
        }

        /** Whether the host has answered, or its job was found. */
        boolean answered() {
            return returnValue != null || jobPath != null;
        }

        private boolean mayHaveChanged() {
            return status == StepStatus.SUCCEEDED
                    || status == StepStatus.RUNNING
                    || status == StepStatus.UNKNOWN
                    || status == StepStatus.CALLING
                    || (status == StepStatus.FAILED && returnValue != null && returnValue.accepted());
        }

        private int percent() {
            return switch (status) {
                case SUCCEEDED -> 100;
                case RUNNING -> job == null ? 0 : Math.min(job.percentComplete(), 100);
                case PLANNED, CALLING, FAILED, UNKNOWN, SKIPPED -> 0;
            };
        }

        private OperationStep view() {
            return new OperationStep(number, call, reason, status, returnValue, jobPath, job, resultingCollection);
        }
    }

    final long sequence;
    final String id;
    final String method;
    final CollectionRef collection;
    final Wait until;
    final Instant createdAt;
    final @Nullable Plan plan;
    final List<Step> steps;
    OperationStatus status;
    boolean cancelRequested;

    @Nullable
    Problem error;

    @Nullable
    Instant endedAt;
    /** How far the copy is that goes on after its job has ended. */
    int copied;

    OperationModel(OperationEntry entry) {
        sequence = entry.sequence();
        id = entry.id();
        method = entry.method();
        collection = entry.collection();
        until = Wait.valueOf(entry.waitFor());
        createdAt = entry.createdAt();
        plan = Stored.plan(entry.plan());
        steps = entry.steps().stream().map(Step::new).toList();
        status = entry.status();
        cancelRequested = entry.cancelRequested();
        error = Stored.problem(entry.error());
        endedAt = entry.endedAt();
    }

    /** What the operation is to bring about; null leaves the state as it is. */
    @Nullable
    DesiredState goal() {
        return plan == null ? DesiredState.REPLICATING : plan.after().state();
    }

    /** What it shows to somebody who waits for what it was begun with. */
    Operation view() {
        return new Operation(
                        id,
                        method,
                        collection,
                        steps.stream().anyMatch(Step::mayHaveChanged),
                        status,
                        false,
                        createdAt,
                        endedAt,
                        percent(),
                        steps.stream().map(Step::view).toList(),
                        warnings(),
                        error,
                        plan)
                .withWait(until, until);
    }

    private int percent() {
        if (status == OperationStatus.SUCCEEDED) {
            return 100;
        }
        boolean copies = until == Wait.SYNCHRONIZED;
        int sum = steps.stream().mapToInt(Step::percent).sum() + (copies ? copied : 0);
        return Math.min(99, sum / (steps.size() + (copies ? 1 : 0)));
    }

    private List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        if (plan != null) {
            warnings.addAll(plan.warnings());
        } else {
            warnings.addAll(CallWarnings.of(steps.get(0).call));
        }
        for (Step step : steps) {
            HostJob job = step.job;
            if (job != null && job.state() == JobState.Known.COMPLETED_WITH_WARNINGS) {
                warnings.add(Warning.of(
                        Reason.JOB_WARNINGS,
                        "The job of " + step.call.method().wmiName() + " completed with warnings: "
                                + String.join(" ", job.errors())));
            }
        }
        return warnings;
    }
}
