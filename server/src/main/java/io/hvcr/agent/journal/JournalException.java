// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

import io.hvcr.agent.sql.DatabaseException;

/** The journal cannot be opened, read or written. The message is one sentence that names the file and says why. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalException(DatabaseException cause) {
        super(cause.getMessage(), cause);
    }
}
