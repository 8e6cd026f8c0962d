// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hvcr.agent.sql.Database.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private static final int ID = 0x4856_0001;
    private static final List<String> FIRST = List.of(
            "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE, count INTEGER, made INTEGER, body BLOB)");
    private static final List<String> SECOND =
            List.of("ALTER TABLE thing ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'");
    private static final Schema OLD = new Schema("journal", ID, List.of(FIRST));
    private static final Schema NEW = new Schema("journal", ID, List.of(FIRST, SECOND));

    @TempDir
    Path folder;

    @Test
    void keepsWhatATransactionWroteAcrossReopening() {
        Instant made = Instant.parse("2026-11-22T18:30:00.123456Z");
        try (Database database = open(OLD)) {
            database.change(t -> t.update(
                    "INSERT INTO thing (name, count, made, body) VALUES (?, ?, ?, ?)",
                    "größe \"'\u0000\u2028 名",
                    Long.MIN_VALUE,
                    made,
                    new byte[] {0, -1, 7}));
        }
        try (Database database = open(OLD)) {
            List<Object> read = database.read(t -> t.one(
                            "SELECT * FROM thing",
                            row -> List.<Object>of(row.text("name"), row.number("count"), row.instant("made")))
                    .orElseThrow());
            assertThat(read).containsExactly("größe \"'\u0000\u2028 名", Long.MIN_VALUE, made);
            byte[] body = database.read(t ->
                    t.one("SELECT body FROM thing", row -> row.bytes("body")).orElseThrow());
            assertThat(body).containsExactly(0, -1, 7);
        }
    }

    @Test
    void tellsNullFromZero() {
        try (Database database = open(OLD)) {
            database.change(t -> t.update("INSERT INTO thing (id, name, count) VALUES (1, ?, ?)", null, null));
            database.change(t -> t.update("INSERT INTO thing (id, name, count) VALUES (2, ?, ?)", "", 0));
            assertThat(rows(
                            database,
                            "SELECT count FROM thing ORDER BY id",
                            r -> String.valueOf(r.numberOrNull("count"))))
                    .containsExactly("null", "0");
            assertThat(rows(database, "SELECT name FROM thing ORDER BY id", r -> String.valueOf(r.textOrNull("name"))))
                    .containsExactly("null", "");
            assertThatThrownBy(() -> database.read(t -> t.list("SELECT name FROM thing", r -> r.text("name"))))
                    .hasMessageContaining("column name is null");
        }
    }

    @Test
    void undoesEverythingWhenTheWorkThrows() {
        try (Database database = open(OLD)) {
            assertThatThrownBy(() -> database.change(t -> {
                        t.update("INSERT INTO thing (name) VALUES ('half')");
                        throw new IllegalStateException("stop");
                    }))
                    .hasMessage("stop");
            assertThat(count(database)).isZero();
            database.change(t -> t.update("INSERT INTO thing (name) VALUES ('whole')"));
            assertThat(count(database)).isOne();
        }
    }

    @Test
    void answersTheGeneratedKey() {
        try (Database database = open(OLD)) {
            long given = database.write(t -> t.insert("INSERT INTO thing (id, name) VALUES (41, 'a')"));
            long generated = database.write(t -> t.insert("INSERT INTO thing (name) VALUES ('b')"));
            assertThat(List.of(given, generated)).containsExactly(41L, 42L);
        }
    }

    @Test
    void refusesToWriteWhileReading() {
        try (Database database = open(OLD)) {
            assertThatThrownBy(() -> database.read(t -> t.update("INSERT INTO thing (name) VALUES ('sly')")))
                    .isInstanceOf(DatabaseException.class);
            assertThat(count(database)).isZero();
        }
    }

    @Test
    void refusesATransactionInsideATransaction() {
        try (Database database = open(OLD)) {
            assertThatThrownBy(() -> database.change(t -> database.change(u -> u.update("DELETE FROM thing"))))
                    .hasMessage("a transaction inside a transaction");
        }
    }

    @Test
    void refusesStatementsAfterTheEnd() {
        try (Database database = open(OLD)) {
            Transaction leaked = database.read(t -> t);
            assertThatThrownBy(() -> leaked.update("DELETE FROM thing")).hasMessage("the transaction is over");
        }
    }

    @Test
    void namesABrokenRuleOfTheSchema() {
        try (Database database = open(OLD)) {
            database.change(t -> t.update("INSERT INTO thing (name) VALUES ('one')"));
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> database.change(t -> t.update("INSERT INTO thing (name) VALUES ('one')")))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.CONSTRAINT));
        }
    }

    @Test
    void bringsAnOlderFileForwardAndKeepsItsRows() {
        try (Database database = open(OLD)) {
            database.change(t -> t.update("INSERT INTO thing (name) VALUES ('kept')"));
        }
        try (Database database = open(NEW)) {
            assertThat(rows(database, "SELECT name, colour FROM thing", r -> r.text("name") + r.text("colour")))
                    .containsExactly("keptgrey");
        }
    }

    @Test
    void refusesANewerFileInOneSentenceAndLeavesItAlone() throws IOException {
        open(NEW).close();
        byte[] before = Files.readAllBytes(file());
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> open(OLD))
                .withMessage("The journal " + file() + " has schema version 2, but this program knows versions up to 1;"
                        + " start a newer hvcr-agent or name another file.")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.NEWER_SCHEMA));
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void refusesADatabaseOfSomethingElse() {
        open(new Schema("other", ID + 1, List.of(FIRST))).close();
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> open(OLD))
                .withMessageContaining("is a database of something else, not a journal")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.FOREIGN));
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Files.writeString(file(), "name = value\n".repeat(100), StandardCharsets.UTF_8);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> open(OLD))
                .withMessageContaining("damaged or no database")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.CORRUPT));
    }

    @Test
    void namesAFolderThatIsMissing() {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(folder.resolve("no/such/file.db"), OLD))
                .withMessageContaining("file.db")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.NOT_ACCESSIBLE));
    }

    @Test
    void refusesEverythingOnceClosed() {
        Database database = open(OLD);
        database.close();
        database.close();
        assertThatThrownBy(() -> database.read(t -> 1)).hasMessageContaining("is closed");
        assertThatThrownBy(() -> database.write(t -> 1)).hasMessageContaining("is closed");
    }

    @Test
    void readersSeeOneMomentWhileAWriterGoesOn() {
        try (Database database = open(OLD);
                Database other = open(OLD)) {
            database.change(t -> t.update("INSERT INTO thing (name) VALUES ('first')"));
            List<Long> seen = database.read(t -> {
                List<Long> counts = new ArrayList<>();
                counts.add(count(t));
                other.change(u -> u.update("INSERT INTO thing (name) VALUES ('second')"));
                counts.add(count(t));
                return counts;
            });
            assertThat(seen).containsExactly(1L, 1L);
            assertThat(count(database)).isEqualTo(2);
        }
    }

    @Test
    void writersOfSeveralConnectionsLoseNoUpdate() throws Exception {
        int writers = 4;
        int rounds = 25;
        open(OLD).close();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> all = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                all.add(pool.submit(() -> {
                    start.await();
                    try (Database database = open(OLD)) {
                        for (int i = 0; i < rounds; i++) {
                            increment(database);
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
        try (Database database = open(OLD)) {
            assertThat(rows(database, "SELECT count FROM thing", r -> r.integer("count")))
                    .containsExactly(writers * rounds);
        }
    }

    @Test
    void manyOpenANewFileAtOnce() throws Exception {
        int openers = 6;
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(openers)) {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < openers; i++) {
                all.add(pool.submit(() -> {
                    start.await();
                    try (Database database = open(NEW)) {
                        return count(database);
                    }
                }));
            }
            start.countDown();
            for (Future<Long> one : all) {
                assertThat(one.get()).isZero();
            }
        }
    }

    @Test
    void saysThatAnotherProcessHoldsTheFile() {
        try (Database database = open(OLD);
                Database impatient = Database.open(file(), OLD, Duration.ofMillis(30))) {
            database.change(t -> assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> impatient.change(u -> u.update("DELETE FROM thing")))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.BUSY)));
        }
    }

    @Test
    void goesOnAfterAFullVolume() {
        try (Database database = open(OLD)) {
            database.change(t -> t.update("INSERT INTO thing (name) VALUES ('before')"));
            // The page limit is per connection: it stands in for a volume without space.
            database.change(t -> t.list("PRAGMA max_page_count=4", r -> r.number("max_page_count")));
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> database.change(t ->
                            t.update("INSERT INTO thing (name, body) VALUES ('big', ?)", (Object) new byte[100_000])))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.FULL));
            database.change(t -> t.update("INSERT INTO thing (name) VALUES ('after')"));
            long kept = database.inTransaction(Mode.READ, DatabaseTest::count);
            assertThat(kept).isEqualTo(2);
        }
    }

    private static void increment(Database database) {
        database.change(t -> {
            Integer before = t.one("SELECT count FROM thing WHERE id = 1", r -> r.integer("count"))
                    .orElse(null);
            if (before == null) {
                t.update("INSERT INTO thing (id, count) VALUES (1, 1)");
            } else {
                t.update("UPDATE thing SET count = ? WHERE id = 1", before + 1);
            }
        });
    }

    private static <T> List<T> rows(Database database, String sql, Function<Row, T> read) {
        return database.read(t -> t.list(sql, read));
    }

    private static long count(Database database) {
        return database.read(DatabaseTest::count);
    }

    private static long count(Transaction t) {
        return t.one("SELECT count(*) AS n FROM thing", r -> r.number("n")).orElseThrow();
    }

    private Database open(Schema schema) {
        return Database.open(file(), schema);
    }

    private Path file() {
        return folder.resolve("file.db");
    }
}
