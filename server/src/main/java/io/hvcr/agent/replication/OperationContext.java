// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.journal.Journal;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What every operation works with.
 *
 * @param stopping whether the agent is stopping: then no operation does anything more
 * @param done told of every operation that has ended
 */
record OperationContext(
        HyperVHost host,
        Observer observer,
        TransitionTable table,
        Refusals refusals,
        Effects effects,
        Journal journal,
        Scheduler scheduler,
        InstantSource clock,
        OperationLimits limits,
        CollectionLocks locks,
        BooleanSupplier stopping,
        Consumer<OperationRun> done) {}
