// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationMethod;

/** Whether a plan may be carried out. */
final class Permits {

    private Permits() {}

    static void refuseUnlessShown(ApplyRequest request, Plan plan) {
        String shown = request.planDigest();
        // Nothing to do throws nothing away: a permission is not needed for it.
        if (shown == null || shown.equalsIgnoreCase(plan.digest()) || (!plan.changed() && plan.blocked() == null)) {
            return;
        }
        throw Problem.of(
                        ErrorCode.CONFLICT,
                        Reason.PLAN_CHANGED,
                        "the plan for " + plan.collection().describe()
                                + " is not the one that was shown: the collection or the document has changed. Now: "
                                + (plan.steps().isEmpty()
                                        ? "no step"
                                        : String.join(
                                                ", ",
                                                plan.steps().stream()
                                                        .map(step ->
                                                                step.method().wmiName())
                                                        .toList())))
                .path("planDigest")
                .collection(plan.collection())
                .mode(plan.mode())
                .state(plan.state())
                .hint("Plan again and look at the steps.")
                .toException();
    }

    static void refuseBlocked(Plan plan) {
        Blocked blocked = plan.blocked();
        if (blocked == null) {
            return;
        }
        throw Problem.of(ErrorCode.BLOCKED, blocked.reason(), blocked.message())
                .path(blocked.path())
                .collection(plan.collection())
                .mode(plan.mode())
                .state(plan.state())
                .returnValue(blocked.returnValue())
                .retryable(blocked.reason() == Reason.COLLECTION_BUSY)
                .allowed(blocked.next().stream().map(ReplicationMethod::wmiName).toList())
                .toException();
    }
}
