// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A SQLite file that several threads and several processes use at once.
 *
 * <p>It is in write-ahead mode with full synchronisation: a transaction that returned is on the disk, one that was cut off at any moment
 * never happened, and readers are not held up by a writer. All writers of this object share one connection and take turns on a lock of
 * ours, which is fair and has no time-out; against other processes SQLite's own lock stands, waited for at most the busy time-out.
 * Readers take a connection from a small pool each.
 */
public final class Database implements AutoCloseable {

    /** What a transaction is going to do; it cannot change its mind. */
    public enum Mode {
        /** Reads one moment; every write is refused. */
        READ("BEGIN"),
        /** Takes the write lock at once, so that what it reads first still holds when it writes. */
        IMMEDIATE("BEGIN IMMEDIATE");

        private final String begin;

        Mode(String begin) {
            this.begin = begin;
        }

        String begin() {
            return begin;
        }
    }

    /** How long a process waits for another one's write: far longer than any transaction of ours, shorter than a caller's patience. */
    public static final Duration DEFAULT_BUSY_TIMEOUT = Duration.ofSeconds(20);

    /** As many as commonly read at once; opening one more costs more than most reads. */
    private static final int IDLE_READERS = 16;

    private final Path file;
    private final Duration busyTimeout;
    private final Link writer;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Deque<Link> idleReaders = new ArrayDeque<>();
    private boolean closed;

    private Database(Path file, Duration busyTimeout, Link writer) {
        this.file = file;
        this.busyTimeout = busyTimeout;
        this.writer = writer;
    }

    /**
     * Opens a file, makes it where it is missing, and brings it up to date. Its folder has to exist.
     *
     * @throws DatabaseException when it is not ours, newer than this program, damaged or not accessible; the file is then unchanged
     */
    public static Database open(Path file, Schema schema) {
        return open(file, schema, DEFAULT_BUSY_TIMEOUT);
    }

    /** The same with another patience for other processes. */
    public static Database open(Path file, Schema schema, Duration busyTimeout) {
        Link writer = Link.open(file, busyTimeout, false);
        try {
            Migration.bringUpToDate(file, writer, schema, busyTimeout);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
        return new Database(file, busyTimeout, writer);
    }

    public Path file() {
        return file;
    }

    /** Runs work in one transaction; whatever it throws undoes it and comes out. */
    public <T> T inTransaction(Mode mode, Function<Transaction, T> work) {
        return switch (mode) {
            case IMMEDIATE -> write(work);
            case READ -> read(work);
        };
    }

    /** Reads in one transaction. */
    public <T> T read(Function<Transaction, T> work) {
        Link reader = borrowReader();
        boolean usable = false;
        try {
            T result = reader.run(Mode.READ, work);
            usable = true;
            return result;
        } finally {
            giveBack(reader, usable);
        }
    }

    /** Writes in one transaction that takes the write lock at its beginning. Must not be called from inside another one. */
    public <T> T write(Function<Transaction, T> work) {
        if (writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction inside a transaction");
        }
        writing.lock();
        try {
            refuseIfClosed();
            return writer.run(Mode.IMMEDIATE, work);
        } finally {
            writing.unlock();
        }
    }

    /** {@link #write} without a result. */
    public void change(Consumer<Transaction> work) {
        write(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    /** Waits for the writer, then closes every connection; the last one of all processes folds the log into the file. */
    @Override
    public void close() {
        writing.lock();
        try {
            synchronized (idleReaders) {
                if (closed) {
                    return;
                }
                closed = true;
                idleReaders.forEach(Link::close);
                idleReaders.clear();
            }
            writer.close();
        } finally {
            writing.unlock();
        }
    }

    private Link borrowReader() {
        synchronized (idleReaders) {
            refuseIfClosed();
            Link idle = idleReaders.pollFirst();
            if (idle != null) {
                return idle;
            }
        }
        return Link.open(file, busyTimeout, true);
    }

    private void giveBack(Link reader, boolean usable) {
        synchronized (idleReaders) {
            if (usable && !closed && idleReaders.size() < IDLE_READERS) {
                idleReaders.addFirst(reader);
                return;
            }
        }
        reader.close();
    }

    private void refuseIfClosed() {
        synchronized (idleReaders) {
            if (closed) {
                throw new IllegalStateException(file + " is closed");
            }
        }
    }
}
