// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.Fact;
import io.hvcr.agent.domain.Facts;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.Next;
import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReplicationStatistics;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.SharedDiskSet;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.StartTimeWindow;
import io.hvcr.agent.domain.StatisticsReport;
import io.hvcr.agent.domain.Transition;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.domain.Verdict;
import io.hvcr.agent.domain.VirtualDisk;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostIdentity;
import io.hvcr.agent.host.HyperVHost;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A host in memory that obeys the transition table, counts every call, and can be told to answer with jobs, to fail, or to
 * die in the middle. One cluster only: what the other side would have to do, a test does.
 */
final class FakeHost implements HyperVHost {

    static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    static final ReplicationSettings KERBEROS =
            settings("broker.recovery.example", 80, AuthenticationType.Known.KERBEROS);

    static final ReplicationSettings FRESH = new ReplicationSettings(
            null,
            null,
            null,
            true,
            false,
            null,
            null,
            null,
            true,
            0,
            0,
            true,
            LocalTime.of(18, 30),
            LocalTime.of(6, 0),
            300,
            List.of(),
            null,
            null);

    /** What happens around a changing call; may throw to play a fault or a crash. */
    interface Around {
        HostAnswer invoke(ReplicationCall call, java.util.function.Supplier<HostAnswer> host);
    }

    final Map<CollectionId, FakeCollection> collections = new LinkedHashMap<>();
    final List<String> reads = new ArrayList<>();
    final List<ReplicationCall> calls = new ArrayList<>();
    Instant time = NOW;
    /** How often a job is looked at before it has ended; 0 answers without a job. */
    int polls = 1;
    /** Whether a copy is complete as soon as its job has ended. */
    boolean copiesAtOnce;
    /** Whether a scheduled start is visible as a job. */
    boolean showsSchedules = true;
    /** What the next jobs end with; null ends them well. */
    @Nullable
    BiFunction<ReplicationCall, HostJob, HostJob> jobEnd;

    Around around = (call, host) -> host.get();
    private int jobNumber;

    static ReplicationSettings settings(String server, int port, AuthenticationType type) {
        return new ReplicationSettings(
                type, null, null, null, null, server, null, port, null, null, null, null, null, null, null, null, null,
                null);
    }

    FakeCollection add(String name) {
        int number = collections.size() + 1;
        return add("5F3C0000-0000-0000-0000-%012d".formatted(number), name);
    }

    FakeCollection add(String id, String name) {
        FakeCollection made = new FakeCollection(id, name);
        collections.put(made.ref.id(), made);
        return made;
    }

    private synchronized <T> T read(String what, T answer) {
        reads.add(what);
        return answer;
    }

    private FakeCollection at(HostCollection collection) {
        FakeCollection found = collections.get(collection.id());
        if (found == null) {
            throw new AssertionError("no such collection: " + collection);
        }
        return found;
    }

    @Override
    public HostIdentity identity() {
        return new HostIdentity(
                HostIdentity.Backend.SIMULATOR, "primary", "cluster-1", "primary", "hv01", null, List.of());
    }

    @Override
    public Instant hostTime() {
        return time;
    }

    @Override
    public synchronized List<HostCollection> collections() {
        return read(
                "collections",
                collections.values().stream().map(FakeCollection::seen).toList());
    }

    @Override
    public synchronized Optional<HostCollection> collection(CollectionId id) {
        return read("collection", Optional.ofNullable(collections.get(id)).map(FakeCollection::seen));
    }

    @Override
    public synchronized List<HostCollection> collectionsNamed(String name) {
        return read(
                "collectionsNamed",
                collections.values().stream()
                        .filter(c -> c.ref.name().equalsIgnoreCase(name))
                        .map(FakeCollection::seen)
                        .toList());
    }

    @Override
    public synchronized Map<CollectionId, ReplicationSettings> settings() {
        Map<CollectionId, ReplicationSettings> all = new LinkedHashMap<>();
        collections.forEach((id, c) -> {
            if (c.settings != null) {
                all.put(id, c.settings);
            }
        });
        return read("settings", all);
    }

    @Override
    public synchronized Optional<ReplicationSettings> settings(HostCollection collection) {
        return read("settings of one", Optional.ofNullable(at(collection).settings));
    }

    @Override
    public ReplicationSettings freshSettings() {
        return read("freshSettings", FRESH);
    }

    @Override
    public synchronized List<Member> members(HostCollection collection) {
        return read("members", List.copyOf(at(collection).members));
    }

    @Override
    public synchronized List<VirtualDisk> disks(HostCollection collection) {
        return read("disks", List.copyOf(at(collection).disks));
    }

    @Override
    public synchronized List<RecoveryPoint> recoveryPoints(HostCollection collection) {
        return read("recoveryPoints", List.copyOf(at(collection).points));
    }

    @Override
    public Optional<SharedDiskSet> sharedDiskSet(HostCollection collection) {
        return read("sharedDiskSet", Optional.empty());
    }

    @Override
    public synchronized Optional<HostCollection> testCollection(HostCollection collection) {
        return read("testCollection", Optional.ofNullable(at(collection).test));
    }

    @Override
    public synchronized List<HostJob> jobs() {
        return read(
                "jobs",
                collections.values().stream().flatMap(c -> c.jobList().stream()).toList());
    }

    @Override
    public synchronized List<HostJob> jobs(HostCollection collection) {
        return read("jobs of one", at(collection).jobList());
    }

    /** Every look brings the job nearer to its end. */
    @Override
    public synchronized Optional<HostJob> job(String path) {
        for (FakeCollection c : collections.values()) {
            FakeCollection.FakeJob found = c.jobs.get(path);
            if (found != null) {
                if (found.job.running() && !found.job.pendingSchedule() && --found.pollsLeft <= 0) {
                    end(found);
                }
                return read("job", Optional.of(found.job));
            }
        }
        return read("job", Optional.empty());
    }

    private static void end(FakeCollection.FakeJob job) {
        job.job = Jobs.with(job.job, JobState.Known.COMPLETED, 100, 0, List.of());
        job.effect.run();
    }

    @Override
    public HostAnswer invoke(HostCollection collection, ReplicationCall call) {
        if (call instanceof ReplicationCall.GetStatistics) {
            return statistics(collection);
        }
        return around.invoke(call, () -> take(at(collection), call));
    }

    private synchronized HostAnswer statistics(HostCollection collection) {
        FakeCollection c = at(collection);
        if (c.settings == null) {
            return read("statistics", HostAnswer.of(ReturnCode.Known.INVALID_STATE));
        }
        ReplicationStatistics numbers = new ReplicationStatistics(
                null, null, 10, 0, 1000, 200, 5, 0, 0, 0, ReplicationHealth.Known.OK, 3, time, null);
        return read(
                "statistics",
                new HostAnswer(ReturnCode.Known.COMPLETED, null, new StatisticsReport(numbers, List.of()), null));
    }

    private synchronized HostAnswer take(FakeCollection c, ReplicationCall call) {
        calls.add(call);
        boolean busy = c.jobList().stream().anyMatch(job -> job.running() && !job.pendingSchedule());
        if (busy && !Checker.cancels(call.method())) {
            return HostAnswer.of(ReturnCode.Known.SYSTEM_IN_USE);
        }
        return switch (TransitionTable.standard().judge(Side.of(c.mode), c.state, call.method(), facts(c, call))) {
            case Verdict.Refused refused -> HostAnswer.of(refused.returnValue());
            case Verdict.Undecided undecided -> accept(c, call, undecided.row());
            case Verdict.Accepted accepted -> accept(c, call, accepted.row());
        };
    }

    private Facts facts(FakeCollection c, ReplicationCall call) {
        return Facts.none()
                .with(Fact.HAS_MEMBERS, !c.members.isEmpty())
                .with(Fact.REPLICABLE, c.kind == HostCollection.Kind.VIRTUAL_SYSTEMS)
                .with(Fact.MEMBERS_OFF, c.members.stream().allMatch(Member::off))
                .with(Fact.TEST_EXISTS, c.test != null)
                .with(Fact.CAUSE_GONE, true)
                .with(Fact.COPY_COMPLETE, true)
                .with(Fact.SCHEDULE_PENDING, c.jobList().stream().anyMatch(HostJob::pendingSchedule))
                .with(Fact.EXPORT_FINISHED, false)
                .with(
                        Fact.INCLUDE_SUSPENDED,
                        call instanceof ReplicationCall.Resynchronize again && again.includeSuspended())
                .with(Fact.START_LATER, StartTimeWindow.of(FactFinder.startTime(call), time) == StartTimeWindow.LATER);
    }

    private HostAnswer accept(FakeCollection c, ReplicationCall call, Transition row) {
        if (StartTimeWindow.of(FactFinder.startTime(call), time) == StartTimeWindow.LATER) {
            return schedule(c, call);
        }
        if (row.next() instanceof Next.Through through) {
            c.move(Side.of(c.mode), through.during());
        }
        Runnable effect = () -> finish(c, call, row.next());
        if (polls == 0) {
            effect.run();
            return HostAnswer.of(ReturnCode.Known.COMPLETED);
        }
        HostJob job = job(c, call, JobState.Known.RUNNING, null);
        FakeCollection.FakeJob made = new FakeCollection.FakeJob(job, effect, polls);
        BiFunction<ReplicationCall, HostJob, HostJob> badEnd = jobEnd;
        if (badEnd != null) {
            FakeCollection.FakeJob[] self = new FakeCollection.FakeJob[1];
            self[0] = new FakeCollection.FakeJob(job, () -> self[0].job = badEnd.apply(call, job), polls);
            made = self[0];
        }
        c.jobs.put(job.path(), made);
        return HostAnswer.started(job.path());
    }

    private HostAnswer schedule(FakeCollection c, ReplicationCall call) {
        c.jobs.values().removeIf(j -> j.job.pendingSchedule());
        if (!showsSchedules) {
            return HostAnswer.of(ReturnCode.Known.COMPLETED);
        }
        HostJob job = job(c, call, JobState.Known.NEW, FactFinder.startTime(call));
        c.jobs.put(job.path(), new FakeCollection.FakeJob(job, () -> {}, Integer.MAX_VALUE));
        return HostAnswer.started(job.path());
    }

    private HostJob job(FakeCollection c, ReplicationCall call, JobState state, @Nullable Instant due) {
        return Jobs.of(c, "job-" + ++jobNumber, call, state, time, due);
    }

    private void finish(FakeCollection c, ReplicationCall call, Next next) {
        switch (call) {
            case ReplicationCall.Create create -> {
                c.settings = FRESH.with(create.settings());
                c.apply(next);
            }
            case ReplicationCall.Modify modify ->
                c.settings = c.settings == null ? modify.settings() : c.settings.with(modify.settings());
            case ReplicationCall.Start start -> afterCopy(c, next, start.type() != InitialReplicationType.EXPORT);
            case ReplicationCall.Resynchronize again -> afterCopy(c, next, true);
            case ReplicationCall.Plain plain -> {
                if (plain.method() == ReplicationMethod.CANCEL_INITIAL_REPLICATION) {
                    c.jobs.values().removeIf(j -> j.job.pendingSchedule());
                }
                c.apply(next);
            }
            case ReplicationCall.InitiateFailover failover -> c.apply(next);
            case ReplicationCall.TestReplica test -> c.apply(next);
            case ReplicationCall.Reverse reverse -> c.apply(next);
            case ReplicationCall.GetStatistics statistics -> {}
        }
    }

    /** The job ends when the copy has begun; the copy itself ends later (contract 2.4). */
    private void afterCopy(FakeCollection c, Next next, boolean ends) {
        if (copiesAtOnce && ends) {
            c.apply(next);
        }
    }

    /** Ends the copy or resynchronization of a collection. */
    void copied(FakeCollection c) {
        c.move(Side.PRIMARY, CollectionState.Known.REPLICATING);
    }

    List<String> called() {
        return calls.stream().map(call -> call.method().wmiName()).toList();
    }

    @Override
    public List<PreflightCheck> preflight() {
        return List.of();
    }

    @Override
    public void close() {}
}
