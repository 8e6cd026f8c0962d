// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of an answer, by column name. Valid only while the function that received it runs. */
public final class Row {

    private final ResultSet results;
    private final Map<String, Integer> columns;

    Row(ResultSet results, Map<String, Integer> columns) {
        this.results = results;
        this.columns = columns;
    }

    /** A text that is never null. */
    public String text(String column) {
        return present(column, textOrNull(column));
    }

    public @Nullable String textOrNull(String column) {
        try {
            return results.getString(index(column));
        } catch (SQLException e) {
            throw DatabaseException.of("cannot read column " + column, e);
        }
    }

    /** A number that is never null. */
    public long number(String column) {
        return present(column, numberOrNull(column));
    }

    public @Nullable Long numberOrNull(String column) {
        try {
            long value = results.getLong(index(column));
            return results.wasNull() ? null : value;
        } catch (SQLException e) {
            throw DatabaseException.of("cannot read column " + column, e);
        }
    }

    /** A number that is never null and fits an int. */
    public int integer(String column) {
        return Math.toIntExact(number(column));
    }

    /** A number that is never null: 0 is false, everything else true. */
    public boolean flag(String column) {
        return number(column) != 0;
    }

    /** A point in time that is never null, stored as {@link Transaction} stores it. */
    public Instant instant(String column) {
        return Times.instant(number(column));
    }

    public @Nullable Instant instantOrNull(String column) {
        Long micros = numberOrNull(column);
        return micros == null ? null : Times.instant(micros);
    }

    /** Bytes that are never null. */
    public byte[] bytes(String column) {
        try {
            return present(column, results.getBytes(index(column)));
        } catch (SQLException e) {
            throw DatabaseException.of("cannot read column " + column, e);
        }
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw new DatabaseException(DatabaseException.Kind.OTHER, "column " + column + " is null", null);
        }
        return value;
    }

    private int index(String column) {
        Integer index = columns.get(column);
        if (index == null) {
            throw new IllegalArgumentException("no column " + column + " among " + columns.keySet());
        }
        return index;
    }
}
