// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.journal.CopyStart;
import io.hvcr.agent.journal.Journal;
import io.hvcr.agent.journal.JournalException;
import io.hvcr.agent.journal.OperationStatus;
import io.hvcr.agent.journal.StepStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Changes an operation in memory and queues the same change for the journal. The queue is flushed in order; what cannot be
 * written stays at its head and is tried again, so that the file never holds an outcome without the answer before it.
 */
final class JournalQueue {

    private final Journal journal;
    private final OperationModel model;
    private final Deque<Runnable> unwritten = new ArrayDeque<>();

    JournalQueue(Journal journal, OperationModel model) {
        this.journal = journal;
        this.model = model;
    }

    boolean isEmpty() {
        return unwritten.isEmpty();
    }

    /** Writes what is queued; throws {@link JournalException} and keeps the rest where that fails. */
    void flush() {
        while (!unwritten.isEmpty()) {
            unwritten.getFirst().run();
            unwritten.removeFirst();
        }
    }

    void intent(OperationModel.Step step, CollectionMode mode, CollectionState state, Instant now) {
        step.status = StepStatus.CALLING;
        step.calledAt = now;
        step.modeBefore = mode;
        step.stateBefore = state;
        unwritten.add(() -> journal.intent(model.sequence, step.number, mode, state));
    }

    void answered(OperationModel.Step step, StepStatus status) {
        step.status = status;
        ReturnCode value = step.returnValue;
        int number = value == null ? ReturnCode.Known.STATUS_UNKNOWN.number() : value.number();
        String job = step.jobPath;
        String collection = step.resultingCollection;
        CopyStart.Memory memory = memory(step.call.method(), status);
        unwritten.add(() -> journal.answered(model.sequence, step.number, status, number, job, collection, memory));
    }

    void attached(OperationModel.Step step, HostJob job) {
        step.status = StepStatus.RUNNING;
        step.jobPath = job.path();
        step.job = job;
        CopyStart.Memory memory = memory(step.call.method(), StepStatus.RUNNING);
        unwritten.add(() -> journal.attached(model.sequence, step.number, job.path(), memory));
        operationIs(OperationStatus.RUNNING, null);
    }

    void succeeded(OperationModel.Step step) {
        stepIs(step, StepStatus.SUCCEEDED, memory(step.call.method(), StepStatus.SUCCEEDED));
    }

    /** The state has shown that the step took effect. */
    void settled(OperationModel.Step step) {
        succeeded(step);
        operationIs(OperationStatus.RUNNING, null);
    }

    void failed(OperationModel.Step step) {
        boolean taken = step.returnValue != null && step.returnValue.accepted();
        stepIs(step, StepStatus.FAILED, taken ? forgotten(step.call.method()) : CopyStart.Memory.UNTOUCHED);
    }

    void unknown(OperationModel.Step step, Problem problem) {
        stepIs(step, StepStatus.UNKNOWN, CopyStart.Memory.UNTOUCHED);
        operationIs(OperationStatus.UNKNOWN, problem);
    }

    /** The host refused because it was busy: the step is as if it had not been tried. */
    void plannedAgain(OperationModel.Step step) {
        step.returnValue = null;
        stepIs(step, StepStatus.PLANNED, CopyStart.Memory.UNTOUCHED);
    }

    private void stepIs(OperationModel.Step step, StepStatus status, CopyStart.Memory memory) {
        step.status = status;
        String job = step.job == null ? null : Stored.text(step.job);
        unwritten.add(() -> journal.stepIs(model.sequence, step.number, status, job, memory));
    }

    private void operationIs(OperationStatus status, @Nullable Problem problem) {
        model.status = status;
        model.error = problem;
        String error = problem == null ? null : Stored.text(problem);
        unwritten.add(() -> journal.operationIs(model.sequence, status, error));
    }

    void ended(OperationStatus status, @Nullable Problem problem, Instant now) {
        model.status = status;
        model.error = problem;
        model.endedAt = now;
        for (OperationModel.Step step : model.steps) {
            if (step.status == StepStatus.PLANNED) {
                step.status = StepStatus.SKIPPED;
            }
        }
        String error = problem == null ? null : Stored.text(problem);
        unwritten.add(() -> journal.ended(model.sequence, status, error));
    }

    /** What a step means for the last copy that is remembered (contract 5.5, 7.4). */
    private static CopyStart.Memory memory(ReplicationMethod method, StepStatus status) {
        boolean taken = status == StepStatus.RUNNING || status == StepStatus.SUCCEEDED;
        if (startsCopy(method)) {
            return taken ? CopyStart.Memory.STARTS : CopyStart.Memory.UNTOUCHED;
        }
        boolean ends = method == ReplicationMethod.CANCEL_INITIAL_REPLICATION
                || method == ReplicationMethod.CANCEL_RESYNCHRONIZE
                || method == ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP;
        return ends && status == StepStatus.SUCCEEDED ? CopyStart.Memory.ENDS : CopyStart.Memory.UNTOUCHED;
    }

    private static CopyStart.Memory forgotten(ReplicationMethod method) {
        return startsCopy(method) ? CopyStart.Memory.ENDS : CopyStart.Memory.UNTOUCHED;
    }

    private static boolean startsCopy(ReplicationMethod method) {
        return method == ReplicationMethod.START_REPLICATION || method == ReplicationMethod.RESYNCHRONIZE;
    }
}
