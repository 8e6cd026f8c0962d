// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.Facts;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.InitialReplication;
import io.hvcr.agent.domain.Need;
import io.hvcr.agent.domain.Next;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.Transition;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.domain.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan while it is being made. The first thing that blocks it stays: what follows from it explains less. */
final class PlanDraft {

    /** A call and why it is needed. */
    record Step(ReplicationCall call, String reason) {}

    final Observed seen;
    final DesiredDocument wanted;
    final @Nullable ReplicationSettings fresh;
    private final TransitionTable table;
    private final List<Step> steps = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final Set<Need> needs = EnumSet.noneOf(Need.class);
    private @Nullable Blocked blocked;
    private @Nullable ReplicationSettings settingsAfter;
    private @Nullable InitialReplication start;

    PlanDraft(Observed seen, DesiredDocument wanted, @Nullable ReplicationSettings fresh, TransitionTable table) {
        this.seen = seen;
        this.wanted = wanted;
        this.fresh = fresh;
        this.table = table;
        warnings.addAll(seen.warnings());
    }

    StepWriter writer() {
        return new StepWriter(this);
    }

    void step(Step step) {
        steps.add(step);
    }

    boolean hasSteps() {
        return !steps.isEmpty();
    }

    void need(Collection<Need> more) {
        needs.addAll(more);
    }

    void warn(Warning warning) {
        warnings.add(warning);
    }

    void settingsAfter(ReplicationSettings settings) {
        settingsAfter = settings;
    }

    void starts(InitialReplication how) {
        start = how;
    }

    void block(Reason reason, String message, @Nullable ReturnCode returnValue, @Nullable String path) {
        if (blocked == null) {
            blocked = new Blocked(reason, message, returnValue, path, next());
        }
    }

    /** A cell of the desired table without a way. */
    void block(Reason reason) {
        String goal =
                wanted.state() == null ? "these settings" : "'" + wanted.state().wireName() + "'";
        block(
                reason,
                "There is no way to " + goal + " for " + seen.describe() + ": " + explain(reason) + nextWords(),
                ReturnCode.Known.INVALID_STATE,
                wanted.state() == null ? "settings" : "state");
    }

    private static String explain(Reason reason) {
        if (reason == Reason.NOT_REPLICATED) {
            return "it has no replication relationship on this side; declare state 'enabled' or 'replicating' first.";
        }
        if (reason == Reason.COLLECTION_BUSY) {
            return "this state passes by itself (a failover or its preparation); try again when it has.";
        }
        return reason == Reason.UNKNOWN_STATE
                ? "the host reports a mode or state that is not documented."
                : "no host method leads there from this state.";
    }

    private List<ReplicationMethod> next() {
        return table.valid(seen.side(), seen.state(), FactFinder.of(seen));
    }

    private String nextWords() {
        List<ReplicationMethod> next = next();
        return next.isEmpty()
                ? " No method is valid now."
                : " Valid now: " + next.stream().map(ReplicationMethod::wmiName).collect(Collectors.joining(", "))
                        + ".";
    }

    /** Whether the host takes a call in the present state, as far as can be seen. */
    boolean takes(ReplicationCall call) {
        return !(judge(seen.side(), seen.state(), call) instanceof Verdict.Refused);
    }

    private Verdict judge(Side side, CollectionState state, ReplicationCall call) {
        Facts facts = FactFinder.of(seen, call);
        return table.judge(side, state, call.method(), facts);
    }

    /** Walks the steps through the transition table, each from where the one before is expected to end. */
    void walk() {
        Side side = seen.side();
        CollectionState state = seen.state();
        for (Step step : steps) {
            Transition row;
            switch (judge(side, state, step.call())) {
                case Verdict.Refused refused -> {
                    refuse(step, side, state, refused);
                    return;
                }
                case Verdict.Accepted accepted -> row = accepted.row();
                case Verdict.Undecided undecided -> row = undecided.row();
            }
            switch (row.next()) {
                case Next.To to -> {
                    side = to.side();
                    state = to.state();
                }
                case Next.Through through -> {
                    side = through.side();
                    state = through.end();
                }
                case Next.BeforeSuspension before -> state = CollectionState.Known.REPLICATING;
                case Next.Stays stays -> {}
                case Next.JobFails fails -> {}
            }
        }
    }

    private void refuse(Step step, Side side, CollectionState state, Verdict.Refused refused) {
        boolean later = side != seen.side() || !state.equals(seen.state());
        block(
                refused.reason(),
                step.call().method().wmiName() + " (" + step.reason() + ") is not valid for " + seen.describe()
                        + (later ? ", once it has come to state " + state.describe() : "") + ": it is valid only while "
                        + refused.needs() + "." + nextWords(),
                refused.returnValue(),
                step.call() instanceof ReplicationCall.Modify ? "settings" : "state");
    }

    /** Blocks the plan where it needs what is not allowed. Anything else that blocks it comes first. */
    void askFor(Set<Need> allowed) {
        for (Need need : needs) {
            if (!allowed.contains(need)) {
                block(
                        need.reason(),
                        "The plan for " + seen.describe() + ", "
                                + (need == Need.RESEED
                                        ? "takes a new relationship and a full copy"
                                        : "deletes recovery points")
                                + ", and allow does not have \"" + need.wireName()
                                + "\": nothing is thrown away without being allowed. Steps: "
                                + steps.stream()
                                        .map(step -> step.call().method().wmiName())
                                        .collect(Collectors.joining(", "))
                                + ".",
                        null,
                        "allow");
            }
        }
    }

    Plan toPlan() {
        boolean hopeless = blocked != null && !isPermission(blocked.reason());
        List<PlannedStep> numbered = new ArrayList<>();
        if (!hopeless) {
            for (Step step : steps) {
                numbered.add(new PlannedStep(numbered.size() + 1, step.call(), step.reason()));
            }
            sideNotes();
        }
        List<Need> wantedNeeds = hopeless ? List.of() : List.copyOf(needs);
        return new Plan(
                seen.collection(),
                seen.mode(),
                seen.state(),
                !numbered.isEmpty(),
                PlanDigest.of(seen, numbered, wantedNeeds, start),
                blocked,
                wantedNeeds,
                numbered,
                warnings,
                seen.document(),
                numbered.isEmpty() ? seen.document() : after());
    }

    private static boolean isPermission(Reason reason) {
        for (Need need : Need.values()) {
            if (need.reason() == reason) {
                return true;
            }
        }
        return false;
    }

    private void sideNotes() {
        HostJob job = seen.exclusiveJob();
        if (hasSteps() && job != null) {
            warn(Warning.of(
                    Reason.COLLECTION_BUSY,
                    "The job '" + job.name() + "' runs on it (" + job.percentComplete()
                            + " %); the host may answer 32774 (System is in use) until it has ended."));
        }
        if (steps.stream().anyMatch(s -> s.call().method() == ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP)) {
            warn(Warning.of(Reason.LEFTOVER_ON_OTHER_SIDE, leftover()));
        }
    }

    private String leftover() {
        ReplicationSettings settings = seen.settings();
        String other = settings == null
                ? null
                : seen.side() == Side.PRIMARY ? settings.recoveryConnectionPoint() : settings.primaryConnectionPoint();
        String where = other == null ? "the other side" : "the other side (" + other + ")";
        String what = seen.side() == Side.PRIMARY
                ? "its recovery collection with virtual machines, disks and recovery points is likely left"
                : "the primary collection likely still has its relationship and will report errors";
        return "Removal is this side only: on " + where + ", " + what
                + ". Call RemoveReplicationRelationship, or declare state 'absent', on an agent there.";
    }

    private DesiredDocument after() {
        DesiredState state = wanted.state();
        boolean absent = state == DesiredState.ABSENT;
        boolean satisfied = state == null || seen.satisfies().contains(state);
        ReplicationSettings settings = settingsAfter;
        return new DesiredDocument(
                satisfied ? seen.document().state() : state,
                absent
                        ? null
                        : settings == null
                                ? seen.document().settings()
                                : DiskNames.of(seen.disks()).declared(settings),
                absent ? null : start != null ? start : seen.document().initialReplication());
    }
}
