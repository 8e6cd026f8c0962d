// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.domain.Truth;
import io.hvcr.agent.domain.Verdict;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failover that no planned failover has preceded can lose data and leave two primaries. It is the one host method that the
 * agent asks about first (design 3.1).
 */
final class Acknowledgement {

    private Acknowledgement() {}

    /** Refuses where it would be taken and nobody has acknowledged it; what the host refuses anyway is the host's to refuse. */
    static void refuseWithout(
            Observer observer, TransitionTable table, HostCollection collection, CallRequest request) {
        if (!(request.call() instanceof ReplicationCall.InitiateFailover) || request.acknowledgeUnplanned()) {
            return;
        }
        Observed seen = observer.get(collection, EnumSet.of(Include.MEMBERS, Include.RECOVERY_POINTS));
        Verdict verdict =
                table.judge(seen.side(), seen.state(), request.call().method(), FactFinder.of(seen, request.call()));
        String why = unplanned(seen);
        if (verdict instanceof Verdict.Refused || why == null) {
            return;
        }
        throw Problem.invalid(Reason.NEEDS_ACKNOWLEDGEMENT, "acknowledge", why)
                .collection(seen.collection())
                .mode(seen.mode())
                .state(seen.state())
                .allowed(List.of("unplanned"))
                .hint(
                        "Where the primary is alive, call InitiatePlannedFailover there first. Otherwise make sure that its virtual machines are off, and send \"acknowledge\":\"unplanned\".")
                .toException();
    }

    /** Why a failover would be unplanned, in a sentence for people; null where a planned one was received. */
    static @Nullable String unplanned(Observed seen) {
        Truth planned = FactFinder.plannedFailoverReceived(seen);
        if (planned == Truth.YES) {
            return null;
        }
        String why = planned == Truth.NO
                ? "the last replication that was received is not a planned failover"
                : "whether a planned failover was received cannot be seen";
        return "InitiateFailover on " + seen.describe() + " would be an unplanned failover: " + why
                + ". Changes since the last replication are lost, and the primary may still be alive: if it is, two copies run";
    }
}
