// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import static io.hvcr.agent.domain.CollectionState.Known.*;
import static io.hvcr.agent.domain.Evidence.*;
import static io.hvcr.agent.domain.Guard.*;
import static io.hvcr.agent.domain.ReplicationMethod.*;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@link TransitionTable}, in the order of contract 5.2 and 5.3. Nothing else in the product knows which
 * method is valid where.
 */
final class TransitionRows {

    private static final ReturnCode.Known JOB = ReturnCode.Known.JOB_STARTED;
    private static final ReturnCode.Known DONE = ReturnCode.Known.COMPLETED;

    private final List<Transition> rows = new ArrayList<>();

    private TransitionRows() {}

    static List<Transition> all() {
        TransitionRows table = new TransitionRows();
        table.notReplicated();
        table.primaryCopy();
        table.primaryRunning();
        table.primaryFailover();
        table.recovery();
        table.recoveryFailover();
        table.statistics();
        return List.copyOf(table.rows);
    }

    private void notReplicated() {
        on(Side.NONE, DISABLED)
                .take(
                        CREATE_REPLICATION_RELATIONSHIP,
                        JOB,
                        to(Side.PRIMARY, READY),
                        VIRTUAL_MACHINE,
                        HAS_MEMBERS,
                        REPLICABLE);
    }

    private void primaryCopy() {
        on(Side.PRIMARY, READY)
                .take(
                        START_REPLICATION,
                        JOB,
                        through(WAITING_INITIAL_REPLICATION, REPLICATING),
                        VIRTUAL_MACHINE,
                        START_NOW)
                .take(START_REPLICATION, JOB, new Next.Stays(), INFERRED, START_LATER)
                .take(CANCEL_INITIAL_REPLICATION, DONE, new Next.Stays(), VIRTUAL_MACHINE, Guard.SCHEDULE_PENDING);
        on(Side.PRIMARY, WAITING_INITIAL_REPLICATION)
                .take(CANCEL_INITIAL_REPLICATION, JOB, to(Side.PRIMARY, READY), VIRTUAL_MACHINE, EXPORT_UNFINISHED)
                .assume(Assumption.SUSPEND_WHILE_COPYING, SUSPEND_REPLICATION, JOB, to(Side.PRIMARY, SUSPENDED));
        on(Side.PRIMARY, READY, WAITING_INITIAL_REPLICATION, REPLICATING)
                .take(MODIFY_REPLICATION_SETTINGS, JOB, new Next.Stays(), INFERRED)
                .take(CANCEL_UPDATE_DISK_SET, JOB, new Next.Stays(), INFERRED, Guard.DISK_UPDATE_RUNNING);
        on(Side.PRIMARY, SUSPENDED)
                .assume(Assumption.MODIFY_WHILE_SUSPENDED, MODIFY_REPLICATION_SETTINGS, JOB, new Next.Stays());
        on(Side.PRIMARY, PARTIALLY_ENABLED)
                .take(CREATE_REPLICATION_RELATIONSHIP, JOB, to(Side.PRIMARY, READY), INFERRED, HAS_MEMBERS, REPLICABLE);
    }

    private void primaryRunning() {
        on(Side.PRIMARY, REPLICATING).take(SUSPEND_REPLICATION, JOB, to(Side.PRIMARY, SUSPENDED), VIRTUAL_MACHINE);
        on(Side.PRIMARY, SUSPENDED)
                .take(RESUME_REPLICATION, JOB, new Next.BeforeSuspension(), VIRTUAL_MACHINE)
                .take(
                        RESYNCHRONIZE,
                        JOB,
                        through(RESYNCHRONIZING, REPLICATING),
                        VIRTUAL_MACHINE,
                        Guard.INCLUDE_SUSPENDED,
                        START_NOW)
                .take(RESYNCHRONIZE, JOB, new Next.Stays(), VIRTUAL_MACHINE, Guard.INCLUDE_SUSPENDED, START_LATER);
        on(Side.PRIMARY, CRITICAL)
                .take(RESUME_REPLICATION, JOB, new Next.BeforeSuspension(), VIRTUAL_MACHINE, Guard.CAUSE_GONE)
                .take(RESUME_REPLICATION, JOB, new Next.JobFails(), INFERRED, CAUSE_PRESENT)
                .assume(
                        Assumption.RESYNCHRONIZE_FROM_CRITICAL,
                        RESYNCHRONIZE,
                        JOB,
                        through(RESYNCHRONIZING, REPLICATING),
                        START_NOW)
                .assume(Assumption.RESYNCHRONIZE_FROM_CRITICAL, RESYNCHRONIZE, JOB, new Next.Stays(), START_LATER);
        on(Side.PRIMARY, WAITING_RESYNCHRONIZATION)
                .take(RESYNCHRONIZE, JOB, through(RESYNCHRONIZING, REPLICATING), VIRTUAL_MACHINE, START_NOW)
                .take(RESYNCHRONIZE, JOB, new Next.Stays(), VIRTUAL_MACHINE, START_LATER)
                .assume(
                        Assumption.RESUME_STARTS_RESYNCHRONIZATION,
                        RESUME_REPLICATION,
                        JOB,
                        through(RESYNCHRONIZING, REPLICATING));
        on(Side.PRIMARY, SUSPENDED, CRITICAL, WAITING_RESYNCHRONIZATION)
                .take(CANCEL_RESYNCHRONIZE, DONE, new Next.Stays(), VIRTUAL_MACHINE, Guard.SCHEDULE_PENDING);
        on(Side.PRIMARY, RESYNCHRONIZING)
                .take(
                        CANCEL_RESYNCHRONIZE,
                        JOB,
                        to(Side.PRIMARY, WAITING_RESYNCHRONIZATION),
                        VIRTUAL_MACHINE,
                        MERGE_NOT_STARTED)
                .assume(Assumption.SUSPEND_WHILE_COPYING, SUSPEND_REPLICATION, JOB, to(Side.PRIMARY, SUSPENDED));
        on(
                        Side.PRIMARY,
                        READY,
                        WAITING_INITIAL_REPLICATION,
                        REPLICATING,
                        SUSPENDED,
                        CRITICAL,
                        WAITING_RESYNCHRONIZATION,
                        RESYNCHRONIZING,
                        PLANNED_FAILOVER_INITIATED,
                        PARTIALLY_ENABLED,
                        PARTIALLY_DISABLED)
                .take(REMOVE_REPLICATION_RELATIONSHIP, JOB, to(Side.NONE, DISABLED), DOCUMENTED);
    }

    private void primaryFailover() {
        on(Side.PRIMARY, REPLICATING)
                .take(
                        INITIATE_PLANNED_FAILOVER,
                        JOB,
                        to(Side.PRIMARY, PLANNED_FAILOVER_INITIATED),
                        VIRTUAL_MACHINE,
                        MEMBERS_OFF);
        on(Side.PRIMARY, PLANNED_FAILOVER_INITIATED, FAILOVER_INITIATED)
                .take(REVERT_PLANNED_FAILOVER, JOB, to(Side.PRIMARY, REPLICATING), DOCUMENTED);
        On prepare = on(
                Side.PRIMARY,
                READY,
                WAITING_INITIAL_REPLICATION,
                REPLICATING,
                SUSPENDED,
                CRITICAL,
                WAITING_RESYNCHRONIZATION,
                RESYNCHRONIZING);
        prepare.row(
                PREPARE_FOR_REVERSE_REPLICATION,
                JOB,
                new Next.Through(REPURPOSE_INITIATED, Side.RECOVERY, WAITING_INITIAL_REPLICATION),
                INFERRED_LOW,
                Assumption.PREPARE_SHOWS_STATE_12,
                null,
                MEMBERS_OFF,
                OTHER_SIDE_FAILED_OVER);
        prepare.row(
                PREPARE_FOR_REVERSE_REPLICATION,
                JOB,
                to(Side.RECOVERY, WAITING_INITIAL_REPLICATION),
                INFERRED,
                null,
                Assumption.PREPARE_SHOWS_STATE_12,
                MEMBERS_OFF,
                OTHER_SIDE_FAILED_OVER);
    }

    private void recovery() {
        On replicating = on(Side.RECOVERY, REPLICATING)
                .take(SUSPEND_REPLICATION, JOB, to(Side.RECOVERY, SUSPENDED), VIRTUAL_MACHINE);
        replicating.row(
                TEST_REPLICA_COLLECTION,
                JOB,
                to(Side.RECOVERY, TEST_FAILOVER_INITIATED),
                INFERRED_LOW,
                Assumption.TEST_SHOWS_STATE_13,
                null,
                NO_TEST);
        replicating.row(
                TEST_REPLICA_COLLECTION,
                JOB,
                new Next.Stays(),
                VIRTUAL_MACHINE,
                null,
                Assumption.TEST_SHOWS_STATE_13,
                NO_TEST);
        on(Side.RECOVERY, SUSPENDED).take(RESUME_REPLICATION, JOB, new Next.BeforeSuspension(), VIRTUAL_MACHINE);
        on(Side.RECOVERY, CRITICAL)
                .assume(
                        Assumption.RESUME_RECOVERY_FROM_CRITICAL,
                        RESUME_REPLICATION,
                        JOB,
                        new Next.BeforeSuspension(),
                        Guard.CAUSE_GONE)
                .assume(
                        Assumption.RESUME_RECOVERY_FROM_CRITICAL,
                        RESUME_REPLICATION,
                        JOB,
                        new Next.JobFails(),
                        CAUSE_PRESENT);
        on(Side.RECOVERY, TEST_FAILOVER_INITIATED)
                .take(REVERT_TEST_REPLICA_COLLECTION, JOB, to(Side.RECOVERY, REPLICATING), DOCUMENTED);
        on(Side.RECOVERY, EnumSet.complementOf(EnumSet.of(DISABLED, TEST_FAILOVER_INITIATED)))
                .take(REVERT_TEST_REPLICA_COLLECTION, JOB, new Next.Stays(), INFERRED, Guard.TEST_EXISTS);
        on(Side.RECOVERY, EnumSet.complementOf(EnumSet.of(DISABLED)))
                .take(REMOVE_REPLICATION_RELATIONSHIP, JOB, to(Side.NONE, DISABLED), DOCUMENTED);
    }

    private void recoveryFailover() {
        on(Side.RECOVERY, REPLICATING, SUSPENDED, CRITICAL, RESYNCHRONIZING, TEST_FAILOVER_INITIATED)
                .take(
                        INITIATE_FAILOVER,
                        JOB,
                        new Next.Through(FAILOVER_INITIATED, Side.RECOVERY, RECOVERED),
                        DOCUMENTED,
                        Guard.COPY_COMPLETE);
        on(Side.RECOVERY, RECOVERED, PARTIALLY_RECOVERED)
                .take(REVERT_FAILOVER, JOB, to(Side.RECOVERY, REPLICATING), DOCUMENTED);
        on(Side.RECOVERY, RECOVERED).take(COMMIT_FAILOVER, JOB, to(Side.RECOVERY, COMMITTED), DOCUMENTED);
        On committed = on(Side.RECOVERY, COMMITTED);
        committed.take(
                REVERSE_REPLICATION_RELATIONSHIP,
                JOB,
                to(Side.PRIMARY, REPLICATING),
                VIRTUAL_MACHINE,
                OTHER_SIDE_PLANNED);
        committed.row(
                REVERSE_REPLICATION_RELATIONSHIP,
                JOB,
                to(Side.PRIMARY, READY),
                INFERRED_LOW,
                Assumption.REVERSE_WAITS_FOR_START,
                null,
                OTHER_SIDE_PREPARED);
        committed.row(
                REVERSE_REPLICATION_RELATIONSHIP,
                JOB,
                new Next.Through(WAITING_INITIAL_REPLICATION, Side.PRIMARY, REPLICATING),
                INFERRED_LOW,
                null,
                Assumption.REVERSE_WAITS_FOR_START,
                OTHER_SIDE_PREPARED);
        committed.take(
                REVERSE_REPLICATION_RELATIONSHIP,
                JOB,
                new Next.JobFails(),
                INFERRED,
                OTHER_SIDE_NOT_PLANNED,
                OTHER_SIDE_NOT_PREPARED);
    }

    private void statistics() {
        for (Side side : List.of(Side.PRIMARY, Side.RECOVERY)) {
            on(side, EnumSet.complementOf(EnumSet.of(DISABLED)))
                    .take(GET_REPLICATION_STATISTICS, DONE, new Next.Stays(), DOCUMENTED)
                    .take(RESET_REPLICATION_STATISTICS, DONE, new Next.Stays(), DOCUMENTED);
        }
    }

    private static Next to(Side side, CollectionState.Known state) {
        return new Next.To(side, state);
    }

    private static Next through(CollectionState.Known during, CollectionState.Known end) {
        return new Next.Through(during, Side.PRIMARY, end);
    }

    private On on(Side side, CollectionState.Known first, CollectionState.Known... more) {
        return on(side, EnumSet.of(first, more));
    }

    private On on(Side side, Set<CollectionState.Known> states) {
        return new On(side, states);
    }

    /** The rows of one side and one set of states. */
    private final class On {
        private final Side side;
        private final Set<CollectionState.Known> states;

        On(Side side, Set<CollectionState.Known> states) {
            this.side = side;
            this.states = states;
        }

        On take(ReplicationMethod method, ReturnCode.Known answer, Next next, Evidence evidence, Guard... guards) {
            return row(method, answer, next, evidence, null, null, guards);
        }

        On assume(
                Assumption assumption, ReplicationMethod method, ReturnCode.Known answer, Next next, Guard... guards) {
            return row(method, answer, next, INFERRED_LOW, assumption, null, guards);
        }

        On row(
                ReplicationMethod method,
                ReturnCode.Known answer,
                Next next,
                Evidence evidence,
                @Nullable Assumption assumption,
                @Nullable Assumption without,
                Guard... guards) {
            rows.add(
                    new Transition(side, states, method, List.of(guards), answer, next, evidence, assumption, without));
            return this;
        }
    }
}
