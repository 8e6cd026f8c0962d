// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts requests that are being worked on; the lock is taken only when somebody waits for the last. */
final class InFlight {

    private final AtomicInteger count = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private volatile boolean awaited;

    void enter() {
        count.incrementAndGet();
    }

    void leave() {
        if (count.decrementAndGet() == 0 && awaited) {
            lock.lock();
            try {
                none.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until no request is being worked on; false when the time is over before. */
    boolean awaitNone(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            awaited = true;
            long left = atMost.toNanos();
            while (count.get() > 0) {
                if (left <= 0) {
                    return false;
                }
                // No signal is lost: whoever leaves after this look sees `awaited` and needs the lock, which waiting
                // gives up.
                left = none.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
