// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.Truth;
import io.hvcr.agent.domain.Verdict;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.journal.OperationStatus;
import io.hvcr.agent.journal.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operation does next: its phase, and how each phase ends.
 *
 * <pre>
 *   NEXT ──intent──▶ CALL ──answer 0──▶ NEXT (next step)          NEXT, no step left ──▶ FOLLOW or ENDED
 *                     │ ├──answer 4096──▶ JOB ──ended well──▶ NEXT
 *                     │ │                  ├──ended badly──▶ ENDED (failed)
 *                     │ │                  └──gone──▶ SETTLE
 *                     │ ├──refused──▶ ENDED (failed)
 *                     │ └──no answer──▶ SETTLE ──the state shows the effect──▶ NEXT
 *                     │                   ├──a job of the call runs──▶ JOB
 *                     │                   └──the state shows none, long enough──▶ ENDED (failed)
 * </pre>
 *
 * <p>The rules that make it safe are explained at {@link Operations}. Every action answers how long to wait before the next
 * one; zero goes on at once, after what was queued for the journal has reached the disk. Used by one thread at a time.
 */
final class OperationPhases {

    private static final Logger LOG = LoggerFactory.getLogger(OperationPhases.class);

    private enum Phase {
        NEXT,
        CALL,
        JOB,
        SETTLE,
        FOLLOW,
        ENDED
    }

    private final OperationContext context;
    private final OperationModel model;
    private final Object owner;
    private final BooleanSupplier cancelRequested;
    private final JournalQueue journal;
    private final StepProblems problems;
    private @Nullable HostCollection source;
    private Phase phase;
    private int at;
    private int looks;
    private Instant since;
    private @Nullable Instant busySince;

    /** @param source the collection as it was when the first step's intent was written; null after a restart */
    OperationPhases(
            OperationContext context,
            OperationModel model,
            JournalQueue journal,
            Object owner,
            BooleanSupplier cancelRequested,
            @Nullable HostCollection source) {
        this.context = context;
        this.model = model;
        this.journal = journal;
        this.owner = owner;
        this.cancelRequested = cancelRequested;
        this.source = source;
        this.problems = new StepProblems(context, model);
        this.since = context.clock().instant();
        while (at < model.steps.size() && model.steps.get(at).status == StepStatus.SUCCEEDED) {
            at++;
        }
        this.phase = source == null ? resumedPhase() : Phase.CALL;
    }

    /** Does what the phase has to do now, and answers how long to wait before the next action. */
    Duration act() {
        return switch (phase) {
            case NEXT -> next();
            case CALL -> call();
            case JOB -> followJob();
            case SETTLE -> settle();
            case FOLLOW -> follow();
            case ENDED -> Duration.ZERO;
        };
    }

    boolean ended() {
        return phase == Phase.ENDED;
    }

    /** Whether the host has named a job that was not looked at yet. */
    boolean jobUnread() {
        return phase == Phase.JOB && looks == 0;
    }

    /** Leaves an unknown outcome unknown: from now on the state proves nothing about it. */
    boolean giveUp() {
        if (phase != Phase.SETTLE) {
            return false;
        }
        end(OperationStatus.UNKNOWN, model.error);
        return true;
    }

    /** Where an operation goes on after a restart, by what reached the disk. */
    private Phase resumedPhase() {
        if (at == model.steps.size()) {
            return Phase.NEXT;
        }
        OperationModel.Step step = model.steps.get(at);
        return switch (step.status) {
            case RUNNING -> step.jobPath == null ? Phase.SETTLE : Phase.JOB;
            case CALLING, UNKNOWN -> Phase.SETTLE;
            case PLANNED, SUCCEEDED, FAILED, SKIPPED -> Phase.NEXT;
        };
    }

    private Duration enter(Phase next) {
        phase = next;
        looks = 0;
        since = context.clock().instant();
        return Duration.ZERO;
    }

    private Duration pause() {
        return context.limits().pause(looks++);
    }

    private boolean waitedLongerThan(Duration patience) {
        return Duration.between(since, context.clock().instant()).compareTo(patience) >= 0;
    }

    private OperationModel.Step step() {
        return model.steps.get(at);
    }

    private Duration next() {
        if (at == model.steps.size()) {
            return stepsDone();
        }
        if (step().status == StepStatus.FAILED) {
            return end(OperationStatus.FAILED, problems.failedBefore(step()));
        }
        if (cancelRequested.getAsBoolean()) {
            return end(OperationStatus.CANCELLED, problems.cancelled());
        }
        // An outcome that was unknown for long may have given the collection up.
        if (!context.locks().tryAcquire(model.collection.id(), owner)) {
            return pause();
        }
        Set<Include> parts = EnumSet.of(Include.JOBS, Include.MEMBERS);
        if (at > 0) {
            parts.addAll(Effects.parts(model.steps.get(at - 1).call.method()));
        }
        Observed now = look(parts);
        return now == null ? pause() : begin(step(), now);
    }

    /** Calls the host only where the state proves the step before and the table takes this one. */
    private Duration begin(OperationModel.Step step, Observed now) {
        OperationModel.Step before = at == 0 ? null : model.steps.get(at - 1);
        Truth proof = before == null
                ? Truth.YES
                : context.effects().of(before.call, before.modeBefore, before.stateBefore, now);
        Verdict verdict =
                context.table().judge(now.side(), now.state(), step.call.method(), FactFinder.of(now, step.call));
        if (proof != Truth.NO && !(verdict instanceof Verdict.Refused) && now.exclusiveJob() == null) {
            source = now.source();
            journal.intent(step, now.mode(), now.state(), context.clock().instant());
            return enter(Phase.CALL);
        }
        boolean underWay = now.exclusiveJob() != null || (before != null && StepProblems.underWay(now.state()));
        if (!underWay && waitedLongerThan(context.limits().settle())) {
            return end(OperationStatus.FAILED, problems.refused(now, step.call, ReturnCode.Known.INVALID_STATE));
        }
        return pause();
    }

    private Duration call() {
        OperationModel.Step step = step();
        HostCollection target = source;
        if (target == null) {
            return lost(step, "the agent was stopped before the host answered");
        }
        try {
            return answered(step, context.host().invoke(target, step.call));
        } catch (HostException e) {
            if (e.fault().outcomeUnknown()) {
                return lost(step, e.fault().text());
            }
            journal.failed(step);
            return end(OperationStatus.FAILED, problems.fault(e.fault(), step.call));
        } catch (RuntimeException e) {
            LOG.error(
                    "{} of operation {} broke off inside the agent",
                    step.call.method().wmiName(),
                    model.id,
                    e);
            return lost(step, "the call broke off inside the agent");
        }
    }

    private Duration answered(OperationModel.Step step, HostAnswer answer) {
        step.returnValue = answer.returnValue();
        step.jobPath = answer.jobPath();
        step.resultingCollection = answer.resultingCollectionPath();
        if (answer.returnValue() == ReturnCode.Known.COMPLETED) {
            journal.answered(step, StepStatus.SUCCEEDED);
            return stepDone();
        }
        if (answer.returnValue().accepted()) {
            journal.answered(step, StepStatus.RUNNING);
            return answer.jobPath() == null
                    ? lost(step, "the host answered 4096 (job started) without naming a job")
                    : enter(Phase.JOB);
        }
        if (Refusals.unclear(answer.returnValue())) {
            // The number stays the code, as with every other; that it says nothing about the outcome is the operation's
            // to settle.
            journal.answered(step, StepStatus.UNKNOWN);
            journal.unknown(step, problems.refused(step.call, answer.returnValue()));
            return enter(Phase.SETTLE);
        }
        if (answer.returnValue() == ReturnCode.Known.SYSTEM_IN_USE && at > 0 && mayAskAgain()) {
            journal.plannedAgain(step);
            phase = Phase.NEXT;
            return context.limits().slowestPoll();
        }
        journal.answered(step, StepStatus.FAILED);
        return end(OperationStatus.FAILED, problems.refused(step.call, answer.returnValue()));
    }

    /** A refusal is not done, so asking again is safe; between two steps somebody else's job may have slipped in. */
    private boolean mayAskAgain() {
        Instant now = context.clock().instant();
        if (busySince == null) {
            busySince = now;
        }
        return Duration.between(busySince, now).compareTo(context.limits().settle()) < 0;
    }

    /** Nobody knows whether the host did it. From here only the state decides. */
    private Duration lost(OperationModel.Step step, String why) {
        journal.unknown(step, problems.unknown(step.call, why));
        return enter(Phase.SETTLE);
    }

    private Duration stepDone() {
        at++;
        busySince = null;
        return enter(Phase.NEXT);
    }

    private Duration followJob() {
        OperationModel.Step step = step();
        Optional<HostJob> found;
        try {
            found = context.host().job(String.valueOf(step.jobPath));
        } catch (HostException e) {
            if (!(e.fault() instanceof HostFault.Missing)) {
                return pause();
            }
            found = Optional.empty();
        }
        if (found.isEmpty()) {
            return lost(step, "its job " + step.jobPath + " is gone");
        }
        HostJob job = found.get();
        step.job = job;
        if (job.pendingSchedule() || job.state().succeeded()) {
            journal.succeeded(step);
            return stepDone();
        }
        if (job.running()) {
            return pause();
        }
        journal.failed(step);
        return end(OperationStatus.FAILED, problems.jobFailed(step.call, job));
    }

    private Duration settle() {
        OperationModel.Step step = step();
        if (step.status == StepStatus.CALLING || step.status == StepStatus.RUNNING) {
            return lost(step, "the agent was stopped before the host's answer was written down");
        }
        Observed now = look(Effects.parts(step.call.method()));
        if (now == null) {
            return pause();
        }
        HostJob running = now.exclusiveJob();
        if (running != null) {
            // One job has the collection at a time: one of this call's kind is this call's.
            if (step.jobPath == null && running.type().equals(StepProblems.jobType(step.call))) {
                journal.attached(step, running);
                return enter(Phase.JOB);
            }
            return pause();
        }
        return switch (context.effects().of(step.call, step.modeBefore, step.stateBefore, now)) {
            case YES -> {
                journal.settled(step);
                yield stepDone();
            }
            case NO -> {
                if (!waitedLongerThan(context.limits().settle())) {
                    yield pause();
                }
                journal.failed(step);
                yield end(OperationStatus.FAILED, problems.notCarriedOut(now, step));
            }
            case UNKNOWN -> stillUnknown();
        };
    }

    private Duration stillUnknown() {
        if (waitedLongerThan(context.limits().giveUp())) {
            return end(OperationStatus.UNKNOWN, model.error);
        }
        if (waitedLongerThan(context.limits().settle())) {
            context.locks().release(model.collection.id(), owner);
            return context.limits().settle();
        }
        return pause();
    }

    private Duration stepsDone() {
        if (model.until != Wait.SYNCHRONIZED) {
            return end(OperationStatus.SUCCEEDED, null);
        }
        // What is left is waiting; others may have the collection meanwhile.
        context.locks().release(model.collection.id(), owner);
        return enter(Phase.FOLLOW);
    }

    private Duration follow() {
        if (cancelRequested.getAsBoolean()) {
            return end(OperationStatus.CANCELLED, problems.cancelled());
        }
        Observed now = look(EnumSet.of(Include.JOBS));
        if (now == null) {
            return pause();
        }
        now.jobs().stream()
                .filter(job -> job.running() && Parts.transfers(job))
                .findFirst()
                .ifPresent(job -> model.copied = Math.min(job.percentComplete(), 100));
        if (Synchrony.reached(now, model.goal())) {
            return end(OperationStatus.SUCCEEDED, null);
        }
        if (Synchrony.possible(now, model.goal())) {
            since = context.clock().instant();
        } else if (waitedLongerThan(context.limits().settle())) {
            return end(OperationStatus.FAILED, problems.notReached(now, model.steps.get(at - 1)));
        }
        return pause();
    }

    private Duration end(OperationStatus status, @Nullable Problem error) {
        journal.ended(status, error, context.clock().instant());
        return enter(Phase.ENDED);
    }

    /** The collection with these parts; null where the host cannot be read now. Ends the operation where it is gone. */
    private @Nullable Observed look(Set<Include> parts) {
        try {
            Optional<HostCollection> found = context.observer().again(model.collection.id());
            if (found.isEmpty()) {
                end(OperationStatus.FAILED, problems.collectionGone());
                return null;
            }
            return context.observer().get(found.get(), parts);
        } catch (ProblemException e) {
            LOG.debug(
                    "Operation {} cannot see the host: {}",
                    model.id,
                    e.problem().message());
            return null;
        }
    }
}
