// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small pool of daemon threads: as many host calls of operations run at once as it has threads, and no more. */
public final class ThreadScheduler implements Scheduler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadScheduler.class);

    private final ScheduledThreadPoolExecutor pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;

    public ThreadScheduler(int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory named = task -> {
            Thread thread = new Thread(task, "hvcr-operations-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        // What waits when the agent stops is dropped here and kept in the journal.
        pool = new ScheduledThreadPoolExecutor(threads, named, new ThreadPoolExecutor.DiscardPolicy());
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        ScheduledFuture<?> unused = pool.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A defect in one task must not silence the others, nor itself. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A scheduled task failed", e);
        }
    }

    @Override
    public boolean await(Duration atMost, BooleanSupplier condition) {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (true) {
                if (condition.getAsBoolean()) {
                    return true;
                }
                if (left <= 0 || closed) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return condition.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Deadline deadline(Duration fromNow) {
        long end = System.nanoTime() + fromNow.toNanos();
        return () -> Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    @Override
    public void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        pool.shutdown();
    }
}
