// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The time that one request may still be held; every wait of it takes from the same amount. */
final class Patience {

    private final Scheduler scheduler;
    private final Scheduler.Deadline deadline;

    Patience(Scheduler scheduler, Duration atMost) {
        this.scheduler = scheduler;
        this.deadline = scheduler.deadline(atMost);
    }

    boolean await(BooleanSupplier condition) {
        return scheduler.await(deadline.left(), condition);
    }

    /** Lets some time pass; answers whether any is left. */
    boolean pause(Duration pause) {
        Duration left = deadline.left();
        if (left.isZero()) {
            return false;
        }
        scheduler.await(left.compareTo(pause) < 0 ? left : pause, () -> false);
        return !deadline.left().isZero();
    }
}
