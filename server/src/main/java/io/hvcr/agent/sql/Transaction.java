// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Statements inside one transaction. Everything read is of one moment; everything written is kept together or not at all.
 *
 * <p>Arguments take the place of the question marks of a statement, in order: null, {@link String}, {@link Integer}, {@link Long},
 * {@link Double}, {@link Boolean} (0 and 1), {@code byte[]}, {@link Instant} (microseconds since 1970) and enums (their name). Not safe for
 * several threads, and over when the function that received it returns.
 */
public final class Transaction {

    private final Link link;
    private boolean over;

    Transaction(Link link) {
        this.link = link;
    }

    /** Runs an INSERT, UPDATE or DELETE and answers how many rows it touched. */
    public int update(String sql, @Nullable Object... arguments) {
        try {
            return bound(sql, arguments).statement().executeUpdate();
        } catch (SQLException e) {
            throw link.failure(e);
        }
    }

    /** Runs an INSERT into a table with a generated key and answers the key. */
    public long insert(String sql, @Nullable Object... arguments) {
        update(sql, arguments);
        return one("SELECT last_insert_rowid() AS id", row -> row.number("id")).orElseThrow();
    }

    /** All rows of a SELECT, each through the function. */
    public <T> List<T> list(String sql, Function<Row, T> read, @Nullable Object... arguments) {
        List<T> all = new ArrayList<>();
        each(sql, row -> all.add(read.apply(row)), arguments);
        return all;
    }

    /** The only row of a SELECT, or nothing. More than one is a mistake in the statement. */
    public <T> Optional<T> one(String sql, Function<Row, T> read, @Nullable Object... arguments) {
        List<T> all = list(sql, read, arguments);
        if (all.size() > 1) {
            throw new IllegalStateException("several rows where one was expected: " + sql);
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /** Every row of a SELECT, one after another, without keeping them. The function must not run the same statement again. */
    public void each(String sql, Consumer<Row> use, @Nullable Object... arguments) {
        try {
            Prepared prepared = bound(sql, arguments);
            try (ResultSet results = prepared.statement().executeQuery()) {
                Row row = new Row(results, prepared.columns(results));
                while (results.next()) {
                    use.accept(row);
                }
            }
        } catch (SQLException e) {
            throw link.failure(e);
        }
    }

    /** From here on every statement is refused. */
    void end() {
        over = true;
    }

    private Prepared bound(String sql, @Nullable Object... arguments) throws SQLException {
        if (over) {
            throw new IllegalStateException("the transaction is over");
        }
        Prepared prepared = link.prepared(sql);
        PreparedStatement statement = prepared.statement();
        statement.clearParameters();
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
        return prepared;
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(at, null);
            case String text -> statement.setString(at, text);
            case Integer number -> statement.setInt(at, number);
            case Long number -> statement.setLong(at, number);
            case Double number -> statement.setDouble(at, number);
            case Boolean flag -> statement.setInt(at, flag ? 1 : 0);
            case byte[] bytes -> statement.setBytes(at, bytes);
            case Instant instant -> statement.setLong(at, Times.micros(instant));
            case Enum<?> constant -> statement.setString(at, constant.name());
            default ->
                throw new IllegalArgumentException(
                        "argument " + at + " is a " + value.getClass().getName());
        }
    }
}
