// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.Facts;
import io.hvcr.agent.domain.Guard;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.domain.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers, without calling it, whether the host would take a method: from the transition table and the facts that can be
 * seen from this side. What cannot be seen is said, not guessed.
 */
public final class Checker {

    /** All that the guards look at; the search by name included this stays within eight host calls. */
    private static final Set<Include> LOOKED_AT = Set.copyOf(
            EnumSet.of(Include.JOBS, Include.MEMBERS, Include.DISKS, Include.RECOVERY_POINTS, Include.TEST_COLLECTION));

    private final Observer observer;
    private final TransitionTable table;

    public Checker(Observer observer) {
        this(observer, TransitionTable.standard());
    }

    Checker(Observer observer, TransitionTable table) {
        this.observer = observer;
        this.table = table;
    }

    /**
     * Whether the host would take a method now.
     *
     * @throws ProblemException when the collection does not exist or cannot be read
     */
    public Check check(String collection, ReplicationMethod method) {
        Observed seen = observer.get(collection, LOOKED_AT);
        Check check = judge(table, seen, method, null);
        return method == ReplicationMethod.INITIATE_FAILOVER && check.allowed() ? failover(seen, check) : check;
    }

    /** The host takes it; the agent asks first where it would be unplanned (design 3.1). */
    private static Check failover(Observed seen, Check check) {
        String unplanned = Acknowledgement.unplanned(seen);
        return unplanned == null
                ? check
                : new Check(
                        true,
                        check.returnValue(),
                        Reason.NEEDS_ACKNOWLEDGEMENT,
                        unplanned + ". It needs \"acknowledge\":\"unplanned\".",
                        check.next());
    }

    /**
     * The judgement alone.
     *
     * @param facts the facts of a call that is really made; null for a method in general
     */
    static Check judge(TransitionTable table, Observed seen, ReplicationMethod method, @Nullable Facts facts) {
        List<ReplicationMethod> next = table.valid(seen.side(), seen.state(), FactFinder.of(seen));
        Facts known = facts == null ? FactFinder.of(seen) : facts;
        return switch (table.judge(seen.side(), seen.state(), method, known)) {
            case Verdict.Accepted accepted ->
                accepted(seen, method, accepted.row().answer(), next);
            case Verdict.Undecided undecided -> undecided(seen, method, undecided, next);
            case Verdict.Refused refused -> refused(seen, method, refused, next);
        };
    }

    private static Check accepted(
            Observed seen, ReplicationMethod method, ReturnCode answer, List<ReplicationMethod> next) {
        HostJob job = seen.exclusiveJob();
        if (method.changing() && job != null && !cancels(method)) {
            return new Check(
                    false,
                    ReturnCode.Known.SYSTEM_IN_USE,
                    Reason.COLLECTION_BUSY,
                    method.wmiName() + " would be valid for " + seen.describe() + ", but the job '" + job.name()
                            + "' has it (" + job.percentComplete() + " %).",
                    next);
        }
        return new Check(true, answer, null, method.wmiName() + " is valid for " + seen.describe() + ".", next);
    }

    /** The methods that are let past a job: those that stop one, and the statistics (contract 5.9, 2). */
    static boolean cancels(ReplicationMethod method) {
        return method == ReplicationMethod.CANCEL_INITIAL_REPLICATION
                || method == ReplicationMethod.CANCEL_RESYNCHRONIZE
                || method == ReplicationMethod.CANCEL_UPDATE_DISK_SET
                || method == ReplicationMethod.RESET_REPLICATION_STATISTICS;
    }

    private static Check undecided(
            Observed seen, ReplicationMethod method, Verdict.Undecided verdict, List<ReplicationMethod> next) {
        Guard guard = verdict.guard();
        boolean decidedByCall =
                guard == Guard.INCLUDE_SUSPENDED || guard == Guard.START_NOW || guard == Guard.START_LATER;
        if (guard == Guard.START_NOW || guard == Guard.START_LATER) {
            return accepted(seen, method, verdict.row().answer(), next);
        }
        String message = method.wmiName() + " is valid for " + seen.describe() + " if " + guard.text()
                + (decidedByCall ? "." : ", which cannot be seen from here.");
        return new Check(
                true, verdict.row().answer(), decidedByCall ? guard.unmet() : Reason.OTHER_SIDE_UNKNOWN, message, next);
    }

    private static Check refused(
            Observed seen, ReplicationMethod method, Verdict.Refused refused, List<ReplicationMethod> next) {
        if (alreadySatisfied(seen, method)) {
            return new Check(
                    false,
                    refused.returnValue(),
                    Reason.ALREADY_SATISFIED,
                    method.wmiName() + " has nothing to do for " + seen.describe() + ".",
                    next);
        }
        return new Check(
                false,
                refused.returnValue(),
                refused.reason(),
                method.wmiName() + " is not valid for " + seen.describe() + ": it is valid only while "
                        + refused.needs() + detail(seen, refused.reason()) + ". " + validNow(next),
                next);
    }

    /** What a reason does not say by itself: which machines run. */
    static String detail(Observed seen, Reason reason) {
        List<Member> members = seen.members();
        if (reason != Reason.MEMBERS_RUNNING || members == null) {
            return "";
        }
        return "; not off: "
                + members.stream()
                        .filter(member -> !member.off())
                        .map(member ->
                                member.name() + " (" + member.powerState().label()
                                        + (member.node() == null ? "" : " on " + member.node()) + ")")
                        .collect(Collectors.joining(", "));
    }

    static String validNow(List<ReplicationMethod> next) {
        return next.isEmpty()
                ? "No method is valid now."
                : "Valid now: " + next.stream().map(ReplicationMethod::wmiName).collect(Collectors.joining(", ")) + ".";
    }

    /** Contract 5.8: what the method would bring about is there already. */
    static boolean alreadySatisfied(Observed seen, ReplicationMethod method) {
        if (!(seen.state() instanceof CollectionState.Known state)) {
            return false;
        }
        boolean primary = seen.side() == Side.PRIMARY;
        boolean recovery = seen.side() == Side.RECOVERY;
        return switch (method) {
            case CREATE_REPLICATION_RELATIONSHIP ->
                primary
                        && state != CollectionState.Known.DISABLED
                        && state != CollectionState.Known.PARTIALLY_ENABLED
                        && state != CollectionState.Known.PARTIALLY_DISABLED;
            case START_REPLICATION -> primary && STARTED.contains(state);
            case SUSPEND_REPLICATION -> (primary || recovery) && state == CollectionState.Known.SUSPENDED;
            case RESUME_REPLICATION -> (primary || recovery) && state == CollectionState.Known.REPLICATING;
            case INITIATE_PLANNED_FAILOVER -> primary && state == CollectionState.Known.PLANNED_FAILOVER_INITIATED;
            case REMOVE_REPLICATION_RELATIONSHIP -> seen.side() == Side.NONE && state == CollectionState.Known.DISABLED;
            case INITIATE_FAILOVER ->
                recovery && (state == CollectionState.Known.RECOVERED || state == CollectionState.Known.COMMITTED);
            case COMMIT_FAILOVER -> recovery && state == CollectionState.Known.COMMITTED;
            case REVERT_TEST_REPLICA_COLLECTION ->
                recovery && seen.included().contains(Include.TEST_COLLECTION) && seen.testCollection() == null;
            case MODIFY_REPLICATION_SETTINGS,
                    CANCEL_INITIAL_REPLICATION,
                    RESYNCHRONIZE,
                    CANCEL_RESYNCHRONIZE,
                    CANCEL_UPDATE_DISK_SET,
                    REVERT_PLANNED_FAILOVER,
                    REVERT_FAILOVER,
                    PREPARE_FOR_REVERSE_REPLICATION,
                    REVERSE_REPLICATION_RELATIONSHIP,
                    TEST_REPLICA_COLLECTION,
                    GET_REPLICATION_STATISTICS,
                    RESET_REPLICATION_STATISTICS -> false;
        };
    }

    private static final Set<CollectionState.Known> STARTED = EnumSet.of(
            CollectionState.Known.WAITING_INITIAL_REPLICATION,
            CollectionState.Known.REPLICATING,
            CollectionState.Known.SUSPENDED,
            CollectionState.Known.WAITING_RESYNCHRONIZATION,
            CollectionState.Known.RESYNCHRONIZING,
            CollectionState.Known.PLANNED_FAILOVER_INITIATED);
}
