// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.api.AgentLimits;
import io.hvcr.agent.api.Api;
import io.hvcr.agent.api.ApiJson;
import io.hvcr.agent.api.ExportLocationPolicy;
import io.hvcr.agent.host.HostIdentity;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.SimulatorControl;
import io.hvcr.agent.journal.Journal;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.replication.Checker;
import io.hvcr.agent.replication.HealthCache;
import io.hvcr.agent.replication.HealthSampling;
import io.hvcr.agent.replication.JournalMemory;
import io.hvcr.agent.replication.Observer;
import io.hvcr.agent.replication.OperationLimits;
import io.hvcr.agent.replication.Operations;
import io.hvcr.agent.replication.Reconciler;
import io.hvcr.agent.replication.Scheduler;
import io.hvcr.agent.rpc.AnswerContext;
import io.hvcr.agent.rpc.Discovery;
import io.hvcr.agent.rpc.Example;
import io.hvcr.agent.rpc.MethodRegistry;
import io.hvcr.agent.rpc.RpcDispatcher;
import io.hvcr.agent.rpc.RpcLimits;
import io.hvcr.agent.rpc.RpcListener;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything between the transport and the host, put together: what a test drives without a network, and what {@link Service} puts
 * behind one.
 */
final class AgentCore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentCore.class);
    private static final Duration PRUNE_EVERY = Duration.ofDays(1);

    private final Scheduler scheduler;
    private final Journal journal;
    private final HealthCache health;
    private final Observer observer;
    private final Operations operations;
    private final RpcDispatcher dispatcher;
    private final Duration journalAge;

    /**
     * What the core is made of.
     *
     * @param simulator what only a simulated host offers; null on a real one
     * @param journalFile made where it is not there
     * @param random for the ids of operations
     * @param maxBodyBytes the transport's limit, for {@code agent.limits}
     * @param journalAge how long ended operations are kept
     */
    record Ingredients(
            HyperVHost host,
            @Nullable SimulatorControl simulator,
            Path journalFile,
            InstantSource clock,
            RandomGenerator random,
            Scheduler scheduler,
            ExportLocationPolicy exports,
            int maxBodyBytes,
            Duration journalAge,
            RpcListener listener,
            String version) {}

    AgentCore(Ingredients with) {
        scheduler = with.scheduler;
        journalAge = with.journalAge;
        journal = Journal.open(with.journalFile, with.host.identity().node(), with.clock, with.random);
        health = new HealthCache(with.host, with.clock, HealthSampling.DEFAULTS);
        observer = new Observer(with.host, health, new JournalMemory(journal));
        Reconciler reconciler = new Reconciler(with.host, observer);
        operations = new Operations(
                with.host, observer, reconciler, journal, scheduler, with.clock, OperationLimits.DEFAULTS);
        JsonBinder binder = ApiJson.binder();
        RpcLimits limits = RpcLimits.DEFAULT;
        Api api = new Api(new Api.Parts(
                with.host,
                with.simulator,
                observer,
                reconciler,
                new Checker(observer),
                operations,
                with.exports,
                AgentLimits.of(
                        with.maxBodyBytes, limits.maxBatch(), limits.maxAnswerBytes(), limits.json(), with.exports),
                with.clock,
                binder,
                with.version));
        MethodRegistry methods = new MethodRegistry(RpcMethods.of(api.methods()));
        dispatcher = new RpcDispatcher(
                methods,
                binder,
                new Discovery(
                        new MethodRegistry(RpcMethods.of(api.published())), binder, Example.packed(), with.version),
                () -> context(with.host.identity()),
                limits,
                with.listener);
    }

    private static AnswerContext context(HostIdentity who) {
        String cluster = who.clusterName().isBlank() ? null : who.clusterName();
        return new AnswerContext(who.backend().wireName(), cluster, who.node());
    }

    RpcDispatcher dispatcher() {
        return dispatcher;
    }

    Observer observer() {
        return observer;
    }

    Operations operations() {
        return operations;
    }

    /** Takes up what an earlier life of the agent left, and begins what goes on by itself. */
    void start() {
        operations.recover();
        health.start(scheduler);
        scheduler.schedule(Duration.ofMinutes(1), this::prune);
    }

    private void prune() {
        try {
            int gone = operations.prune(journalAge);
            if (gone > 0) {
                LOG.info("Forgot {} operations that ended more than {} days ago", gone, journalAge.toDays());
            }
        } finally {
            scheduler.schedule(PRUNE_EVERY, this::prune);
        }
    }

    /** No new changes; who waits gets an answer. Jobs of the host go on. */
    void stopTakingChanges() {
        dispatcher.stopTakingChanges();
        operations.stop();
    }

    @Override
    public void close() {
        scheduler.close();
        journal.close();
    }
}
