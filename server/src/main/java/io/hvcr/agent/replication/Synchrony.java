// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredState;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When {@code wait: synchronized} is satisfied: the wanted state is there, and nothing is being copied (design 3.2). */
final class Synchrony {

    private static final Set<CollectionState.Known> UNDER_WAY = EnumSet.of(
            CollectionState.Known.WAITING_INITIAL_REPLICATION,
            CollectionState.Known.RESYNCHRONIZING,
            CollectionState.Known.FAILOVER_INITIATED,
            CollectionState.Known.REPURPOSE_INITIATED);

    private Synchrony() {}

    /** A copy that is only scheduled is not there yet, although its schedule satisfies {@code replicating}. */
    static boolean reached(Observed now, @Nullable DesiredState goal) {
        boolean copyPending = goal == DesiredState.REPLICATING && now.pendingStart() != null;
        return possible(now, goal) && !copying(now.state()) && !copyPending;
    }

    /** Whether the wanted state is among those satisfied: then it is only a matter of time. */
    static boolean possible(Observed now, @Nullable DesiredState goal) {
        return goal == null || now.satisfies().contains(goal);
    }

    static boolean copying(CollectionState state) {
        return state instanceof CollectionState.Known known && UNDER_WAY.contains(known);
    }
}
