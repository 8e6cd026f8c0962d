// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.sql;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A database that cannot be opened, read or written. The message names the file and says what to do where something can be done. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as a caller can act on it. */
    public enum Kind {
        /** Another process held the file for longer than the time allowed; trying again may help. */
        BUSY,
        /** No space is left. */
        FULL,
        /** The file or its folder cannot be read or written by this account. */
        NOT_ACCESSIBLE,
        /** The file is damaged, or no database at all. */
        CORRUPT,
        /** The file was written by a newer version of this program. */
        NEWER_SCHEMA,
        /** The file belongs to something else. */
        FOREIGN,
        /** A row would break a rule of the schema, such as a unique key. */
        CONSTRAINT,
        /** Anything else. */
        OTHER
    }

    private final Kind kind;

    DatabaseException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** The driver's exception in plain words. */
    static DatabaseException of(String what, SQLException cause) {
        Kind kind = kind(cause);
        String advice = switch (kind) {
            case BUSY -> "another process holds it; try again";
            case FULL -> "no space is left on its volume";
            case NOT_ACCESSIBLE -> "this account cannot read and write it and its folder";
            case CORRUPT -> "it is damaged or no database";
            case CONSTRAINT, NEWER_SCHEMA, FOREIGN, OTHER -> cause.getMessage();
        };
        return new DatabaseException(kind, what + ": " + advice, cause);
    }

    public Kind kind() {
        return kind;
    }

    private static Kind kind(SQLException cause) {
        if (!(cause instanceof SQLiteException sqlite)) {
            return Kind.OTHER;
        }
        // Extended codes carry the primary one in their low byte.
        int primary = sqlite.getResultCode().code & 0xff;
        if (primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return Kind.BUSY;
        }
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
            return Kind.FULL;
        }
        if (primary == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || primary == SQLiteErrorCode.SQLITE_READONLY.code
                || primary == SQLiteErrorCode.SQLITE_PERM.code) {
            return Kind.NOT_ACCESSIBLE;
        }
        if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return Kind.CORRUPT;
        }
        return primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code ? Kind.CONSTRAINT : Kind.OTHER;
    }
}
