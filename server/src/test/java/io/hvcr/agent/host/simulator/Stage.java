// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.COMMITTED;
import static io.hvcr.agent.domain.CollectionState.Known.DISABLED;
import static io.hvcr.agent.domain.CollectionState.Known.PLANNED_FAILOVER_INITIATED;
import static io.hvcr.agent.domain.CollectionState.Known.RECOVERED;
import static io.hvcr.agent.domain.CollectionState.Known.REPLICATING;
import static io.hvcr.agent.domain.CollectionState.Known.RESYNCHRONIZING;
import static io.hvcr.agent.domain.CollectionState.Known.WAITING_INITIAL_REPLICATION;

import io.hvcr.agent.domain.Assumption;
import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.Fact;
import io.hvcr.agent.domain.Facts;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.JobType;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.Truth;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts one collection, on both sites, into any state of any side with any facts, without the way that leads there. The collection in
 * question is on site {@code primary} unless it is a recovery one.
 */
final class Stage {

    static final CollectionId ID = new CollectionId("5F3C7A10-0000-0000-0000-000000000001");
    private static final CollectionId TEST_ID = new CollectionId("5F3C7A10-0000-0000-0000-0000000000FF");
    private static final String NAME = "staged";
    private static final long GIGABYTE = 1_000_000_000L;

    private final Scene scene;
    private final Facts facts;
    private final Side side;
    private final CollectionState state;

    private Stage(Scene scene, Side side, CollectionState state, Facts facts) {
        this.scene = scene;
        this.facts = facts;
        this.side = side;
        this.state = state;
    }

    /** The site on which the collection in question is. */
    static Site site(Side side) {
        return side == Side.RECOVERY ? Site.RECOVERY : Site.PRIMARY;
    }

    /** Clears the fabric and sets the stage under these assumptions. */
    static void set(
            SimulatedFabric fabric, Set<Assumption> assumptions, Side side, CollectionState state, Facts facts) {
        fabric.loadNamed("empty");
        fabric.store().write(scene -> {
            FabricRow row = scene.fabric();
            scene.put(new FabricRow(
                    row.scenario(),
                    new ClockSetting(ClockMode.STEPPED, 1, TestFabric.NOON, TestFabric.NOON),
                    switches(assumptions),
                    row.timings(),
                    row.link(),
                    row.primary(),
                    row.recovery()));
            new Stage(scene, side, state, facts).build();
            return true;
        });
    }

    private static Switches switches(Set<Assumption> assumptions) {
        JsonObject.Builder json = Json.object();
        for (Assumption assumption : Assumption.values()) {
            json.put(assumption.wireName(), assumptions.contains(assumption));
        }
        return Documents.BINDER.read(json.build(), Switches.class);
    }

    private boolean is(Fact fact) {
        return facts.get(fact) == Truth.YES;
    }

    private boolean isNot(Fact fact) {
        return facts.get(fact) == Truth.NO;
    }

    private void build() {
        Site here = site(side);
        scene.put(row(here, side, state));
        if (side != Side.NONE) {
            scene.put(counterpart(here.other()));
        }
        if (is(Fact.TEST_EXISTS)) {
            scene.put(test(here));
        }
        if (is(Fact.SCHEDULE_PENDING)) {
            scene.put(pending(here));
        }
        if (is(Fact.DISK_UPDATE_RUNNING)) {
            scene.put(JobBook.diskUpdate(
                    scene, row(here, side, state), scene.now().plusSeconds(600)));
        }
        if (isNot(Fact.CAUSE_GONE) && side == Side.PRIMARY) {
            Link link = scene.fabric().link();
            scene.put(scene.fabric().with(new Link(false, HostFailure.CANNOT_CONNECT, link.bytesPerSecond())));
        }
        if (side != Side.NONE) {
            CycleEngine.adjust(scene, ID);
        }
    }

    private CollectionRow row(Site site, Side rowSide, CollectionState rowState) {
        boolean inQuestion = rowSide == side && rowState.equals(state);
        List<MemberRow> members =
                isNot(Fact.HAS_MEMBERS) ? List.of() : List.of(member("VM1", site), member("VM2", site));
        String shared = isNot(Fact.REPLICABLE) ? "shared.vhdx" : "shared.vhds";
        List<DiskRow> disks = members.isEmpty()
                ? List.of()
                : List.of(disk("os1.vhdx", "VM1"), disk("os2.vhdx", "VM2"), disk(shared, "VM1", "VM2"));
        return new CollectionRow(
                        site,
                        ID,
                        NAME,
                        HostCollection.Kind.VIRTUAL_SYSTEMS,
                        scene.cluster(site).firstNode(),
                        CollectionMode.Known.NONE,
                        DISABLED,
                        FailoverType.Known.NONE,
                        100_000,
                        members,
                        disks,
                        null,
                        rowSide == Side.NONE ? null : replication(site, rowSide, rowState, inQuestion))
                .at(rowSide, rowState);
    }

    private MemberRow member(String name, Site site) {
        PowerState power = isNot(Fact.MEMBERS_OFF) ? PowerState.Known.RUNNING : PowerState.Known.OFF;
        return new MemberRow(name, name, scene.cluster(site).firstNode(), power, false, true, false, null);
    }

    private static DiskRow disk(String file, String... members) {
        return new DiskRow("Microsoft:" + file, "C:\\" + file, 10 * GIGABYTE, List.of(members));
    }

    private Replication replication(Site site, Side rowSide, CollectionState rowState, boolean inQuestion) {
        ReplicationSettings settings =
                SettingsRules.FRESH.with(TestFabric.toBroker(site.other())).with(TestFabric.settings(null, 80));
        boolean copied = rowState != CollectionState.Known.READY && rowState != WAITING_INITIAL_REPLICATION;
        boolean asked = inQuestion && rowSide == Side.RECOVERY;
        boolean complete = asked ? !isNot(Fact.COPY_COMPLETE) : copied;
        Instant since = scene.now().minus(Duration.ofHours(3));
        return Replication.fresh(settings, since).edit(draft -> {
            draft.complete = complete;
            draft.before = rowState == CollectionState.Known.SUSPENDED || rowState == CollectionState.Known.CRITICAL
                    ? REPLICATING
                    : null;
            draft.copy = inQuestion && rowSide == Side.PRIMARY ? copy(rowState) : null;
            draft.testId = inQuestion && is(Fact.TEST_EXISTS) ? TEST_ID : null;
            draft.diskFull = inQuestion && rowSide == Side.RECOVERY && isNot(Fact.CAUSE_GONE);
            draft.points = complete && rowSide == Side.RECOVERY
                    ? List.of(new Point(since, true, ConsistencyLevel.Known.GROUP_CRASH_CONSISTENT))
                    : List.of();
        });
    }

    private @Nullable Copy copy(CollectionState rowState) {
        if (is(Fact.EXPORT_FINISHED)) {
            return copy(Copy.CopyKind.EXPORT, 1).done(scene.now());
        }
        if (rowState == WAITING_INITIAL_REPLICATION) {
            return copy(Copy.CopyKind.NETWORK, 0.1);
        }
        return rowState == RESYNCHRONIZING
                ? copy(Copy.CopyKind.RESYNCHRONIZATION, is(Fact.MERGE_STARTED) ? 0.95 : 0.1)
                : null;
    }

    private Copy copy(Copy.CopyKind kind, double done) {
        long total = 100 * GIGABYTE;
        return new Copy(
                kind, scene.now(), total, (long) (total * done), scene.now(), GIGABYTE, true, false, null, null);
    }

    /** The other side, in the state that goes with this one or that the facts ask for. */
    private CollectionRow counterpart(Site there) {
        if (side == Side.PRIMARY) {
            return row(there, Side.RECOVERY, is(Fact.OTHER_SIDE_FAILED_OVER) ? RECOVERED : receiver());
        }
        if (is(Fact.OTHER_SIDE_PREPARED)) {
            return row(there, Side.RECOVERY, WAITING_INITIAL_REPLICATION).replicating(draft -> draft.prepared = true);
        }
        return row(there, Side.PRIMARY, is(Fact.OTHER_SIDE_PLANNED) ? PLANNED_FAILOVER_INITIATED : sender());
    }

    private CollectionState.Known receiver() {
        return state == CollectionState.Known.READY
                        || state == WAITING_INITIAL_REPLICATION
                        || state == CollectionState.Known.PARTIALLY_ENABLED
                ? WAITING_INITIAL_REPLICATION
                : REPLICATING;
    }

    private CollectionState.Known sender() {
        boolean same = state == WAITING_INITIAL_REPLICATION || state == RESYNCHRONIZING;
        return same && state instanceof CollectionState.Known known ? known : REPLICATING;
    }

    private CollectionRow test(Site site) {
        return new CollectionRow(
                        site,
                        TEST_ID,
                        NAME + " - Test",
                        HostCollection.Kind.VIRTUAL_SYSTEMS,
                        scene.cluster(site).firstNode(),
                        CollectionMode.Known.NONE,
                        COMMITTED,
                        FailoverType.Known.NONE,
                        0,
                        List.of(),
                        List.of(),
                        ID,
                        null)
                .at(Side.TEST, DISABLED);
    }

    private JobRow pending(Site site) {
        boolean start = state == CollectionState.Known.READY;
        return JobBook.scheduled(
                scene,
                row(site, side, state),
                start ? ReplicationMethod.START_REPLICATION : ReplicationMethod.RESYNCHRONIZE,
                JobType.of(start ? 94 : 107),
                start ? new Work.Start(InitialReplicationType.NETWORK, null) : new Work.Plain(),
                new Goal(
                        Goal.Kind.THROUGH,
                        start ? WAITING_INITIAL_REPLICATION : RESYNCHRONIZING,
                        Side.PRIMARY,
                        REPLICATING),
                scene.now().plus(Duration.ofDays(1)));
    }
}
