// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.replication.Scheduler;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Runs everything a hundred times sooner: where the host's clock stands still, looking often costs nothing. */
record HurriedScheduler(Scheduler scheduler) implements Scheduler {

    private static final int SOONER = 100;

    @Override
    public void schedule(Duration delay, Runnable task) {
        scheduler.schedule(delay.dividedBy(SOONER), task);
    }

    @Override
    public boolean await(Duration atMost, BooleanSupplier condition) {
        return scheduler.await(atMost, condition);
    }

    @Override
    public Deadline deadline(Duration length) {
        return scheduler.deadline(length);
    }

    @Override
    public void signal() {
        scheduler.signal();
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
