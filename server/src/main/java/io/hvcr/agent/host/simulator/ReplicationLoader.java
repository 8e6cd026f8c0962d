// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.CRITICAL;
import static io.hvcr.agent.domain.CollectionState.Known.REPLICATING;
import static io.hvcr.agent.domain.CollectionState.Known.RESYNCHRONIZING;
import static io.hvcr.agent.domain.CollectionState.Known.SUSPENDED;
import static io.hvcr.agent.domain.CollectionState.Known.WAITING_INITIAL_REPLICATION;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.JobType;
import io.hvcr.agent.domain.LastReplicationType;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.host.simulator.ScenarioDocument.ReplicationDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts both sides of a replication that has gone on for some time when the scenario begins. */
final class ReplicationLoader {

    private final CopyEngine copies;

    ReplicationLoader(CopyEngine copies) {
        this.copies = copies;
    }

    void load(Scene scene, CollectionRow row, ReplicationDocument document) {
        Instant since = scene.now().minus(Duration.ofMinutes(document.sinceMinutes()));
        ReplicationSettings settings = settings(scene, row, document.settings());
        boolean complete = complete(document.state());
        CollectionState before = before(document);
        CollectionRow primary = row.edit(draft -> {
            draft.at(Side.PRIMARY, document.state());
            draft.replication = replication(settings, since, complete).edit(inner -> inner.before = before);
            if (document.state() == CollectionState.Known.PLANNED_FAILOVER_INITIATED) {
                draft.eachMember(member -> member.with(PowerState.Known.OFF).withLock(true));
            }
        });
        CollectionState otherState = document.otherState() == null ? otherState(document) : document.otherState();
        CollectionRow replica = replica(scene, primary, otherState, document.replicaDiskFull());
        scene.put(primary);
        scene.put(replica);
        if (document.state() == WAITING_INITIAL_REPLICATION || document.state() == RESYNCHRONIZING) {
            copy(scene, primary, document);
        }
        if (document.state() == CRITICAL) {
            stopped(scene, scene.existing(primary.place()));
        }
        CycleEngine.adjust(scene, row.id());
    }

    private static ReplicationSettings settings(Scene scene, CollectionRow row, @Nullable ReplicationSettings given) {
        ReplicationSettings usual = new ReplicationSettings(
                AuthenticationType.Known.KERBEROS,
                null,
                null,
                null,
                null,
                scene.cluster(row.site().other()).broker(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        ReplicationSettings asked = given == null ? usual : usual.with(given);
        return SettingsRules.complete(asked, row, scene.cluster(row.site()));
    }

    private static boolean complete(CollectionState state) {
        return !(state == CollectionState.Known.READY
                || state == WAITING_INITIAL_REPLICATION
                || state == CollectionState.Known.PARTIALLY_ENABLED);
    }

    private static @Nullable CollectionState before(ReplicationDocument document) {
        boolean stands = document.state() == SUSPENDED || document.state() == CRITICAL;
        return stands && document.before() == null ? REPLICATING : document.before();
    }

    private static Replication replication(ReplicationSettings settings, Instant since, boolean complete) {
        return Replication.fresh(settings, since).edit(draft -> {
            draft.complete = complete;
            if (complete) {
                Integer interval = settings.replicationInterval();
                draft.flow = new Flow(
                        Flow.Law.FLOWING,
                        since,
                        interval == null ? 300 : interval,
                        0,
                        0,
                        since,
                        LastReplicationType.Known.REGULAR);
            }
        });
    }

    private static CollectionState otherState(ReplicationDocument document) {
        if (!(document.state() instanceof CollectionState.Known known)) {
            return REPLICATING;
        }
        return switch (known) {
            case READY, WAITING_INITIAL_REPLICATION, PARTIALLY_ENABLED -> WAITING_INITIAL_REPLICATION;
            case RESYNCHRONIZING -> RESYNCHRONIZING;
            case DISABLED,
                    REPLICATING,
                    FAILOVER_INITIATED,
                    RECOVERED,
                    COMMITTED,
                    SUSPENDED,
                    CRITICAL,
                    WAITING_RESYNCHRONIZATION,
                    PLANNED_FAILOVER_INITIATED,
                    REPURPOSE_INITIATED,
                    TEST_FAILOVER_INITIATED,
                    PARTIALLY_DISABLED,
                    PARTIALLY_RECOVERED -> REPLICATING;
        };
    }

    private static CollectionRow replica(Scene scene, CollectionRow primary, CollectionState state, boolean diskFull) {
        Replication sent = primary.replicated();
        CollectionRow placeholder = CreateEffect.placeholder(scene, primary, sent.settings());
        boolean failedOver = state == CollectionState.Known.RECOVERED || state == CollectionState.Known.COMMITTED;
        return placeholder.edit(draft -> {
            draft.at(Side.RECOVERY, state);
            draft.failoverType = failedOver ? FailoverType.Known.REGULAR : FailoverType.Known.NONE;
            draft.replication = sent.edit(inner -> {
                inner.before = state == SUSPENDED || state == CRITICAL ? REPLICATING : null;
                inner.diskFull = diskFull;
                inner.points = sent.complete()
                        ? List.of(new Point(sent.flow().anchor(), true, ConsistencyLevel.Known.GROUP_CRASH_CONSISTENT))
                        : List.of();
            });
        });
    }

    private void copy(Scene scene, CollectionRow primary, ReplicationDocument document) {
        Copy.CopyKind kind = document.copy() != null
                ? document.copy()
                : document.state() == RESYNCHRONIZING ? Copy.CopyKind.RESYNCHRONIZATION : Copy.CopyKind.NETWORK;
        JobRow cause = JobBook.method(
                scene,
                primary,
                kind == Copy.CopyKind.RESYNCHRONIZATION
                        ? ReplicationMethod.RESYNCHRONIZE
                        : ReplicationMethod.START_REPLICATION,
                JobType.of(94),
                new Work.Plain(),
                Goal.only(Goal.Kind.STAYS));
        copies.begin(scene, primary, kind, null, cause);
        CollectionRow begun = scene.existing(primary.place());
        Copy copy = begun.replicated().copy();
        if (copy != null) {
            scene.put(begun.replicating(draft -> draft.copy = copy.partly(document.percent())));
        }
    }

    /** A collection that had stopped before the scenario began. */
    private static void stopped(Scene scene, CollectionRow primary) {
        Troubles.ofSender(scene, primary)
                .ifPresent(cause ->
                        scene.put(primary.replicating(draft -> draft.trouble = new Trouble(cause, scene.now(), null))));
    }
}
