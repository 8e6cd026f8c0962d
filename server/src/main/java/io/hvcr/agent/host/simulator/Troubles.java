// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.host.simulator.Trouble.Cause.LINK_DOWN;
import static io.hvcr.agent.host.simulator.Trouble.Cause.OTHER_SIDE_FAILED_OVER;
import static io.hvcr.agent.host.simulator.Trouble.Cause.OTHER_SIDE_FULL;
import static io.hvcr.agent.host.simulator.Trouble.Cause.OTHER_SIDE_GONE;
import static io.hvcr.agent.host.simulator.Trouble.Cause.OTHER_SIDE_STOPPED;
import static io.hvcr.agent.host.simulator.Trouble.Cause.OTHER_SIDE_SUSPENDED;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.host.simulator.Trouble.Cause;
import java.util.Optional;

/** Looks for what would keep a collection from sending or receiving at this moment. */
final class Troubles {

    private Troubles() {}

    /** Why a primary collection cannot get anything to its counterpart; nothing where it can. */
    static Optional<Cause> ofSender(Scene scene, CollectionRow primary) {
        if (!scene.fabric().link().up()) {
            return Optional.of(LINK_DOWN);
        }
        CollectionRow other = scene.counterpart(primary).orElse(null);
        if (other == null || other.side() != Side.RECOVERY) {
            return Optional.of(OTHER_SIDE_GONE);
        }
        if (full(scene, other)) {
            return Optional.of(OTHER_SIDE_FULL);
        }
        return other.state() instanceof CollectionState.Known known
                ? ofReceiver(known)
                : Optional.of(OTHER_SIDE_STOPPED);
    }

    private static Optional<Cause> ofReceiver(CollectionState.Known state) {
        return switch (state) {
            case FAILOVER_INITIATED, RECOVERED, COMMITTED, PARTIALLY_RECOVERED -> Optional.of(OTHER_SIDE_FAILED_OVER);
            case SUSPENDED -> Optional.of(OTHER_SIDE_SUSPENDED);
            case CRITICAL -> Optional.of(OTHER_SIDE_STOPPED);
            case WAITING_INITIAL_REPLICATION, REPLICATING, RESYNCHRONIZING, TEST_FAILOVER_INITIATED -> Optional.empty();
            case DISABLED,
                    READY,
                    WAITING_RESYNCHRONIZATION,
                    PLANNED_FAILOVER_INITIATED,
                    REPURPOSE_INITIATED,
                    PARTIALLY_ENABLED,
                    PARTIALLY_DISABLED -> Optional.of(OTHER_SIDE_STOPPED);
        };
    }

    /** Whether a recovery collection has failed over, as the guards of the transition table mean it. */
    static boolean failedOver(CollectionRow row) {
        return row.is(Side.RECOVERY, CollectionState.Known.RECOVERED)
                || row.is(Side.RECOVERY, CollectionState.Known.COMMITTED);
    }

    /** Whether the storage of a replica is full: its own volume, or the cluster's. */
    static boolean full(Scene scene, CollectionRow replica) {
        return scene.cluster(replica.site()).diskFull()
                || (replica.replication() != null && replica.replication().diskFull());
    }

    /** Whether what stopped a collection has been mended. */
    static boolean gone(Scene scene, CollectionRow row) {
        return switch (row.side()) {
            case PRIMARY ->
                ofSender(scene, row)
                        .filter(cause -> cause != OTHER_SIDE_SUSPENDED)
                        .isEmpty();
            case RECOVERY -> !full(scene, row);
            case NONE, TEST, UNKNOWN -> true;
        };
    }
}
