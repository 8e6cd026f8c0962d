// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.sql.Database;
import io.hvcr.agent.sql.DatabaseException;
import io.hvcr.agent.sql.Transaction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of everything the agent does to a host. Every method that writes is one transaction, and has reached
 * the disk when it returns: the intent before the host is called, the answer after it, the outcome at the end (design 4).
 * A transaction has one time: the clock is asked once, inside it.
 *
 * <p>Safe for use by many threads. Every method throws {@link JournalException} when the file cannot be read or written.
 */
public final class Journal implements AutoCloseable {

    /** How long a key is kept at least, whatever is pruned. */
    public static final Duration KEY_LIFE = Duration.ofHours(24);

    private final Database database;
    private final InstantSource clock;
    private final OperationIds ids;
    private final AtomicLong edition = new AtomicLong();

    private Journal(Database database, InstantSource clock, OperationIds ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Opens a journal, makes it where it is missing, brings an older one up to date.
     *
     * @param node the node that the ids of operations carry
     * @throws JournalException when it is newer than this program, not a journal, damaged or not accessible
     */
    public static Journal open(Path file, String node, InstantSource clock, RandomGenerator random) {
        try {
            return new Journal(
                    Database.open(file, JournalSchema.CURRENT), clock, new OperationIds(node, clock, random));
        } catch (DatabaseException e) {
            throw new JournalException(e);
        }
    }

    /**
     * Begins an operation: writes it with its steps, its key, and the intent of its first step, all or nothing. A key that
     * is known writes nothing.
     */
    public Begun begin(NewOperation operation) {
        return write((transaction, now) -> {
            String key = operation.key();
            Optional<Begun> known = key == null ? Optional.empty() : known(transaction, key, operation.paramsDigest());
            return known.orElseGet(() -> new Begun.Started(insert(transaction, operation, now)));
        });
    }

    /** What a key stands for, or nothing where it is new. */
    public Optional<Begun> known(String key, String paramsDigest) {
        return read(transaction -> known(transaction, key, paramsDigest));
    }

    private static Optional<Begun> known(Transaction transaction, String key, String paramsDigest) {
        return transaction
                .one(
                        "SELECT operation, params_digest FROM idempotency WHERE key = ?",
                        row -> Map.entry(row.number("operation"), row.text("params_digest")),
                        key)
                .map(found -> {
                    OperationEntry operation =
                            JournalRows.bySequence(transaction, found.getKey()).orElseThrow();
                    return found.getValue().equals(paramsDigest)
                            ? new Begun.Repeated(operation)
                            : new Begun.KeyReused(operation);
                });
    }

    private OperationEntry insert(Transaction transaction, NewOperation operation, Instant now) {
        CollectionId collection = operation.collection().id();
        long sequence = transaction.insert(
                "INSERT INTO operation (id, method, collection_key, collection_id, collection_name, wait_for, status, created_at, plan)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ids.next(),
                operation.method(),
                key(collection),
                collection.value(),
                operation.collection().name(),
                operation.waitFor(),
                OperationStatus.RUNNING,
                now,
                operation.plan());
        int number = 0;
        for (NewOperation.NewStep step : operation.steps()) {
            transaction.update(
                    "INSERT INTO step (operation, number, method, call, reason, status) VALUES (?, ?, ?, ?, ?, ?)",
                    sequence,
                    ++number,
                    step.method(),
                    step.call(),
                    step.reason(),
                    StepStatus.PLANNED);
        }
        intent(transaction, now, sequence, 1, operation.mode(), operation.state());
        if (operation.key() != null) {
            transaction.update(
                    "INSERT INTO idempotency (key, operation, params_digest, created_at) VALUES (?, ?, ?, ?)",
                    operation.key(),
                    sequence,
                    operation.paramsDigest(),
                    now);
        }
        return JournalRows.bySequence(transaction, sequence).orElseThrow();
    }

    /** The host is about to be called; the collection is in this mode and state. */
    public void intent(long operation, int step, CollectionMode mode, CollectionState state) {
        change((transaction, now) -> intent(transaction, now, operation, step, mode, state));
    }

    private static void intent(
            Transaction transaction,
            Instant now,
            long operation,
            int step,
            CollectionMode mode,
            CollectionState state) {
        transaction.update(
                "UPDATE step SET status = ?, called_at = ?, mode_before = ?, state_before = ? WHERE operation = ? AND number = ?",
                StepStatus.CALLING,
                now,
                mode.number(),
                state.number(),
                operation,
                step);
    }

    /**
     * The host has answered.
     *
     * @param status whether the step runs on as a job, is done, or was refused
     * @param memory what that means for the last copy, where the host has taken the call
     */
    public void answered(
            long operation,
            int step,
            StepStatus status,
            int returnValue,
            @Nullable String jobPath,
            @Nullable String resultingCollection,
            CopyStart.Memory memory) {
        change((transaction, now) -> {
            transaction.update(
                    "UPDATE step SET status = ?, return_value = ?, job_path = ?, resulting_collection = ?, ended_at = ? WHERE operation = ? AND number = ?",
                    status,
                    returnValue,
                    jobPath,
                    resultingCollection,
                    over(status) ? now : null,
                    operation,
                    step);
            remember(transaction, operation, step, memory);
        });
    }

    private static void remember(Transaction transaction, long operation, int step, CopyStart.Memory memory) {
        switch (memory) {
            case UNTOUCHED -> {}
            case STARTS ->
                transaction.update(
                        "INSERT OR REPLACE INTO copy_start (collection_key, collection_id, operation, step, call, called_at, finished, job)"
                                + " SELECT o.collection_key, o.collection_id, s.operation, s.number, s.call, s.called_at, s.status = 'SUCCEEDED', s.job"
                                + " FROM step s JOIN operation o ON o.sequence = s.operation WHERE s.operation = ? AND s.number = ?",
                        operation,
                        step);
            case ENDS ->
                transaction.update(
                        "DELETE FROM copy_start WHERE collection_key = (SELECT collection_key FROM operation WHERE sequence = ?)",
                        operation);
        }
    }

    /** The step's job was found again, although the host's answer was lost. */
    public void attached(long operation, int step, String jobPath, CopyStart.Memory memory) {
        change((transaction, now) -> {
            transaction.update(
                    "UPDATE step SET status = ?, job_path = ? WHERE operation = ? AND number = ?",
                    StepStatus.RUNNING,
                    jobPath,
                    operation,
                    step);
            remember(transaction, operation, step, memory);
        });
    }

    /**
     * The step has come to this.
     *
     * @param job its job as it was last seen, as a text
     * @param memory what that means for the last copy
     */
    public void stepIs(long operation, int step, StepStatus status, @Nullable String job, CopyStart.Memory memory) {
        change((transaction, now) -> {
            transaction.update(
                    "UPDATE step SET status = ?, job = coalesce(?, job), ended_at = ? WHERE operation = ? AND number = ?",
                    status,
                    job,
                    over(status) ? now : null,
                    operation,
                    step);
            remember(transaction, operation, step, memory);
        });
    }

    private static boolean over(StepStatus status) {
        return status == StepStatus.SUCCEEDED || status == StepStatus.FAILED || status == StepStatus.SKIPPED;
    }

    /** The operation stands elsewhere but has not ended. */
    public void operationIs(long operation, OperationStatus status, @Nullable String error) {
        change((transaction, now) -> transaction.update(
                "UPDATE operation SET status = ?, error = ? WHERE sequence = ?", status, error, operation));
    }

    /** The operation has ended; steps that were not called will not be. */
    public void ended(long operation, OperationStatus status, @Nullable String error) {
        change((transaction, now) -> {
            transaction.update(
                    "UPDATE operation SET status = ?, error = ?, ended_at = ? WHERE sequence = ?",
                    status,
                    error,
                    now,
                    operation);
            transaction.update(
                    "UPDATE step SET status = ? WHERE operation = ? AND status = ?",
                    StepStatus.SKIPPED,
                    operation,
                    StepStatus.PLANNED);
        });
    }

    /** Somebody asked for no further step. */
    public void cancelRequested(long operation) {
        change((transaction, now) ->
                transaction.update("UPDATE operation SET cancel_requested = 1 WHERE sequence = ?", operation));
    }

    public Optional<OperationEntry> find(String id) {
        return read(transaction -> JournalRows.byId(transaction, id));
    }

    /** Operations, the newest first. */
    public List<OperationEntry> list(OperationQuery query) {
        return read(transaction -> JournalRows.list(transaction, query));
    }

    /** Operations that have not ended, the oldest first. */
    public List<OperationEntry> open() {
        return read(JournalRows::open);
    }

    /** The id of the operation that has not ended, the newest, by collection. */
    public Map<CollectionId, String> openByCollection() {
        return read(JournalRows::openByCollection);
    }

    public Optional<String> openOn(CollectionId collection) {
        return read(transaction -> JournalRows.openOn(transaction, key(collection)));
    }

    /** The last copy that was started on a collection. */
    public Optional<CopyStart> copyStart(CollectionId collection) {
        return read(transaction -> JournalRows.copyStart(transaction, key(collection)));
    }

    public List<CopyStart> copyStarts() {
        return read(JournalRows::copyStarts);
    }

    /**
     * Deletes operations that ended longer ago than this, with their keys; never one that has not ended, and never within
     * {@link #KEY_LIFE}.
     *
     * @return how many
     */
    public int prune(Duration olderThan) {
        Duration age = olderThan.compareTo(KEY_LIFE) < 0 ? KEY_LIFE : olderThan;
        return write(
                (transaction, now) -> transaction.update("DELETE FROM operation WHERE ended_at < ?", now.minus(age)));
    }

    @Override
    public void close() {
        database.close();
    }

    static String key(CollectionId id) {
        return id.value().toUpperCase(Locale.ROOT);
    }

    /**
     * A number that grows with everything written, so that whoever has read something can tell whether it may be otherwise by
     * now. One process has the journal open at a time; nobody else writes it.
     */
    public long edition() {
        return edition.get();
    }

    private <T> T read(Function<Transaction, T> work) {
        try {
            return database.read(work);
        } catch (DatabaseException e) {
            throw new JournalException(e);
        }
    }

    private <T> T write(BiFunction<Transaction, Instant, T> work) {
        try {
            return database.write(transaction -> work.apply(transaction, clock.instant()));
        } catch (DatabaseException e) {
            throw new JournalException(e);
        } finally {
            // Also after an error: what the disk made of a commit that failed is not known.
            edition.incrementAndGet();
        }
    }

    private void change(BiConsumer<Transaction, Instant> work) {
        write((transaction, now) -> {
            work.accept(transaction, now);
            return true;
        });
    }
}
