// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Makes a file what a {@link Schema} says: marked as ours, in write-ahead mode, at the newest version. */
final class Migration {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Migration() {}

    static void bringUpToDate(Path file, Link link, Schema schema, Duration patience) {
        // Look before touching: a file of something else, or of a newer program, must stay as it is.
        link.run(Database.Mode.READ, transaction -> judge(file, transaction, schema));
        enterWriteAheadMode(link, patience);
        link.run(Database.Mode.IMMEDIATE, transaction -> {
            // Judged again: another process may have been quicker.
            int version = judge(file, transaction, schema);
            for (List<String> step : schema.steps().subList(version, schema.version())) {
                step.forEach(link::execute);
            }
            link.execute("PRAGMA application_id=" + schema.applicationId());
            link.execute("PRAGMA user_version=" + schema.version());
            return true;
        });
    }

    /** The version of the file; 0 for an empty one. */
    private static int judge(Path file, Transaction transaction, Schema schema) {
        int id = pragma(transaction, "application_id");
        int version = pragma(transaction, "user_version");
        long tables = transaction
                .one("SELECT count(*) AS n FROM sqlite_schema", row -> row.number("n"))
                .orElse(0L);
        boolean empty = id == 0 && version == 0 && tables == 0;
        if (!empty && id != schema.applicationId()) {
            throw new DatabaseException(
                    DatabaseException.Kind.FOREIGN,
                    file + " is a database of something else, not a " + schema.purpose() + "; name another file.",
                    null);
        }
        if (version > schema.version()) {
            throw new DatabaseException(
                    DatabaseException.Kind.NEWER_SCHEMA,
                    "The " + schema.purpose() + " " + file + " has schema version " + version
                            + ", but this program knows versions up to " + schema.version()
                            + "; start a newer hvcr-agent or name another file.",
                    null);
        }
        return version;
    }

    private static int pragma(Transaction transaction, String name) {
        return transaction
                .one("SELECT * FROM pragma_" + name, row -> row.integer(name))
                .orElse(0);
    }

    /**
     * The mode is kept in the file. Changing it needs the file for a moment alone, and SQLite does not wait for that by itself when
     * several processes open a new file at once.
     */
    private static void enterWriteAheadMode(Link link, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                link.execute("PRAGMA journal_mode=WAL");
                return;
            } catch (DatabaseException e) {
                if (e.kind() != DatabaseException.Kind.BUSY || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(DatabaseException.Kind.BUSY, "interrupted while waiting for the file", e);
        }
    }
}
