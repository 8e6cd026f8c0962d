// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * When work is done, and how long somebody waits for it: the only two things of this package that have to do with time
 * passing. In the product it is a {@link ThreadScheduler}; a test steps it by hand, so that no test ever sleeps.
 */
public interface Scheduler extends AutoCloseable {

    /** Runs a task once, on one of the scheduler's threads, not before the delay is over. */
    void schedule(Duration delay, Runnable task);

    /**
     * Holds the caller until the condition is true or the time is over, and answers the condition. It is looked at again
     * after every {@link #signal}.
     */
    boolean await(Duration atMost, BooleanSupplier condition);

    /** A moment in the future, by a clock that nobody sets. */
    Deadline deadline(Duration fromNow);

    /** What is left until a moment. */
    interface Deadline {
        /** Zero once it is reached; never negative. */
        Duration left();
    }

    /** Something changed that somebody may be waiting for. */
    void signal();

    /** Starts nothing more and lets everybody go who waits. A task that runs is left to end. */
    @Override
    void close();
}
