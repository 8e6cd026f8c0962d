// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;

/** One connection to the file, with the statements it has prepared. Used by one thread at a time. */
final class Link implements AutoCloseable {

    /** More than any user of this package has different statements; it only bounds a mistake. */
    private static final int KEPT_STATEMENTS = 256;

    private final Path file;
    private final Connection connection;
    private final Map<String, Prepared> prepared = new LinkedHashMap<>(16, 0.75f, true);

    private Link(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens the file; one that is missing is made, its folder is not. */
    static Link open(Path file, Duration busyTimeout, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
        config.enforceForeignKeys(true);
        // Nobody asks for them, and looking for them costs a search through the text of every statement.
        config.setGetGeneratedKeys(false);
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            Link link = new Link(file, connection);
            // FULL: a transaction that was answered is on the disk, even if the machine loses power in the next
            // instant.
            link.execute("PRAGMA synchronous=FULL");
            if (readOnly) {
                link.execute("PRAGMA query_only=ON");
            }
            return link;
        } catch (SQLException e) {
            throw DatabaseException.of("cannot open " + file, e);
        }
    }

    /** Runs work between BEGIN and COMMIT, or ROLLBACK when anything is thrown. */
    <T> T run(Database.Mode mode, Function<Transaction, T> work) {
        again(mode.begin());
        Transaction transaction = new Transaction(this);
        boolean kept = false;
        try {
            T result = work.apply(transaction);
            transaction.end();
            again("COMMIT");
            kept = true;
            return result;
        } finally {
            transaction.end();
            if (!kept) {
                rollBack();
            }
        }
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    Prepared prepared(String sql) throws SQLException {
        Prepared known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        if (prepared.size() >= KEPT_STATEMENTS) {
            String eldest = prepared.keySet().iterator().next();
            Prepared gone = prepared.remove(eldest);
            if (gone != null) {
                gone.statement().close();
            }
        }
        Prepared made = new Prepared(connection.prepareStatement(sql));
        prepared.put(sql, made);
        return made;
    }

    /** A statement that was prepared before: a transaction's BEGIN and COMMIT cost more to prepare than most of what they hold. */
    private void again(String sql) {
        try {
            prepared(sql).statement().execute();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    DatabaseException failure(SQLException cause) {
        return DatabaseException.of("cannot use " + file, cause);
    }

    private void rollBack() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself after the error that brought us here (disk full, I/O): nothing is open
            // any more.
            prepared.clear();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
