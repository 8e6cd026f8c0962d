// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the transition table: on this side, in these states, this method is taken when all guards hold.
 *
 * @param answer 0 or 4096. Which of the two a host gives is not documented; a client takes both (contract 2.3)
 * @param assumption the switch that the row hangs on, for rows of low evidence
 * @param without the switch whose being on removes the row, for the alternative to such a row
 */
public record Transition(
        Side side,
        Set<CollectionState.Known> states,
        ReplicationMethod method,
        List<Guard> guards,
        ReturnCode.Known answer,
        Next next,
        Evidence evidence,
        @Nullable Assumption assumption,
        @Nullable Assumption without) {

    public Transition {
        states = Set.copyOf(EnumSet.copyOf(states));
        guards = List.copyOf(guards);
    }

    boolean active(Set<Assumption> assumptions) {
        return (assumption == null || assumptions.contains(assumption))
                && (without == null || !assumptions.contains(without));
    }

    boolean matches(Side wantedSide, CollectionState state, ReplicationMethod wantedMethod) {
        return side == wantedSide && method == wantedMethod && states.contains(state);
    }

    /** Whether all guards hold; one that does not outweighs one that cannot be told. */
    public Truth test(Facts facts) {
        Truth all = Truth.YES;
        for (Guard guard : guards) {
            Truth one = guard.test(facts);
            if (one == Truth.NO) {
                return Truth.NO;
            }
            if (one == Truth.UNKNOWN) {
                all = Truth.UNKNOWN;
            }
        }
        return all;
    }

    /** The first guard that does not hold. */
    public Optional<Guard> firstUnmet(Facts facts) {
        return guards.stream().filter(g -> g.test(facts) == Truth.NO).findFirst();
    }

    /** The first guard that cannot be told. */
    public Optional<Guard> firstUnknown(Facts facts) {
        return guards.stream().filter(g -> g.test(facts) == Truth.UNKNOWN).findFirst();
    }
}
