// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text that is not JSON, or exceeds {@link JsonLimits}. The message says what and where, in words a caller may see.
 *
 * <p>It has no stack trace: it is an answer to bad input, and bad input can come often.
 */
public final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final @Nullable String path;

    JsonException(String what, int line, int column, @Nullable String path) {
        super(what + " (line " + line + ", column " + column + ")", null, false, false);
        this.line = line;
        this.column = column;
        this.path = path;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1, in bytes. */
    public int column() {
        return column;
    }

    /** The member in question, such as {@code params.collection}; empty at the top, or where it cannot be told. */
    public Optional<String> path() {
        return Optional.ofNullable(path);
    }
}
