// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.Facts;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.domain.Verdict;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HyperVHost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One random walk over a fabric of the scenario {@code two}, and the story of it. */
final class RandomWalk implements AutoCloseable {

    private static final List<String> NAMES = List.of(TestFabric.SQL, TestFabric.FILES);
    private static final List<Duration> STRIDES = List.of(
            Duration.ofMillis(700),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(90),
            Duration.ofMinutes(6),
            Duration.ofMinutes(40),
            Duration.ofHours(7));
    /** What is always possible would be most of a walk, and deep states never reached. */
    private static final Set<ReplicationMethod> LEADS_NOWHERE = EnumSet.of(
            ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP,
            ReplicationMethod.GET_REPLICATION_STATISTICS,
            ReplicationMethod.RESET_REPLICATION_STATISTICS,
            ReplicationMethod.MODIFY_REPLICATION_SETTINGS);

    private static final List<String> YES_OR_NO = List.of(
            "suspendWhileCopying",
            "resynchronizeFromCritical",
            "resumeStartsResynchronization",
            "modifyWhileSuspended",
            "testShowsState13",
            "resumeRecoveryFromCritical",
            "prepareShowsState12",
            "reverseWaitsForStart",
            "startJobEndsWithCopy",
            "transferJobs",
            "schedulesShowAsJobs",
            "seededStartNeedsCopies");
    private static final String SEED = "C:\\\\ClusterStorage\\\\Volume1\\\\seed";

    private final SimulatedFabric fabric;
    private final FabricInvariants invariants;
    private final Random random;
    private final List<String> story = new ArrayList<>();

    RandomWalk(Path file, Random random) {
        this.random = random;
        String switches = switches(random);
        story.add(switches);
        this.fabric = SimulatedFabric.open(
                file,
                InstantSource.fixed(TestFabric.NOON),
                new ScenarioSource.Document(Scenes.two("\"switches\":{" + switches + "},")));
        this.invariants = new FabricInvariants(fabric, file);
    }

    /** Half of the walks are on a host as it is assumed to be, the others on one that is otherwise in anything. */
    private static String switches(Random random) {
        List<String> switches = new ArrayList<>();
        if (random.nextBoolean()) {
            for (String name : YES_OR_NO) {
                switches.add("\"" + name + "\":" + random.nextBoolean());
            }
            switches.add("\"exportLeavesPrimaryIn\":" + (2 + random.nextInt(2)));
            switches.add("\"runningMemberAtPlannedFailover\":\"" + pick(random, List.of("refuse", "jobFails")) + "\"");
            switches.add("\"jobsVisibleOn\":\"" + pick(random, List.of("everyNode", "ownerNode")) + "\"");
            switches.add("\"retriesBeforeCritical\":" + random.nextInt(5));
            switches.add("\"answers\":{\""
                    + pick(random, List.of(ReplicationMethod.values())).wmiName() + "\":"
                    + pick(random, List.of(0, 4096)) + "}");
        }
        return String.join(",", switches);
    }

    List<String> story() {
        return story;
    }

    /** So many strides; after each of them the invariants hold. */
    void stride(int count) {
        for (int i = 0; i < count; i++) {
            int what = random.nextInt(10);
            if (what < 6) {
                call();
            } else if (what < 8) {
                pass(pick(STRIDES));
            } else {
                inject(injection());
            }
            invariants.hold();
        }
    }

    private void call() {
        Site site = pick(List.of(Site.values()));
        Optional<HostCollection> found = find(site, pick(NAMES));
        if (found.isEmpty()) {
            return;
        }
        ReplicationCall call = call(site, found.get(), method(found.get()));
        Set<StoredRow> before = invariants.things();
        String outcome;
        try {
            HostAnswer answer = fabric.host(site).invoke(found.get(), call);
            outcome = answer.returnValue().describe();
            assertThat(answer.returnValue()).isInstanceOf(ReturnCode.Known.class);
            // What failed at once may have changed what failing changes; what was refused has changed nothing.
            if (!answer.returnValue().accepted() && answer.returnValue() != ReturnCode.Known.FAILED) {
                assertThat(invariants.things())
                        .as(call + " was refused: " + outcome)
                        .isEqualTo(before);
            }
        } catch (HostException e) {
            outcome = e.fault().toString();
        }
        story.add(fabric.host(site).hostTime() + " " + site + " "
                + found.get().ref().name() + " " + call + ": " + outcome + "; " + states());
    }

    /** One that the table may take here, more often than not. */
    private ReplicationMethod method(HostCollection collection) {
        List<ReplicationMethod> all = List.of(ReplicationMethod.values());
        if (random.nextInt(4) == 0) {
            return pick(all);
        }
        TransitionTable table = TransitionTable.standard();
        boolean farther = random.nextInt(5) > 0;
        List<ReplicationMethod> taken = all.stream()
                .filter(method -> !(farther && LEADS_NOWHERE.contains(method)))
                .filter(method -> !(table.judge(collection.side(), collection.state(), method, Facts.none())
                        instanceof Verdict.Refused))
                .toList();
        return pick(taken.isEmpty() ? all : taken);
    }

    private ReplicationCall call(Site site, HostCollection collection, ReplicationMethod method) {
        ReplicationSettings other = TestFabric.toBroker(site.other());
        return switch (method) {
            case CREATE_REPLICATION_RELATIONSHIP -> new ReplicationCall.Create(other);
            case START_REPLICATION -> start();
            case MODIFY_REPLICATION_SETTINGS -> new ReplicationCall.Modify(modified());
            case RESYNCHRONIZE -> new ReplicationCall.Resynchronize(later(), random.nextBoolean());
            case INITIATE_FAILOVER -> new ReplicationCall.InitiateFailover(point(site, collection));
            case TEST_REPLICA_COLLECTION -> new ReplicationCall.TestReplica(point(site, collection));
            case REVERSE_REPLICATION_RELATIONSHIP -> new ReplicationCall.Reverse(other);
            case GET_REPLICATION_STATISTICS -> new ReplicationCall.GetStatistics();
            case CANCEL_INITIAL_REPLICATION,
                    SUSPEND_REPLICATION,
                    RESUME_REPLICATION,
                    CANCEL_RESYNCHRONIZE,
                    CANCEL_UPDATE_DISK_SET,
                    INITIATE_PLANNED_FAILOVER,
                    REVERT_PLANNED_FAILOVER,
                    REVERT_FAILOVER,
                    COMMIT_FAILOVER,
                    PREPARE_FOR_REVERSE_REPLICATION,
                    REVERT_TEST_REPLICA_COLLECTION,
                    REMOVE_REPLICATION_RELATIONSHIP,
                    RESET_REPLICATION_STATISTICS -> new ReplicationCall.Plain(method);
        };
    }

    private ReplicationCall start() {
        InitialReplicationType type = pick(List.of(InitialReplicationType.values()));
        return new ReplicationCall.Start(type, SEED.replace("\\\\", "\\"), later());
    }

    private @Nullable Instant later() {
        Instant now = fabric.host(Site.PRIMARY).hostTime();
        return random.nextInt(3) == 0 ? now.plusSeconds(random.nextInt(20_000)) : null;
    }

    private ReplicationSettings modified() {
        return new ReplicationSettings(
                null,
                null,
                null,
                random.nextBoolean(),
                null,
                null,
                null,
                null,
                null,
                null,
                random.nextInt(17),
                random.nextBoolean(),
                null,
                null,
                pick(List.of(30, 300, 900)),
                null,
                null,
                null);
    }

    private @Nullable String point(Site site, HostCollection collection) {
        List<RecoveryPoint> points = fabric.host(site).recoveryPoints(collection);
        return points.isEmpty() || random.nextBoolean() ? null : pick(points).path();
    }

    private void pass(Duration time) {
        fabric.advance(time);
        story.add("… " + time + "; " + states());
    }

    private String injection() {
        String name = pick(NAMES);
        String site = pick(List.of(Site.values())).wireName();
        String about = "\"collection\":\"" + name + "\",\"site\":\"" + site + "\"";
        String yes = String.valueOf(random.nextBoolean());
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> "{\"kind\":\"power\"," + about + ",\"state\":\"off\"}";
            case 3 -> "{\"kind\":\"power\"," + about + ",\"state\":\"running\"}";
            case 4 -> "{\"kind\":\"link\",\"up\":false}";
            case 5 -> "{\"kind\":\"link\",\"up\":true}";
            case 6 -> "{\"kind\":\"disk\"," + about + ",\"full\":" + yes + "}";
            case 7 -> "{\"kind\":\"disk\",\"site\":\"" + site + "\",\"full\":" + yes + "}";
            case 8 -> "{\"kind\":\"resync\"," + about + "}";
            case 9 -> "{\"kind\":\"restoredCopy\",\"collection\":\"" + name + "\"}";
            case 10 -> "{\"kind\":\"jobFailure\"," + about + "}";
            case 11 -> "{\"kind\":\"broker\",\"site\":\"" + site + "\",\"online\":" + yes + "}";
            case 12 ->
                pick(List.of(
                        "{\"kind\":\"jobVanish\"," + about + "}",
                        "{\"kind\":\"jobNotTold\"," + about + "}",
                        "{\"kind\":\"returnValue\",\"number\":32772," + about + "}",
                        "{\"kind\":\"fault\",\"operation\":\"invoke\",\"fault\":\"outcomeUnknown\",\"tookEffect\":"
                                + yes + "}"));
            default ->
                "{\"kind\":\"partial\",\"collection\":\"" + name + "\",\"members\":[\""
                        + (name.equals(TestFabric.SQL) ? "SQL2" : "FS1") + "\"]}";
        };
    }

    private void inject(String json) {
        Set<StoredRow> before = invariants.things();
        String outcome = "";
        try {
            fabric.inject(json);
        } catch (ProblemException e) {
            outcome = ": " + e.problem().message();
            assertThat(invariants.things()).as(json + " was refused").isEqualTo(before);
        }
        story.add(json + outcome + "; " + states());
    }

    /** Mends everything, removes every relationship, and replicates anew. */
    void home() {
        story.add("home");
        inject("{\"kind\":\"clear\"}");
        inject("{\"kind\":\"link\",\"up\":true}");
        for (Site site : Site.values()) {
            inject("{\"kind\":\"broker\",\"site\":\"" + site.wireName() + "\",\"online\":true}");
            inject("{\"kind\":\"disk\",\"site\":\"" + site.wireName() + "\",\"full\":false}");
        }
        // Where jobs last as long as their copies, those have to end.
        pass(Duration.ofHours(1));
        for (String name : NAMES) {
            for (Site site : Site.values()) {
                removed(site, name);
            }
            invariants.hold();
        }
        for (String name : NAMES) {
            done(Site.PRIMARY, name, new ReplicationCall.Create(TestFabric.toBroker(Site.RECOVERY)));
            done(Site.PRIMARY, name, new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null));
            pass(Duration.ofMinutes(15));
            invariants.hold();
            assertThat(state(Site.PRIMARY, name)).isEqualTo("1/3");
            assertThat(state(Site.RECOVERY, name)).isEqualTo("2/3");
        }
        invariants.sameForAnother();
    }

    private void removed(Site site, String name) {
        for (int attempts = 0; attempts < 3; attempts++) {
            Optional<HostCollection> found = find(site, name);
            if (found.isEmpty() || found.get().mode().number() == 0) {
                return;
            }
            String disk = "{\"kind\":\"disk\",\"site\":\"" + site.wireName() + "\",\"collection\":\"" + name
                    + "\",\"full\":false}";
            inject(disk);
            endWaitingCopies(site, name);
            done(site, name, new ReplicationCall.Plain(ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP));
        }
        assertThat(state(site, name)).isEqualTo("0/0");
    }

    /** A copy waits as long as the other side is suspended, and its job with it where a switch binds the two. */
    private void endWaitingCopies(Site site, String name) {
        HyperVHost host = fabric.host(site);
        HostCollection collection = find(site, name).orElseThrow();
        if (host.jobs(collection).stream().noneMatch(HostJob::running)) {
            return;
        }
        for (ReplicationMethod method :
                List.of(ReplicationMethod.CANCEL_RESYNCHRONIZE, ReplicationMethod.CANCEL_INITIAL_REPLICATION)) {
            HostAnswer answer = host.invoke(collection, new ReplicationCall.Plain(method));
            story.add(site + " " + name + " " + method + ": "
                    + answer.returnValue().describe());
        }
        pass(Duration.ofSeconds(3));
    }

    private void done(Site site, String name, ReplicationCall call) {
        HyperVHost host = fabric.host(site);
        HostAnswer answer = host.invoke(find(site, name).orElseThrow(), call);
        story.add(site + " " + name + " " + call + ": " + answer.returnValue().describe());
        assertThat(answer.returnValue().accepted()).as(call + " in " + states()).isTrue();
        fabric.advance(Duration.ofSeconds(3));
        // A switch may let a start run as long as its copy, or show jobs on their own node only.
        Optional<HostJob> job = Optional.ofNullable(answer.jobPath()).flatMap(host::job);
        assertThat(job.flatMap(HostJob::failure)).as(call + ": " + job).isEmpty();
        story.add(states());
    }

    private Optional<HostCollection> find(Site site, String name) {
        return fabric.host(site).collectionsNamed(name).stream().findFirst();
    }

    private String states() {
        return NAMES.stream()
                .map(name -> name + " " + state(Site.PRIMARY, name) + " " + state(Site.RECOVERY, name))
                .toList()
                .toString();
    }

    private String state(Site site, String name) {
        return find(site, name)
                .map(c -> c.mode().number() + "/" + c.state().number())
                .orElse("-");
    }

    private <T> T pick(List<T> all) {
        return pick(random, all);
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public void close() {
        fabric.close();
    }
}
