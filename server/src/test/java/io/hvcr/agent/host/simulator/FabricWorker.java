// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.host.HyperVHost;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/**
 * A process that works on a fabric until it is killed: it calls methods on either site, and after each it lets a second pass and says
 * so in one line, so that whoever kills it knows what has to be in the file.
 */
final class FabricWorker {

    private static final List<ReplicationMethod> PLAIN = List.of(
            ReplicationMethod.SUSPEND_REPLICATION,
            ReplicationMethod.RESUME_REPLICATION,
            ReplicationMethod.CANCEL_INITIAL_REPLICATION,
            ReplicationMethod.REVERT_TEST_REPLICA_COLLECTION,
            ReplicationMethod.REVERT_FAILOVER,
            ReplicationMethod.RESET_REPLICATION_STATISTICS,
            ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP);

    private FabricWorker() {}

    /**
     * Works until it is killed.
     *
     * @param arguments the fabric's file, and a seed
     */
    public static void main(String[] arguments) {
        Random random = new Random(Long.parseLong(arguments[1]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (SimulatedFabric fabric = SimulatedFabric.open(
                Path.of(arguments[0]), InstantSource.fixed(TestFabric.NOON), new ScenarioSource.Named("two"))) {
            out.println("ready");
            while (!Thread.currentThread().isInterrupted()) {
                work(fabric, random);
                fabric.advance(Duration.ofSeconds(1));
                out.println("second");
            }
        }
    }

    private static void work(SimulatedFabric fabric, Random random) {
        Site site = random.nextBoolean() ? Site.PRIMARY : Site.RECOVERY;
        HyperVHost host = fabric.host(site);
        List<HostCollection> all = host.collections();
        HostCollection collection = all.get(random.nextInt(all.size()));
        host.invoke(collection, call(site, random));
        host.members(collection);
        host.jobs();
    }

    private static ReplicationCall call(Site site, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new ReplicationCall.Create(TestFabric.toBroker(site.other()));
            case 1 -> new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null);
            case 2 -> new ReplicationCall.TestReplica(null);
            case 3 -> new ReplicationCall.InitiateFailover(null);
            default -> new ReplicationCall.Plain(PLAIN.get(random.nextInt(PLAIN.size())));
        };
    }
}
