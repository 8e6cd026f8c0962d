// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.host.HostIdentity;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.WriteNull;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code agent.*}: who answers, within which limits, and what of the prerequisites holds (design 3.2; contract 1.3). */
final class AgentMethods {

    private static final int API_VERSION = 1;

    private final String version;
    private final Supplier<HostIdentity> identity;
    private final Supplier<Instant> hostTime;
    private final AgentLimits limits;
    private final Supplier<List<PreflightCheck>> preflight;

    AgentMethods(
            String version,
            Supplier<HostIdentity> identity,
            Supplier<Instant> hostTime,
            AgentLimits limits,
            Supplier<List<PreflightCheck>> preflight) {
        this.version = version;
        this.identity = identity;
        this.hostTime = hostTime;
        this.limits = limits;
        this.preflight = preflight;
    }

    /** No params. */
    record Nothing() {}

    /** What {@code agent.info} answers. */
    record Info(
            @Doc("The agent's version") String version,
            @Doc("The version of this API") int apiVersion,

            @Doc("simulator: nothing is real; wmi: the host's management service")
            HostIdentity.Backend backend,

            @Doc("primary or recovery: the site of a simulated fabric; null on a real cluster") @WriteNull @Nullable
            String site,

            @Doc("The cluster that this agent serves") Cluster cluster,
            @Doc("The node that this agent runs on") String node,

            @Doc("The client access point of the cluster's Hyper-V Replica Broker, where one is known")
            @WriteNull
            @Nullable
            String broker,

            @Doc("The host's clock, by which start times are judged")
            Instant hostTime,

            @Doc("What this host can do beyond the 21 methods")
            List<String> capabilities) {}

    /** A cluster. */
    @Doc("A cluster")
    record Cluster(
            @Doc("Its id") String id, @Doc("Its name") String name) {}

    Info info() {
        HostIdentity who = identity.get();
        return new Info(
                version,
                API_VERSION,
                who.backend(),
                who.site(),
                new Cluster(who.clusterId(), who.clusterName()),
                who.node(),
                who.broker(),
                hostTime.get(),
                who.capabilities());
    }

    AgentLimits limits() {
        return limits;
    }

    /** What {@code agent.preflight} answers. */
    record Preflight(
            @Doc("The prerequisites of contract 1.3, P1 to P16")
            List<Checked> items) {}

    /** One prerequisite. */
    @Doc("One prerequisite of collection replication")
    record Checked(
            @Doc("P1 to P16") String id,
            @Doc("What has to hold") String title,
            @Doc("pass, fail or notCheckable") PreflightCheck.Status status,
            @Doc("What was seen") String detail,
            @Doc("What to do about it") @WriteNull @Nullable String hint) {}

    Preflight preflight() {
        return new Preflight(preflight.get().stream()
                .map(c -> new Checked(c.id(), c.title(), c.status(), c.detail(), c.hint()))
                .toList());
    }
}
