// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.Facts;
import io.hvcr.agent.domain.Guard;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.JobType;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.StatisticsReport;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.domain.Verdict;
import io.hvcr.agent.host.HostAnswer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a call in the host's order and carries out what is accepted (contract 5.1): parameters, then another job, then side and state.
 * Which method is taken where, and where it leads, the {@link TransitionTable} alone decides.
 */
final class Calls {

    private final ParameterRules parameters;
    private final JobRunner jobs;
    private final Mishaps mishaps;

    Calls(ParameterRules parameters, JobRunner jobs, Mishaps mishaps) {
        this.parameters = parameters;
        this.jobs = jobs;
        this.mishaps = mishaps;
    }

    /** Judges a call on a collection that exists, and carries it out. */
    HostAnswer call(Scene scene, CollectionRow row, ReplicationCall call, Views views) {
        Optional<Mishap.Answers> forced = mishaps.take(scene, Mishap.Answers.class, row.place(), call.method());
        if (forced.isPresent()) {
            return HostAnswer.of(ReturnCode.of(forced.get().number()));
        }
        Optional<ReturnCode.Known> refusal = parameters.refusal(scene, row, call);
        if (refusal.isPresent()) {
            return HostAnswer.of(refusal.get());
        }
        if (busy(scene, row, call.method())) {
            return HostAnswer.of(ReturnCode.Known.SYSTEM_IN_USE);
        }
        TransitionTable table = TransitionTable.under(scene.switches().assumptions());
        Facts facts = FactsReader.facts(scene, row, call);
        return switch (table.judge(row.side(), row.state(), call.method(), facts)) {
            case Verdict.Accepted accepted ->
                accept(
                        scene,
                        row,
                        call,
                        Goal.of(accepted.row().next()),
                        accepted.row().answer(),
                        views);
            case Verdict.Refused refused -> refused(scene, row, call, refused, views);
            case Verdict.Undecided undecided ->
                throw new IllegalStateException("the fabric knows every fact, but not " + undecided.guard());
        };
    }

    /**
     * What GetReplicationStatistics answers, which changes nothing and therefore needs no transaction; nothing where it answers with
     * a job after all.
     */
    static Optional<HostAnswer> statistics(CollectionRow row, Switches switches, Views views) {
        ReplicationMethod method = ReplicationMethod.GET_REPLICATION_STATISTICS;
        TransitionTable table = TransitionTable.under(switches.assumptions());
        return switch (table.judge(row.side(), row.state(), method, Facts.none())) {
            case Verdict.Accepted accepted ->
                Optional.of(switches.answer(method, accepted.row().answer()))
                        .filter(answer -> answer == ReturnCode.Known.COMPLETED)
                        .map(answer -> new HostAnswer(answer, null, views.statistics(row), null));
            case Verdict.Refused refused -> Optional.of(HostAnswer.of(refused.returnValue()));
            case Verdict.Undecided undecided -> Optional.empty();
        };
    }

    /** Contract 5.9, 2: statistics are never kept out, and a Cancel method not by the job that it cancels. */
    private static boolean busy(Scene scene, CollectionRow row, ReplicationMethod method) {
        return scene.jobs(row.place()).stream().filter(JobRow::exclusive).anyMatch(job -> !passes(method, job));
    }

    private static boolean passes(ReplicationMethod method, JobRow job) {
        if (method == ReplicationMethod.GET_REPLICATION_STATISTICS
                || method == ReplicationMethod.RESET_REPLICATION_STATISTICS) {
            return true;
        }
        return cancels(method, job);
    }

    private static boolean cancels(ReplicationMethod method, JobRow job) {
        if (job.role() == JobRow.Role.DISK_UPDATE) {
            return method == ReplicationMethod.CANCEL_UPDATE_DISK_SET;
        }
        return (method == ReplicationMethod.CANCEL_INITIAL_REPLICATION
                        && job.method() == ReplicationMethod.START_REPLICATION)
                || (method == ReplicationMethod.CANCEL_RESYNCHRONIZE
                        && job.method() == ReplicationMethod.RESYNCHRONIZE);
    }

    private HostAnswer refused(
            Scene scene, CollectionRow row, ReplicationCall call, Verdict.Refused refused, Views views) {
        boolean runningMember = call.method() == ReplicationMethod.INITIATE_PLANNED_FAILOVER
                && refused.reason() == Guard.MEMBERS_OFF.unmet()
                && scene.switches().runningMemberAtPlannedFailover() == Switches.RunningMember.JOB_FAILS;
        if (runningMember) {
            Goal goal = Goal.only(Goal.Kind.JOB_FAILS);
            return accept(scene, row, call, goal, ReturnCode.Known.JOB_STARTED, views);
        }
        return HostAnswer.of(refused.returnValue());
    }

    private HostAnswer accept(
            Scene scene, CollectionRow row, ReplicationCall call, Goal goal, ReturnCode.Known usual, Views views) {
        ReplicationMethod method = call.method();
        ReturnCode.Known answer = scene.switches().answer(method, usual);
        Instant later = goal.kind() == Goal.Kind.STAYS ? startTime(scene, call) : null;
        clearTheWay(scene, row, method);
        Work work = work(scene, row, call);
        if (later != null) {
            return scheduled(scene, row, call, work, later, answer);
        }
        JobRow job = JobBook.method(scene, row, method, jobType(call), work, goal);
        StatisticsReport statistics =
                method == ReplicationMethod.GET_REPLICATION_STATISTICS ? views.statistics(row) : null;
        if (answer == ReturnCode.Known.COMPLETED) {
            ReturnCode.Known outcome = jobs.atOnce(scene, row, job);
            return new HostAnswer(outcome, null, statistics, testPath(scene, row, method, views));
        }
        jobs.begin(scene, row, job);
        return new HostAnswer(answer, told(scene, row, job), statistics, null);
    }

    /** A start in the future: a job that waits (contract 5.2). */
    private HostAnswer scheduled(
            Scene scene,
            CollectionRow row,
            ReplicationCall call,
            Work work,
            Instant startTime,
            ReturnCode.Known answer) {
        // What will happen then, the table says of a start now.
        Goal goal = call.method() == ReplicationMethod.START_REPLICATION
                ? new Goal(
                        Goal.Kind.THROUGH,
                        CollectionState.Known.WAITING_INITIAL_REPLICATION,
                        Side.PRIMARY,
                        CollectionState.Known.REPLICATING)
                : new Goal(
                        Goal.Kind.THROUGH,
                        CollectionState.Known.RESYNCHRONIZING,
                        Side.PRIMARY,
                        CollectionState.Known.REPLICATING);
        JobRow job = JobBook.scheduled(scene, row, call.method(), jobType(call), work, goal, startTime);
        boolean shown = scene.switches().schedulesShowAsJobs();
        scene.put(shown ? job : job.hidden());
        return answer == ReturnCode.Known.COMPLETED || !shown
                ? HostAnswer.of(ReturnCode.Known.COMPLETED)
                : new HostAnswer(answer, told(scene, row, job), null, null);
    }

    /** What is accepted takes the place of what was scheduled, and of the job that it cancels. */
    private static void clearTheWay(Scene scene, CollectionRow row, ReplicationMethod method) {
        switch (method) {
            case START_REPLICATION,
                    RESYNCHRONIZE,
                    RESUME_REPLICATION,
                    CANCEL_INITIAL_REPLICATION,
                    CANCEL_RESYNCHRONIZE,
                    REMOVE_REPLICATION_RELATIONSHIP -> JobBook.terminate(scene, JobBook.pending(scene, row));
            default -> {}
        }
        JobBook.terminate(
                scene,
                scene.jobs(row.place()).stream()
                        .filter(job -> job.exclusive() && cancels(method, job))
                        .toList());
    }

    private @Nullable String told(Scene scene, CollectionRow row, JobRow job) {
        boolean untold = mishaps.take(scene, Mishap.JobNotTold.class, row.place(), job.method())
                .isPresent();
        return untold ? null : HostPaths.job(job);
    }

    private static @Nullable Instant startTime(Scene scene, ReplicationCall call) {
        Instant wanted = FactsReader.startTime(call);
        return wanted != null && wanted.isAfter(scene.now()) ? wanted.truncatedTo(ChronoUnit.MILLIS) : null;
    }

    private static Work work(Scene scene, CollectionRow row, ReplicationCall call) {
        Cluster own = scene.cluster(row.site());
        return switch (call) {
            case ReplicationCall.Create create ->
                new Work.Configure(SettingsRules.complete(create.settings(), row, own));
            case ReplicationCall.Modify modify ->
                new Work.Configure(SettingsRules.complete(modify.settings(), row, own));
            case ReplicationCall.Reverse reverse ->
                new Work.Configure(SettingsRules.complete(reverse.settings(), row, own));
            case ReplicationCall.Start start ->
                new Work.Start(
                        start.type(), start.type() == InitialReplicationType.EXPORT ? start.exportLocation() : null);
            case ReplicationCall.InitiateFailover failover -> toPoint(scene, row, failover.recoveryPointPath());
            case ReplicationCall.TestReplica test -> toPoint(scene, row, test.recoveryPointPath());
            case ReplicationCall.Plain plain -> new Work.Plain();
            case ReplicationCall.Resynchronize resynchronize -> new Work.Plain();
            case ReplicationCall.GetStatistics statistics -> new Work.Plain();
        };
    }

    private static Work toPoint(Scene scene, CollectionRow row, @Nullable String path) {
        Instant point =
                ParameterRules.chosen(scene, row, path).map(Point::createdAt).orElse(scene.now());
        boolean planned = scene.counterpart(row)
                .filter(other -> other.is(Side.PRIMARY, CollectionState.Known.PLANNED_FAILOVER_INITIATED))
                .isPresent();
        return new Work.ToPoint(point, planned);
    }

    private static JobType jobType(ReplicationCall call) {
        return call instanceof ReplicationCall.Start start
                ? start.type().jobType()
                : call.method().jobType();
    }

    private static @Nullable String testPath(Scene scene, CollectionRow row, ReplicationMethod method, Views views) {
        if (method != ReplicationMethod.TEST_REPLICA_COLLECTION) {
            return null;
        }
        return scene.collection(row.place())
                .flatMap(now -> now.replication() == null
                        ? Optional.empty()
                        : Optional.ofNullable(now.replication().testId()))
                .flatMap(id -> scene.collection(new CollectionKey(row.site(), id)))
                .map(test -> HostPaths.collection(views.node(), test))
                .orElse(null);
    }
}
