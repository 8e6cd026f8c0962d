// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.Next;
import io.hvcr.agent.domain.Side;
import org.jspecify.annotations.Nullable;

/**
 * Where the transition table leads an accepted call, kept with its job until the end.
 *
 * @param kind which case of {@link Next}
 * @param during the state while the work is done
 * @param side the side at the end
 * @param state the state at the end
 */
record Goal(
        Kind kind,
        @Nullable CollectionState during,
        @Nullable Side side,
        @Nullable CollectionState state) {

    enum Kind {
        STAYS,
        TO,
        THROUGH,
        BEFORE_SUSPENSION,
        JOB_FAILS
    }

    static Goal of(Next next) {
        return switch (next) {
            case Next.Stays stays -> only(Kind.STAYS);
            case Next.To to -> new Goal(Kind.TO, null, to.side(), to.state());
            case Next.Through through -> new Goal(Kind.THROUGH, through.during(), through.side(), through.end());
            case Next.BeforeSuspension before -> only(Kind.BEFORE_SUSPENSION);
            case Next.JobFails fails -> only(Kind.JOB_FAILS);
        };
    }

    /** A goal that is no other state. */
    static Goal only(Kind kind) {
        return new Goal(kind, null, null, null);
    }

    /** The row where the goal is reached. */
    CollectionRow reached(CollectionRow row) {
        return side == null || state == null ? row : row.at(side, state);
    }
}
