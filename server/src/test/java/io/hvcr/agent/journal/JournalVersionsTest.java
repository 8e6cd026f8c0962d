// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.sql.Database;
import io.hvcr.agent.sql.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Journals of other versions of the agent, and files that are none. */
class JournalVersionsTest {

    private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");
    private static final CollectionRef SQL =
            new CollectionRef(new CollectionId("5F3C7A10-6C1E-4B52-9C0E-2D0A4F7B1E01"), "sql-fci");

    private final List<Journal> opened = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        opened.forEach(Journal::close);
    }

    private Path file() {
        return folder.resolve("journal.db");
    }

    private Journal open() {
        Journal journal = Journal.open(
                file(),
                "hv01",
                () -> START,
                RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        opened.add(journal);
        return journal;
    }

    /** Methods of a collection's steps, in order, as version 1 wrote them, and whether a copy is remembered after the migration. */
    @ParameterizedTest
    @CsvSource({
        "StartReplication:4096:SUCCEEDED, StartReplication",
        "StartReplication:4096:RUNNING, StartReplication",
        "StartReplication:4096:FAILED, ''",
        "StartReplication:32775:FAILED, ''",
        "StartReplication:0:SUCCEEDED Resynchronize:4096:SUCCEEDED, Resynchronize",
        "StartReplication:0:SUCCEEDED CancelInitialReplication:0:SUCCEEDED, ''",
        "StartReplication:0:SUCCEEDED RemoveReplicationRelationship:4096:SUCCEEDED, ''",
        "RemoveReplicationRelationship:0:SUCCEEDED StartReplication:4096:SUCCEEDED, StartReplication",
        "StartReplication:0:SUCCEEDED SuspendReplication:0:SUCCEEDED, StartReplication",
        "SuspendReplication:0:SUCCEEDED, ''",
    })
    void aJournalOfTheFirstVersionOpensAndKnowsItsCopies(String steps, String remembered) {
        writeFirstVersion(steps.split(" ", -1));
        Journal journal = open();
        assertThat(journal.list(new OperationQuery(null, null, null, null, null, null, 10)))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.id()).isEqualTo("hv01-old");
                    assertThat(entry.collection()).isEqualTo(SQL);
                    assertThat(entry.steps()).hasSize(steps.split(" ", -1).length);
                });
        assertThat(journal.known("old key", "old digest")).containsInstanceOf(Begun.Repeated.class);
        assertThat(journal.copyStarts())
                .extracting(CopyStart::call)
                .isEqualTo(remembered.isEmpty() ? List.of() : List.of("{\"method\":\"" + remembered + "\"}"));
        journal.cancelRequested(1);
        assertThat(journal.open()).singleElement().returns(true, OperationEntry::cancelRequested);
        assertThat(version()).isEqualTo(JournalSchema.CURRENT.version());
    }

    private void writeFirstVersion(String... steps) {
        try (Database database = Database.open(file(), JournalSchema.FIRST)) {
            database.change(t -> {
                t.update(
                        "INSERT INTO operation (id, method, collection_key, collection_id, collection_name, wait_for, status, created_at)"
                                + " VALUES ('hv01-old', 'replication.apply', ?, ?, ?, 'STARTED', 'RUNNING', ?)",
                        SQL.id().value(),
                        SQL.id().value(),
                        SQL.name(),
                        START);
                t.update(
                        "INSERT INTO idempotency (key, operation, params_digest, created_at) VALUES ('old key', 1, 'old digest', ?)",
                        START);
                for (int i = 0; i < steps.length; i++) {
                    String[] parts = steps[i].split(":", -1);
                    t.update(
                            "INSERT INTO step (operation, number, method, call, reason, status, called_at, return_value)"
                                    + " VALUES (1, ?, ?, ?, 'wanted', ?, ?, ?)",
                            i + 1,
                            parts[0],
                            "{\"method\":\"" + parts[0] + "\"}",
                            parts[2],
                            START.plusSeconds(i),
                            Integer.parseInt(parts[1]));
                }
            });
        }
    }

    @Test
    void aJournalOfANewerVersionIsRefusedInOneSentenceAndLeftAlone() throws Exception {
        List<List<String>> steps = new ArrayList<>(JournalSchema.CURRENT.steps());
        steps.add(List.of("CREATE TABLE of_tomorrow (id INTEGER PRIMARY KEY)"));
        Database.open(file(), new Schema("journal", JournalSchema.CURRENT.applicationId(), steps))
                .close();
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(this::open)
                .isInstanceOf(JournalException.class)
                .hasMessage("The journal " + file() + " has schema version 3, but this program knows versions up to 2;"
                        + " start a newer hvcr-agent or name another file.");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void aFileThatIsNoJournalIsRefusedInOneSentence() throws Exception {
        Files.writeString(file(), "not a database, but long enough to be looked at as one ".repeat(40));
        assertThatThrownBy(this::open)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(file().toString())
                .hasMessageNotContaining("\n");
    }

    private long version() {
        try (Database database = Database.open(file(), JournalSchema.CURRENT)) {
            return database.read(t -> t.one("PRAGMA user_version", row -> row.number("user_version"))
                    .orElseThrow());
        }
    }
}
