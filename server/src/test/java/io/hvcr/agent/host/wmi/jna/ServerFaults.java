// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What the test wants to go wrong. */
final class ServerFaults {

    private final AtomicInteger generation = new AtomicInteger();
    private volatile int timeouts = 1;
    private volatile int refuseConnections;
    private volatile @Nullable String hanging;
    private volatile @Nullable String blocked;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile int rowsetError;
    private volatile int rowsetErrorAt;
    private final AtomicInteger untilPlanned = new AtomicInteger();
    private volatile int plannedError;

    /** Every wait says "not yet" that many times. */
    void timeouts(int count) {
        timeouts = count;
    }

    int timeouts() {
        return timeouts;
    }

    /** All connections made so far are lost. */
    void disconnect() {
        generation.incrementAndGet();
    }

    int generation() {
        return generation.get();
    }

    /** New connections are refused with this number; 0 lets them through again. */
    void refuseConnections(int hresult) {
        refuseConnections = hresult;
    }

    int refusal() {
        return refuseConnections;
    }

    /** Waiting for this method never ends. */
    void hang(@Nullable String method) {
        hanging = method;
    }

    boolean hangs(String method) {
        return method.equals(hanging);
    }

    /** Calling this method does not even return, until {@link #unblock}. */
    void block(String method, CountDownLatch until) {
        gate = until;
        blocked = method;
    }

    void block(String method) {
        if (method.equals(blocked)) {
            try {
                if (!gate.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody opened the gate of " + method);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void unblock() {
        blocked = null;
        gate.countDown();
    }

    /** Row sets break off at a row. */
    void breakRowsets(int hresult, int atRow) {
        rowsetErrorAt = atRow;
        rowsetError = hresult;
    }

    int rowsetError(int at) {
        return rowsetError != 0 && at >= rowsetErrorAt ? rowsetError : 0;
    }

    /** The call of that number from now on, of whatever method, fails; 1 is the next. */
    void failCall(int number, int hresult) {
        plannedError = hresult;
        untilPlanned.set(number);
    }

    /** What was planned for this call, or 0. */
    int planned() {
        return untilPlanned.get() > 0 && untilPlanned.decrementAndGet() == 0 ? plannedError : 0;
    }

    /** The server's idea of waiting. */
    void pass(int millis) {
        LockSupport.parkNanos(Math.min(millis, 2) * 1_000_000L);
    }
}
