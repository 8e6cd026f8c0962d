// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.sql.Database;
import io.hvcr.agent.sql.Schema;
import io.hvcr.agent.sql.Transaction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fabric's file: one row per thing, each with the version of the file at which it was last changed, so that a process that knows
 * version 7 reads only what came after 7.
 */
final class FabricFile {

    /** "HVFB": tells a fabric from a journal. */
    private static final int APPLICATION_ID = 0x48564642;

    /** More tombstones than this are swept; processes that have not seen them by then read everything anew. */
    private static final int MOST_TOMBSTONES = 1_000;

    static final Schema SCHEMA =
            new Schema("fabric of the simulator", APPLICATION_ID, List.of(List.of("""
            CREATE TABLE head (
              one INTEGER PRIMARY KEY CHECK (one = 1),
              version INTEGER NOT NULL,
              complete_from INTEGER NOT NULL,
              next_due INTEGER,
              last_time INTEGER NOT NULL,
              next_number INTEGER NOT NULL) STRICT""", """
            CREATE TABLE thing (
              kind TEXT NOT NULL,
              key TEXT NOT NULL,
              version INTEGER NOT NULL,
              due INTEGER,
              body TEXT,
              PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID""", """
            CREATE INDEX thing_by_version ON thing (version)""", """
            CREATE INDEX thing_by_due ON thing (due, kind, key) WHERE due IS NOT NULL""")));

    private FabricFile() {}

    static Database open(Path file) {
        return Database.open(file, SCHEMA);
    }

    /**
     * The head of the file.
     *
     * @param version counts the changes
     * @param completeFrom who knows an older version has to read everything: tombstones were swept
     * @param nextDue when something is going to happen next
     * @param lastTime the latest time up to which anything has happened; time does not run backwards
     * @param nextNumber the next number to give out
     */
    record Head(long version, long completeFrom, @Nullable Instant nextDue, Instant lastTime, long nextNumber) {

        /** Whether something is to happen by then. */
        boolean dueAt(Instant now) {
            return nextDue != null && !nextDue.isAfter(now);
        }
    }

    /** One thing that is due. */
    record Due(StoredRow.Kind kind, String key, Instant at) {}

    /** The head; nothing in a file that holds no fabric yet. */
    static Optional<Head> head(Transaction transaction) {
        return transaction.one(
                "SELECT version, complete_from, next_due, last_time, next_number FROM head",
                row -> new Head(
                        row.number("version"),
                        row.number("complete_from"),
                        row.instantOrNull("next_due"),
                        row.instant("last_time"),
                        row.number("next_number")));
    }

    /** Brings a picture that knows a version up to date. */
    static void readInto(Picture picture, Transaction transaction, long knownVersion) {
        transaction.each(
                "SELECT kind, key, body FROM thing WHERE version > ?",
                row -> {
                    StoredRow.Kind kind = StoredRow.Kind.valueOf(row.text("kind"));
                    String body = row.textOrNull("body");
                    if (body == null) {
                        picture.remove(kind, row.text("key"));
                    } else {
                        picture.put(Rows.read(kind, body));
                    }
                },
                knownVersion);
    }

    /** Empties the file for a fabric that begins at a time; versions go on, so that every process notices. */
    static void begin(Transaction transaction, long version, Instant start) {
        transaction.update("DELETE FROM thing");
        transaction.update(
                "INSERT OR REPLACE INTO head (one, version, complete_from, next_due, last_time, next_number)"
                        + " VALUES (1, ?, ?, NULL, ?, 1)",
                version,
                version,
                start);
    }

    /** Writes things at one version. */
    static final class Writing {
        private final Transaction transaction;
        private final long version;

        Writing(Transaction transaction, long version) {
            this.transaction = transaction;
            this.version = version;
        }

        void put(StoredRow row) {
            transaction.update(
                    "INSERT INTO thing (kind, key, version, due, body) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT (kind, key) DO UPDATE SET version = excluded.version, due = excluded.due,"
                            + " body = excluded.body",
                    row.kind(),
                    row.key(),
                    version,
                    row.due().orElse(null),
                    Rows.write(row));
        }

        void remove(StoredRow row) {
            transaction.update(
                    "UPDATE thing SET version = ?, due = NULL, body = NULL WHERE kind = ? AND key = ?",
                    version,
                    row.kind(),
                    row.key());
        }

        Optional<Due> nextDue(Instant until) {
            return transaction.one(
                    "SELECT kind, key, due FROM thing WHERE due <= ? ORDER BY due, kind, key LIMIT 1",
                    row -> new Due(StoredRow.Kind.valueOf(row.text("kind")), row.text("key"), row.instant("due")),
                    until);
        }

        /** Writes the head that belongs to what was put, and answers it. */
        Head finish(Instant time, long nextNumber) {
            sweep();
            transaction.update(
                    "UPDATE head SET version = ?, next_due = (SELECT min(due) FROM thing WHERE due IS NOT NULL),"
                            + " last_time = max(last_time, ?), next_number = ?",
                    version,
                    time,
                    nextNumber);
            return head(transaction).orElseThrow();
        }

        private void sweep() {
            // Counted now and then only: the count reads every row.
            if (version % MOST_TOMBSTONES != 0) {
                return;
            }
            int swept = transaction.update("DELETE FROM thing WHERE body IS NULL AND version < ?", version);
            if (swept > 0) {
                transaction.update("UPDATE head SET complete_from = ?", version);
            }
        }
    }
}
