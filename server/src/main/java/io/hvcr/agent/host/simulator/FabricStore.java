// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.sql.Database;
import io.hvcr.agent.sql.Transaction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the fabric, for every thread of this process.
 *
 * <p>The file is the truth, the {@link Picture} a copy of it in memory. Whoever reads looks at the {@link ChangeMark} first, and
 * where that does not settle it, at the head of the file: if nobody has changed anything and nothing is due, the picture
 * answers. If another process has changed something, the changed rows are read. If something is due, a transaction takes
 * the file's write lock, and the {@link Timeline} lets happen in order what should have happened by now, whichever process
 * comes first and however long nobody looked. Whoever writes does the same in one transaction with what he wants to do. A
 * transaction that is cut off anywhere never happened; the picture is then thrown away.
 */
final class FabricStore implements AutoCloseable {

    private static final long NOTHING_KNOWN = -1;

    private final Database database;
    private final ChangeMark mark;
    private final InstantSource clock;
    private final Timeline timeline;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Picture picture = new Picture();
    /** The head that belongs to the picture; nothing while the picture is empty. */
    private FabricFile.@Nullable Head known;

    FabricStore(Path file, InstantSource clock, Timeline timeline) {
        this.database = FabricFile.open(file);
        this.mark = ChangeMark.beside(file);
        this.clock = clock;
        this.timeline = timeline;
    }

    /** Reads the picture at the present time. The function must neither keep nor change what it is given. */
    <T> T read(BiFunction<Picture, Instant, T> work) {
        while (true) {
            lock.readLock().lock();
            try {
                FabricFile.Head head = known;
                if (head != null && isCurrent(head)) {
                    Instant now = now(head);
                    if (!head.dueAt(now)) {
                        return work.apply(picture, now);
                    }
                }
            } finally {
                lock.readLock().unlock();
            }
            catchUp();
        }
    }

    /** Reads what a fabric keeps for life, from the picture as it was last read; only a scenario that is loaded changes that. */
    <T> T glance(Function<Picture, T> work) {
        lock.readLock().lock();
        try {
            if (known != null) {
                return work.apply(picture);
            }
        } finally {
            lock.readLock().unlock();
        }
        return read((present, now) -> work.apply(present));
    }

    /** Does something at the present time, in one transaction. */
    <T> T write(Function<Scene, T> work) {
        return transaction(transaction -> {
            FabricFile.Head head = refresh(transaction).orElseThrow(FabricStore::empty);
            FabricFile.Writing file = new FabricFile.Writing(transaction, head.version() + 1);
            Instant now = now(head);
            Scene scene = new Scene(picture, file, head.lastTime(), head.nextNumber());
            timeline.catchUp(scene, now);
            T result = work.apply(scene);
            if (scene.changed()) {
                finish(file, scene, scene.now());
            }
            return result;
        });
    }

    /** Puts a fabric into the file: instead of the one that is there, or only if none is. */
    void load(boolean replace, ScenarioLoader.Beginning beginning) {
        transaction(transaction -> {
            Optional<FabricFile.Head> head = refresh(transaction);
            if (head.isPresent() && !replace) {
                return false;
            }
            long version = head.map(FabricFile.Head::version).orElse(0L) + 1;
            long number = head.map(FabricFile.Head::nextNumber).orElse(1L);
            FabricFile.begin(transaction, version, beginning.start());
            picture.clear();
            FabricFile.Writing file = new FabricFile.Writing(transaction, version);
            Scene scene = new Scene(picture, file, beginning.start(), number);
            beginning.content().accept(scene);
            finish(file, scene, beginning.start());
            return true;
        });
    }

    /** The last thing before a commit. */
    private void finish(FabricFile.Writing file, Scene scene, Instant time) {
        scene.flush();
        FabricFile.Head head = file.finish(time, scene.number());
        mark.announce(head.version());
        known = head;
    }

    /** Moves the fabric's clock on, and lets happen what is due by then. */
    Instant advance(Duration by) {
        return write(scene -> {
            FabricRow fabric = scene.fabric();
            scene.put(fabric.with(fabric.clock().advanced(by)));
            timeline.catchUp(scene, scene.now().plus(by).truncatedTo(ChronoUnit.MILLIS));
            return scene.now();
        });
    }

    @Override
    public void close() {
        mark.close();
        database.close();
    }

    /** Runs work under both locks: the file's against other processes first, the picture's against readers of this one. */
    private <T> T transaction(Function<Transaction, T> work) {
        boolean kept = false;
        try {
            T result = database.write(transaction -> {
                lock.writeLock().lock();
                return work.apply(transaction);
            });
            kept = true;
            return result;
        } finally {
            if (lock.isWriteLockedByCurrentThread()) {
                if (!kept) {
                    // What the picture shows never came to be.
                    known = null;
                    picture.clear();
                }
                lock.writeLock().unlock();
            }
        }
    }

    private void catchUp() {
        boolean due = database.read(transaction -> {
            lock.writeLock().lock();
            try {
                FabricFile.Head head = refresh(transaction).orElseThrow(FabricStore::empty);
                return head.dueAt(now(head));
            } finally {
                lock.writeLock().unlock();
            }
        });
        if (due) {
            write(scene -> true);
        }
    }

    /** Reads what other processes have changed. Needs the write lock of the picture. */
    private Optional<FabricFile.Head> refresh(Transaction transaction) {
        Optional<FabricFile.Head> head = FabricFile.head(transaction);
        head.ifPresent(current -> {
            if (knownVersion() < current.completeFrom()) {
                known = null;
                picture.clear();
            }
            // Another thread may have read a later state than this transaction sees; that is good enough for its
            // caller.
            if (knownVersion() < current.version()) {
                FabricFile.readInto(picture, transaction, knownVersion());
                known = current;
            }
        });
        return head;
    }

    private long knownVersion() {
        return known == null ? NOTHING_KNOWN : known.version();
    }

    /** Whether nobody has changed the file since: the mark says so, or else the file itself. */
    private boolean isCurrent(FabricFile.Head head) {
        return mark.isCurrent(head.version())
                || database.read(FabricFile::head)
                                .orElseThrow(FabricStore::empty)
                                .version()
                        == head.version();
    }

    private Instant now(FabricFile.Head head) {
        Instant time = picture.fabric().clock().at(clock.instant());
        return time.isBefore(head.lastTime()) ? head.lastTime() : time;
    }

    private static IllegalStateException empty() {
        return new IllegalStateException("the fabric's file holds no fabric");
    }
}
