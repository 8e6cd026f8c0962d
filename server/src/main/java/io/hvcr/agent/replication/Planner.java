// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredCell;
import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.DesiredTable;
import io.hvcr.agent.domain.Need;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.TransitionTable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From what is observed and what is wanted to the calls that lead there: a pure function, which asks nobody anything and
 * decides nothing by the clock but the host's own time in the observation.
 *
 * <h2>How a plan is made</h2>
 *
 * <ol>
 *   <li><b>What to do</b> is one cell of the {@link DesiredTable}. Settings come beside it: they are compared on the
 *       primary side only, because reversal swaps the two connection points, and only the members that the document
 *       gives. Another recovery server cannot be modified into a relationship: it takes a new one, and that throws the
 *       old copy away.
 *   <li><b>With which parameters</b> is the {@link StepWriter}'s: it alone knows how a document becomes a call.
 *   <li><b>Whether the host will take it</b> is the {@link TransitionTable}'s: the plan is walked through it step by
 *       step, each from the state in which the one before is expected to end. A plan therefore never proposes what the
 *       table refuses, and what it refuses comes with the host's own number.
 *   <li><b>Whether the caller lets it</b>: whatever a plan would throw away is a {@link Need}, and a need that is not
 *       allowed blocks the plan. Its steps stay visible and its digest is the same as with permission, so that the two
 *       can be compared.
 * </ol>
 *
 * <h2>What a plan never does</h2>
 *
 * It never replaces a schedule that is pending, never undoes a failover (a collection that left the primary side satisfies
 * every wanted state but {@code absent}), and rests no change on one of the state numbers whose meaning is only inferred
 * unless members, test collection and kind of failover bear it out ({@link InferredStates}).
 *
 * <p>A second plan after the first was carried out is empty. That is not a wish but a property, and a test holds the
 * planner to it over a model of the host.
 */
final class Planner {

    /** The states whose settings a document is compared with: on the primary side, and not given up to a failover. */
    private static final Set<CollectionState.Known> COMPARABLE = Set.of(
            CollectionState.Known.READY,
            CollectionState.Known.WAITING_INITIAL_REPLICATION,
            CollectionState.Known.REPLICATING,
            CollectionState.Known.SUSPENDED,
            CollectionState.Known.CRITICAL,
            CollectionState.Known.WAITING_RESYNCHRONIZATION,
            CollectionState.Known.RESYNCHRONIZING);

    private final TransitionTable table;

    Planner(TransitionTable table) {
        this.table = table;
    }

    /**
     * The plan.
     *
     * @param fresh what a new relationship holds unless told otherwise; wanted only to show what will be
     */
    Plan plan(Observed seen, DesiredDocument wanted, Set<Need> allow, @Nullable ReplicationSettings fresh) {
        PlanDraft draft = new PlanDraft(seen, wanted, fresh, table);
        if (wanted.state() != null || wanted.settings() != null) {
            route(draft);
            InferredStates.check(draft);
            draft.walk();
        }
        draft.askFor(allow);
        return draft.toPlan();
    }

    private static void route(PlanDraft draft) {
        Observed seen = draft.seen;
        SettingsDifference difference = difference(draft);
        DesiredCell cell = cell(seen, draft.wanted);
        boolean reseed = difference.contains(SettingsDifference.Setting.REPLICA_SERVER_NAME);
        switch (cell) {
            case DesiredCell.SideChanged sideChanged -> sideChanged(draft);
            case DesiredCell.Blocked blocked -> draft.block(blocked.reason());
            case DesiredCell.Satisfied satisfied -> {
                if (reseed) {
                    reseed(draft);
                } else {
                    modify(draft, difference, List.of());
                }
            }
            case DesiredCell.Calls calls -> {
                if (reseed) {
                    reseed(draft);
                } else {
                    draft.need(calls.needs());
                    modify(draft, difference, calls.methods());
                }
            }
        }
    }

    /** The cell of the wanted state; a document that leaves the state as it is wants what there is. */
    private static DesiredCell cell(Observed seen, DesiredDocument wanted) {
        if (wanted.state() != null) {
            return DesiredTable.cell(seen.side(), seen.state(), wanted.state(), seen.pendingStart() != null);
        }
        return switch (seen.side()) {
            case NONE -> new DesiredCell.Blocked(Reason.NOT_REPLICATED);
            case PRIMARY ->
                seen.state() == CollectionState.Known.PLANNED_FAILOVER_INITIATED
                        ? new DesiredCell.SideChanged()
                        : new DesiredCell.Satisfied();
            case RECOVERY, TEST -> new DesiredCell.SideChanged();
            case UNKNOWN -> new DesiredCell.Blocked(Reason.UNKNOWN_STATE);
        };
    }

    private static SettingsDifference difference(PlanDraft draft) {
        Observed seen = draft.seen;
        boolean compared = seen.side() == Side.PRIMARY
                && seen.state() instanceof CollectionState.Known known
                && COMPARABLE.contains(known)
                && draft.wanted.state() != DesiredState.ABSENT;
        return SettingsDifference.of(
                compared ? draft.wanted.settings() : null, seen.document().settings());
    }

    private static void sideChanged(PlanDraft draft) {
        draft.warn(new Warning(
                Reason.SIDE_CHANGED,
                "Nothing is done: " + draft.seen.describe()
                        + ", is not on the primary side any more (failover, reversal or test copy). A failover is not undone by declaring a state.",
                "state"));
        if (draft.wanted.settings() != null) {
            draft.warn(new Warning(
                    Reason.SETTINGS_NOT_COMPARED,
                    "The settings were not compared: that is done on the primary side only, because reversal swaps the connection points.",
                    "settings"));
        }
    }

    /**
     * The methods of the cell, and the modification where settings differ. The host takes it in states 1 to 3 only, so it
     * goes before what leaves them and after what leads there.
     */
    private static void modify(PlanDraft draft, SettingsDifference difference, List<ReplicationMethod> methods) {
        StepWriter writer = draft.writer();
        boolean creates = methods.contains(ReplicationMethod.CREATE_REPLICATION_RELATIONSHIP);
        if (difference.none() || creates) {
            methods.forEach(method -> draft.step(writer.write(method)));
            return;
        }
        if (difference.shortensHistory()) {
            draft.need(Set.of(Need.DISCARD_RECOVERY_POINTS));
        }
        PlanDraft.Step modify = writer.modify(difference);
        boolean now = draft.takes(modify.call());
        if (now) {
            draft.step(modify);
        }
        methods.forEach(method -> draft.step(writer.write(method)));
        if (!now) {
            draft.step(modify);
        }
    }

    /** Another recovery server: the relationship is removed and made anew, and the copy starts from nothing. */
    private static void reseed(PlanDraft draft) {
        DesiredState goal = reseedGoal(draft.seen, draft.wanted.state());
        DesiredCell rest = DesiredTable.cell(Side.NONE, CollectionState.Known.DISABLED, goal, false);
        switch (rest) {
            case DesiredCell.Calls calls -> {
                draft.need(Set.of(Need.RESEED));
                StepWriter writer = draft.writer();
                draft.step(new PlanDraft.Step(
                        new ReplicationCall.Plain(ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP),
                        "the recovery server of a relationship cannot be changed; it takes a new relationship"));
                calls.methods().forEach(method -> draft.step(writer.rewrite(method)));
            }
            case DesiredCell.Blocked blocked -> draft.block(blocked.reason());
            case DesiredCell.Satisfied satisfied -> draft.block(Reason.NO_TRANSITION);
            case DesiredCell.SideChanged sideChanged -> draft.block(Reason.NO_TRANSITION);
        }
    }

    /** What a collection is brought back to: at least what was asked for, and a copy where there was one. */
    private static DesiredState reseedGoal(Observed seen, @Nullable DesiredState wanted) {
        if (wanted == DesiredState.SUSPENDED || (wanted == null && seen.state() == CollectionState.Known.SUSPENDED)) {
            return DesiredState.SUSPENDED;
        }
        boolean neverStarted = seen.state() == CollectionState.Known.READY && seen.pendingStart() == null;
        return neverStarted && wanted != DesiredState.REPLICATING ? DesiredState.ENABLED : DesiredState.REPLICATING;
    }
}
