// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

import io.hvcr.agent.sql.Schema;
import java.util.List;

/** The tables of the journal, version by version. A released version is never edited; a change is a new one at the end. */
final class JournalSchema {

    /** "HVJ" and a 1, in the file's header. */
    private static final int APPLICATION_ID = 0x48564A01;

    private static final List<String> OPERATIONS = List.of(
            """
            CREATE TABLE operation (
              sequence INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL UNIQUE,
              method TEXT NOT NULL,
              collection_key TEXT NOT NULL,
              collection_id TEXT NOT NULL,
              collection_name TEXT NOT NULL,
              wait_for TEXT NOT NULL,
              status TEXT NOT NULL,
              created_at INTEGER NOT NULL,
              ended_at INTEGER,
              cancel_requested INTEGER NOT NULL DEFAULT 0,
              plan TEXT,
              error TEXT)
            """,
            "CREATE INDEX operation_of_collection ON operation (collection_key, sequence)",
            "CREATE INDEX operation_open ON operation (sequence) WHERE ended_at IS NULL",
            "CREATE INDEX operation_ended ON operation (ended_at) WHERE ended_at IS NOT NULL",
            """
            CREATE TABLE step (
              operation INTEGER NOT NULL REFERENCES operation ON DELETE CASCADE,
              number INTEGER NOT NULL,
              method TEXT NOT NULL,
              call TEXT NOT NULL,
              reason TEXT NOT NULL,
              status TEXT NOT NULL,
              called_at INTEGER,
              mode_before INTEGER,
              state_before INTEGER,
              return_value INTEGER,
              job_path TEXT,
              resulting_collection TEXT,
              job TEXT,
              ended_at INTEGER,
              PRIMARY KEY (operation, number)) WITHOUT ROWID
            """,
            """
            CREATE TABLE idempotency (
              key TEXT PRIMARY KEY,
              operation INTEGER NOT NULL REFERENCES operation ON DELETE CASCADE,
              params_digest TEXT NOT NULL,
              created_at INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX idempotency_of_operation ON idempotency (operation)");

    /** Version 2 remembers the last copy beyond the life of its operation, and finds those that version 1 had begun. */
    private static final List<String> COPY_STARTS = List.of("""
            CREATE TABLE copy_start (
              collection_key TEXT PRIMARY KEY,
              collection_id TEXT NOT NULL,
              operation INTEGER NOT NULL,
              step INTEGER NOT NULL,
              call TEXT NOT NULL,
              called_at INTEGER NOT NULL,
              finished INTEGER NOT NULL DEFAULT 0,
              job TEXT) WITHOUT ROWID
            """, """
            INSERT INTO copy_start (collection_key, collection_id, operation, step, call, called_at, finished, job)
            SELECT collection_key, collection_id, operation, number, call, called_at, finished, job FROM (
              SELECT o.collection_key, o.collection_id, s.operation, s.number, s.method, s.call, s.called_at,
                s.status = 'SUCCEEDED' AS finished, s.job,
                row_number() OVER (PARTITION BY o.collection_key ORDER BY s.called_at DESC, s.operation DESC, s.number DESC) AS place
              FROM step s JOIN operation o ON o.sequence = s.operation
              WHERE s.return_value IN (0, 4096) AND s.status IN ('RUNNING', 'SUCCEEDED') AND s.method IN
                ('StartReplication', 'Resynchronize', 'CancelInitialReplication', 'CancelResynchronize', 'RemoveReplicationRelationship'))
            WHERE place = 1 AND method IN ('StartReplication', 'Resynchronize')
            """);

    static final Schema CURRENT = new Schema("journal", APPLICATION_ID, List.of(OPERATIONS, COPY_STARTS));

    /** What the first release wrote; a test opens one. */
    static final Schema FIRST = new Schema("journal", APPLICATION_ID, List.of(OPERATIONS));

    private JournalSchema() {}
}
