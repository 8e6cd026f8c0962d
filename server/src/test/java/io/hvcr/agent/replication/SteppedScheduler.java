// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Time by hand: tasks run on the thread that waits, in the order in which they are due, and the clock jumps from one to the
 * next. What takes a day takes no time.
 */
final class SteppedScheduler implements Scheduler, InstantSource {

    private record Task(Instant due, long order, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::order));
    private Instant now;
    private long order;

    SteppedScheduler(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        tasks.add(new Task(now.plus(delay), order++, task));
    }

    @Override
    public boolean await(Duration atMost, BooleanSupplier condition) {
        Instant end = now.plus(atMost);
        while (!condition.getAsBoolean()) {
            Task next = tasks.peek();
            if (next == null || next.due().isAfter(end)) {
                now = end;
                return condition.getAsBoolean();
            }
            tasks.remove();
            now = next.due().isAfter(now) ? next.due() : now;
            next.work().run();
        }
        return true;
    }

    /** Lets time pass. */
    void run(Duration time) {
        await(time, () -> false);
    }

    /** Lets the clock go on without giving anybody a turn. */
    void skip(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Deadline deadline(Duration fromNow) {
        Instant end = now.plus(fromNow);
        return () -> now.isAfter(end) ? Duration.ZERO : Duration.between(now, end);
    }

    @Override
    public void signal() {}

    @Override
    public void close() {
        tasks.clear();
    }
}
