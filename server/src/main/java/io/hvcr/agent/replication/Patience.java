// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The time that one request may still be held; every wait of it takes from the same amount. */
final class Patience {

    private final Scheduler scheduler;
    private final Scheduler.Deadline deadline;
    private final BooleanSupplier stopping;

    /** @param stopping whether the agent is stopping: then nobody is held any longer */
    Patience(Scheduler scheduler, Duration atMost, BooleanSupplier stopping) {
        this.scheduler = scheduler;
        this.stopping = stopping;
        this.deadline = scheduler.deadline(atMost);
    }

    boolean await(BooleanSupplier condition) {
        return scheduler.await(deadline.left(), condition);
    }

    /** Lets some time pass; answers whether it is worth while to go on. */
    boolean pause(Duration pause) {
        Duration left = deadline.left();
        if (left.isZero()) {
            return false;
        }
        scheduler.await(left.compareTo(pause) < 0 ? left : pause, stopping);
        return !stopping.getAsBoolean() && !deadline.left().isZero();
    }
}
