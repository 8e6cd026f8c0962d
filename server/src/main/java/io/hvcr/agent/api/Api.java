// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.SimulatorControl;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.replication.Checker;
import io.hvcr.agent.replication.Observer;
import io.hvcr.agent.replication.Operations;
import io.hvcr.agent.replication.Reconciler;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All methods of API version 1, in the order in which they are published. */
public final class Api {

    private final List<ApiMethod<?, ?>> methods;
    private final boolean simulated;

    /**
     * What the methods work with.
     *
     * @param host who answers, and the host's clock
     * @param simulator what only a simulated host offers; null on a real one
     * @param clock the agent's clock, for the age of readings
     * @param binder writes requests in one form for their fingerprints
     * @param version of the agent
     */
    public record Parts(
            HyperVHost host,
            @Nullable SimulatorControl simulator,
            Observer observer,
            Reconciler reconciler,
            Checker checker,
            Operations operations,
            ExportLocationPolicy exports,
            AgentLimits limits,
            InstantSource clock,
            JsonBinder binder,
            String version) {}

    public Api(Parts parts) {
        ClusterGuard guard = new ClusterGuard(parts.host::identity);
        RecoveryPoints points = new RecoveryPoints(parts.observer);
        Fingerprints fingerprints = new Fingerprints(parts.binder);
        Answers answers = new Answers(parts.clock);
        HostMethods host = new HostMethods(
                guard,
                new HostCalls(parts.observer, points, parts.exports),
                points,
                parts.observer,
                parts.operations,
                fingerprints,
                parts.host::hostTime);
        ReplicationMethods replication = new ReplicationMethods(
                guard,
                parts.exports,
                parts.observer,
                parts.reconciler,
                parts.checker,
                parts.operations,
                fingerprints,
                answers);
        AgentMethods agent = new AgentMethods(
                parts.version, parts.host::identity, parts.host::hostTime, parts.limits, parts.host::preflight);
        List<ApiMethod<?, ?>> all = new ArrayList<>(HostCatalog.methods(host));
        all.addAll(DeclarativeCatalog.methods(
                replication, new OperationMethods(parts.operations, answers), new ListMethods(parts.observer), agent));
        all.addAll(SimulatorCatalog.methods(new SimulatorMethods(parts.simulator, parts.host::hostTime, parts.binder)));
        methods = List.copyOf(all);
        simulated = parts.simulator != null;
    }

    /** Everything that can be called. On a real host the simulator's methods are there, to say that they are not. */
    public List<ApiMethod<?, ?>> methods() {
        return methods;
    }

    /** What {@code rpc.discover} shows: on a real host nothing of the simulator. */
    public List<ApiMethod<?, ?>> published() {
        return simulated
                ? methods
                : methods.stream()
                        .filter(method -> !method.name().startsWith(SimulatorCatalog.PREFIX))
                        .toList();
    }
}
