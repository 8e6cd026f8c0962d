// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import static io.hvcr.agent.domain.CollectionState.Known.*;
import static io.hvcr.agent.domain.ReplicationMethod.*;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The desired × observed table of design 3.2, as data: what {@code apply} does about a wanted state in an observed one.
 *
 * <p>The table says <em>what</em> is called; whether the host takes it is the {@link TransitionTable}'s to say. A test
 * holds the two against each other.
 */
public final class DesiredTable {

    private static final DesiredCell SATISFIED = new DesiredCell.Satisfied();
    private static final DesiredCell SIDE_CHANGED = new DesiredCell.SideChanged();
    private static final DesiredCell NO_WAY = new DesiredCell.Blocked(Reason.NO_TRANSITION);
    private static final DesiredCell NOT_REPLICATED = new DesiredCell.Blocked(Reason.NOT_REPLICATED);
    private static final DesiredCell UNKNOWN = new DesiredCell.Blocked(Reason.UNKNOWN_STATE);
    private static final DesiredCell BUSY = new DesiredCell.Blocked(Reason.COLLECTION_BUSY);
    private static final DesiredCell REMOVE = calls(REMOVE_REPLICATION_RELATIONSHIP);
    private static final DesiredCell CREATE = calls(CREATE_REPLICATION_RELATIONSHIP);
    private static final DesiredCell CREATE_AND_START = calls(CREATE_REPLICATION_RELATIONSHIP, START_REPLICATION);

    /** The recovery side's states in which removal throws away nothing but a passive copy. */
    private static final Set<CollectionState.Known> REMOVABLE_REPLICA =
            EnumSet.of(WAITING_INITIAL_REPLICATION, REPLICATING, SUSPENDED, CRITICAL);

    private static final Map<CollectionState.Known, Row> PRIMARY = primary();

    private DesiredTable() {}

    /**
     * The cell of a wanted state in an observed side and state.
     *
     * @param schedulePending whether a start is scheduled: then state 1 satisfies {@code replicating}
     */
    public static DesiredCell cell(Side side, CollectionState state, DesiredState wanted, boolean schedulePending) {
        return switch (side) {
            case NONE -> new Row(CREATE, CREATE_AND_START, NOT_REPLICATED, SATISFIED).get(wanted);
            case PRIMARY -> primaryCell(state, wanted, schedulePending);
            case RECOVERY -> replicaCell(state, wanted);
            case TEST -> wanted == DesiredState.ABSENT ? NO_WAY : SIDE_CHANGED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** The wanted states that an observed side and state satisfy. */
    public static Set<DesiredState> satisfied(Side side, CollectionState state, boolean schedulePending) {
        Set<DesiredState> satisfied = EnumSet.noneOf(DesiredState.class);
        for (DesiredState wanted : DesiredState.values()) {
            DesiredCell cell = cell(side, state, wanted, schedulePending);
            if (cell instanceof DesiredCell.Satisfied || cell instanceof DesiredCell.SideChanged) {
                satisfied.add(wanted);
            }
        }
        return satisfied;
    }

    private static DesiredCell primaryCell(CollectionState state, DesiredState wanted, boolean schedulePending) {
        if (!(state instanceof CollectionState.Known known)) {
            return UNKNOWN;
        }
        if (known == READY && wanted == DesiredState.REPLICATING && schedulePending) {
            return SATISFIED;
        }
        Row row = PRIMARY.get(known);
        return row == null ? BUSY : row.get(wanted);
    }

    private static DesiredCell replicaCell(CollectionState state, DesiredState wanted) {
        if (wanted != DesiredState.ABSENT) {
            return SIDE_CHANGED;
        }
        return state instanceof CollectionState.Known known && REMOVABLE_REPLICA.contains(known) ? REMOVE : NO_WAY;
    }

    private static Map<CollectionState.Known, Row> primary() {
        Map<CollectionState.Known, Row> rows = new EnumMap<>(CollectionState.Known.class);
        rows.put(READY, new Row(SATISFIED, calls(START_REPLICATION), NO_WAY, REMOVE));
        Row running = new Row(SATISFIED, SATISFIED, calls(SUSPEND_REPLICATION), REMOVE);
        rows.put(WAITING_INITIAL_REPLICATION, running);
        rows.put(REPLICATING, running);
        rows.put(RESYNCHRONIZING, running);
        rows.put(SUSPENDED, new Row(SATISFIED, calls(RESUME_REPLICATION), SATISFIED, REMOVE));
        rows.put(CRITICAL, new Row(SATISFIED, calls(RESUME_REPLICATION), NO_WAY, REMOVE));
        DesiredCell resynchronize =
                new DesiredCell.Calls(List.of(RESYNCHRONIZE), EnumSet.of(Need.DISCARD_RECOVERY_POINTS));
        rows.put(WAITING_RESYNCHRONIZATION, new Row(SATISFIED, resynchronize, NO_WAY, REMOVE));
        rows.put(PARTIALLY_ENABLED, new Row(CREATE, CREATE_AND_START, NO_WAY, REMOVE));
        rows.put(PARTIALLY_DISABLED, new Row(NO_WAY, NO_WAY, NO_WAY, REMOVE));
        rows.put(PLANNED_FAILOVER_INITIATED, new Row(SIDE_CHANGED, SIDE_CHANGED, SIDE_CHANGED, NO_WAY));
        return rows;
    }

    private static DesiredCell calls(ReplicationMethod... methods) {
        return new DesiredCell.Calls(List.of(methods), Set.of());
    }

    /** The cells of one observed state. */
    private record Row(DesiredCell enabled, DesiredCell replicating, DesiredCell suspended, DesiredCell absent) {

        DesiredCell get(DesiredState wanted) {
            return switch (wanted) {
                case ENABLED -> enabled;
                case REPLICATING -> replicating;
                case SUSPENDED -> suspended;
                case ABSENT -> absent;
            };
        }
    }
}
