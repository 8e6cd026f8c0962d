// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.Side;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of states 11 to 16 are certain, their meanings inferred (contract 3.2). A plan that changes something on
 * the strength of one of them looks at what else the host says, and holds back where that contradicts (design 2).
 */
final class InferredStates {

    /** Member states that a half-made relationship leaves behind beside finished ones. */
    private static final Set<MemberState.Known> UNFINISHED =
            EnumSet.of(MemberState.Known.DISABLED, MemberState.Known.READY, MemberState.Known.CRITICAL);

    private InferredStates() {}

    static void check(PlanDraft draft) {
        if (!draft.hasSteps()) {
            return;
        }
        Observed seen = draft.seen;
        boolean partial = seen.state() == CollectionState.Known.PARTIALLY_ENABLED
                || seen.state() == CollectionState.Known.PARTIALLY_DISABLED;
        if (seen.source().failoverType() != FailoverType.Known.NONE && (partial || seen.side() == Side.RECOVERY)) {
            contradicted(
                    draft,
                    Reason.INVALID_STATE,
                    "it reports a failover of kind "
                            + seen.source().failoverType().describe()
                            + "; finish it (CommitFailover, or RevertFailover) first");
        } else if (seen.side() == Side.RECOVERY && seen.testCollection() != null) {
            contradicted(
                    draft,
                    Reason.TEST_COLLECTION_EXISTS,
                    "its test collection " + seen.testCollection().ref().describe()
                            + " would be left behind; call RevertTestReplicaCollection first");
        } else if (seen.state() == CollectionState.Known.PARTIALLY_ENABLED && allFinished(seen.members())) {
            contradicted(
                    draft,
                    Reason.UNKNOWN_STATE,
                    "the name of state 14 is inferred, and none of its members looks half enabled; use the host methods if you know better");
        }
    }

    private static boolean allFinished(@Nullable List<Member> members) {
        return members != null
                && !members.isEmpty()
                && members.stream()
                        .noneMatch(m -> m.state() instanceof MemberState.Known known && UNFINISHED.contains(known));
    }

    private static void contradicted(PlanDraft draft, Reason reason, String why) {
        draft.block(
                reason,
                "Nothing is changed on " + draft.seen.describe() + ": " + why + ".",
                ReturnCode.Known.INVALID_STATE,
                "state");
    }
}
