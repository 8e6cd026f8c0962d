// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.journal.JournalException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operation on its way. It is given the processor again and again, does what can be done without waiting
 * ({@link OperationPhases}), and says when to come back: no thread is held by a job that runs for hours.
 *
 * <p>What is written to the journal is queued and flushed before anything else is done; while that fails, nothing more
 * happens to the host, and nobody is shown what is not on the disk.
 */
final class OperationRun {

    private static final Logger LOG = LoggerFactory.getLogger(OperationRun.class);

    private final OperationContext context;
    private final OperationModel model;
    private final JournalQueue journal;
    private final OperationPhases phases;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Shown shown;
    private volatile boolean cancelRequested;
    private volatile boolean started;
    private long turn;
    private boolean over;

    /**
     * What others see of it, in one piece.
     *
     * @param jobUnread whether the host has named a job that nobody has looked at yet: it is looked at next, and who waits for the
     *     acceptance is to be shown the job as well
     */
    private record Shown(Operation operation, boolean jobUnread) {}

    /**
     * An operation that is in the journal.
     *
     * @param source the collection as it was when the first step's intent was written; null after a restart
     */
    OperationRun(OperationContext context, OperationModel model, @Nullable HostCollection source) {
        this.context = context;
        this.model = model;
        this.journal = new JournalQueue(context.journal(), model);
        this.cancelRequested = model.cancelRequested;
        this.shown = new Shown(model.view(), false);
        this.phases = new OperationPhases(context, model, journal, this, () -> cancelRequested, source);
    }

    String id() {
        return model.id;
    }

    CollectionId collection() {
        return model.collection.id();
    }

    /** The operation as it is on the disk. */
    Operation view() {
        return shown.operation();
    }

    /** The same, to somebody who waits for this. */
    Operation view(Wait waitedFor) {
        Shown now = shown;
        Operation operation = now.operation().withWait(model.until, waitedFor);
        return waitedFor == Wait.ACCEPTED && now.jobUnread() ? operation.withWaitSatisfied(false) : operation;
    }

    /** From now on it may do something: it has the collection. */
    void start() {
        started = true;
        context.scheduler().schedule(Duration.ZERO, this::advance);
    }

    /** Does what can be done now, and arranges for the rest. Does nothing where another thread is at it. */
    void advance() {
        if (started && lock.tryLock()) {
            try {
                advanceLocked();
            } finally {
                lock.unlock();
            }
            context.scheduler().signal();
        }
    }

    /**
     * The same for somebody who wants the collection next: where another thread is at it, it is waited for a moment. What that thread
     * saw may be a little old, and a job that has ended since must not keep anybody out.
     */
    void nudge() {
        boolean mine = false;
        try {
            mine = started && lock.tryLock(context.limits().firstPoll().toMillis(), TimeUnit.MILLISECONDS);
            if (mine) {
                advanceLocked();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (mine) {
                lock.unlock();
                context.scheduler().signal();
            }
        }
    }

    /**
     * The same, unless somebody has advanced it meanwhile and arranged for the rest himself. It waits for the lock: whoever has it
     * may have arranged for this very turn and not have let go yet, and a turn that is dropped is never made up for.
     */
    private void resume(long expectedTurn) {
        lock.lock();
        try {
            if (turn == expectedTurn) {
                advanceLocked();
            }
        } finally {
            lock.unlock();
        }
        context.scheduler().signal();
    }

    private void advanceLocked() {
        if (over) {
            return;
        }
        Duration pause = context.limits().slowestPoll();
        try {
            pause = work();
        } catch (RuntimeException e) {
            LOG.error("Operation {} stumbled; it is looked at again", model.id, e);
        }
        if (phases.ended() && journal.isEmpty()) {
            over = true;
            context.locks().release(collection(), this);
            context.done().accept(this);
            LOG.info("Operation {} on {} ended: {}", model.id, model.collection.describe(), model.status);
        } else if (!context.stopping().getAsBoolean()) {
            long mine = ++turn;
            context.scheduler().schedule(pause, () -> resume(mine));
        }
    }

    /** Goes on until something has to be waited for; answers for how long. */
    private Duration work() {
        while (flush()) {
            if (phases.ended() || context.stopping().getAsBoolean()) {
                return Duration.ZERO;
            }
            Duration pause = phases.act();
            if (!pause.isZero()) {
                return flush() ? pause : context.limits().slowestPoll();
            }
            context.scheduler().signal();
        }
        return context.limits().slowestPoll();
    }

    private boolean flush() {
        try {
            journal.flush();
            shown = new Shown(model.view(), phases.jobUnread());
            return true;
        } catch (JournalException e) {
            LOG.warn("Operation {} waits for the journal: {}", model.id, e.getMessage());
            return false;
        }
    }

    /** No further step; what runs on the host is left alone. Returns at once. */
    void cancel() {
        cancelRequested = true;
        advance();
    }

    /** Another operation begins on the collection. An unknown outcome of this one can no longer be settled by the state. */
    void supersede() {
        lock.lock();
        try {
            if (phases.giveUp()) {
                advanceLocked();
            }
        } finally {
            lock.unlock();
        }
        context.scheduler().signal();
    }
}
