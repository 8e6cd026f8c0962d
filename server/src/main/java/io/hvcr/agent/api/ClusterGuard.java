// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.host.HostIdentity;
import io.hvcr.agent.json.Texts;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps a call that is meant for one cluster from another: the two sites of a replication have collections of one name and id. */
final class ClusterGuard {

    private final Supplier<HostIdentity> identity;

    ClusterGuard(Supplier<HostIdentity> identity) {
        this.identity = identity;
    }

    /** @throws io.hvcr.agent.domain.ProblemException −32009 {@code wrong_cluster} */
    void check(@Nullable String expected) {
        if (expected == null) {
            return;
        }
        HostIdentity here = identity.get();
        if (expected.equalsIgnoreCase(here.clusterName()) || expected.equalsIgnoreCase(here.clusterId())) {
            return;
        }
        throw Problem.of(
                        ErrorCode.CONFLICT,
                        Reason.WRONG_CLUSTER,
                        "this agent serves the cluster " + here.clusterName() + " (" + here.clusterId()
                                + "), and expectCluster is " + Texts.quoted(expected))
                .path("expectCluster")
                .allowed(List.of(here.clusterName(), here.clusterId()))
                .hint("Send the call to an agent of the cluster that you mean.")
                .toException();
    }
}
