// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.sql.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the journal keeps, for how long, and what it does with files of other versions (design 4). */
class JournalTest {

    private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");
    private static final CollectionRef SQL =
            new CollectionRef(new CollectionId("5F3C7A10-6C1E-4B52-9C0E-2D0A4F7B1E01"), "sql-fci");
    private static final CollectionRef FILES =
            new CollectionRef(new CollectionId("5F3C7A10-6C1E-4B52-9C0E-2D0A4F7B1E02"), "files");
    private static final CopyStart.Memory NOTHING = CopyStart.Memory.UNTOUCHED;

    private final AtomicReference<Instant> clock = new AtomicReference<>(START);
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
                clock::get,
                RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        opened.add(journal);
        return journal;
    }

    private void pass(Duration time) {
        clock.updateAndGet(now -> now.plus(time));
    }

    private static NewOperation operation(CollectionRef collection, @Nullable String key, String... methods) {
        return new NewOperation(
                "replication.apply",
                collection,
                CollectionMode.Known.NONE,
                CollectionState.Known.DISABLED,
                "STARTED",
                key,
                "digest of " + key,
                "{\"plan\":1}",
                List.of(methods).stream()
                        .map(method -> new NewOperation.NewStep(method, "{\"method\":\"" + method + "\"}", "wanted"))
                        .toList());
    }

    private static OperationEntry begun(Journal journal, NewOperation operation) {
        return ((Begun.Started) journal.begin(operation)).operation();
    }

    @Test
    void beginningWritesTheOperationItsStepsItsKeyAndTheFirstIntentAtOnce() {
        Journal journal = open();
        OperationEntry begun = begun(journal, operation(SQL, "k", "CreateReplicationRelationship", "StartReplication"));
        journal.close();

        Journal again = open();
        assertThat(again.find(begun.id())).contains(begun);
        assertThat(again.open()).containsExactly(begun);
        assertThat(again.known("k", "digest of k")).contains(new Begun.Repeated(begun));
        assertThat(again.known("k", "digest of another request")).contains(new Begun.KeyReused(begun));
        assertThat(again.known("K", "digest of k")).isEmpty();
        assertThat(begun.id()).startsWith("hv01-");
        assertThat(begun.steps()).extracting(StepEntry::status).containsExactly(StepStatus.CALLING, StepStatus.PLANNED);
        assertThat(begun.steps().get(0))
                .returns(START, StepEntry::calledAt)
                .returns(CollectionMode.Known.NONE, StepEntry::modeBefore)
                .returns(CollectionState.Known.DISABLED, StepEntry::stateBefore);
    }

    @Test
    void aKeyThatIsKnownWritesNothing() {
        Journal journal = open();
        OperationEntry first = begun(journal, operation(SQL, "k", "SuspendReplication"));
        assertThat(journal.begin(operation(SQL, "k", "SuspendReplication"))).isEqualTo(new Begun.Repeated(first));
        NewOperation other = new NewOperation(
                "hyperv.ResumeReplication",
                SQL,
                CollectionMode.Known.PRIMARY,
                CollectionState.Known.SUSPENDED,
                "ACCEPTED",
                "k",
                "digest of something else",
                null,
                List.of(new NewOperation.NewStep("ResumeReplication", "{}", "asked for")));
        assertThat(journal.begin(other)).isEqualTo(new Begun.KeyReused(first));
        assertThat(journal.list(all(10))).containsExactly(first);
    }

    @Test
    void everyWriteIsThereForAnotherReaderAsSoonAsItReturns() {
        Journal writer = open();
        Journal reader = open();
        long sequence = begun(writer, operation(SQL, null, "StartReplication", "SuspendReplication"))
                .sequence();
        assertThat(step(reader, 0).status()).isEqualTo(StepStatus.CALLING);
        writer.answered(sequence, 1, StepStatus.RUNNING, 4096, "job path", "made", CopyStart.Memory.STARTS);
        assertThat(step(reader, 0))
                .returns(StepStatus.RUNNING, StepEntry::status)
                .returns(4096, StepEntry::returnValue)
                .returns("job path", StepEntry::jobPath)
                .returns("made", StepEntry::resultingCollection)
                .returns(null, StepEntry::endedAt);
        writer.stepIs(sequence, 1, StepStatus.SUCCEEDED, "{\"job\":1}", CopyStart.Memory.STARTS);
        assertThat(step(reader, 0)).returns("{\"job\":1}", StepEntry::job).returns(START, StepEntry::endedAt);
        writer.intent(sequence, 2, CollectionMode.Known.PRIMARY, CollectionState.Known.REPLICATING);
        assertThat(step(reader, 1)).returns(CollectionState.Known.REPLICATING, StepEntry::stateBefore);
        writer.stepIs(sequence, 2, StepStatus.UNKNOWN, null, NOTHING);
        writer.operationIs(sequence, OperationStatus.UNKNOWN, "{\"error\":1}");
        assertThat(reader.open()).singleElement().returns("{\"error\":1}", OperationEntry::error);
        writer.attached(sequence, 2, "found again", NOTHING);
        assertThat(step(reader, 1)).returns("found again", StepEntry::jobPath);
        writer.cancelRequested(sequence);
        assertThat(reader.open()).singleElement().returns(true, OperationEntry::cancelRequested);
        writer.ended(sequence, OperationStatus.CANCELLED, null);
        assertThat(reader.open()).isEmpty();
        assertThat(reader.list(all(10)))
                .singleElement()
                .returns(OperationStatus.CANCELLED, OperationEntry::status)
                .returns(START, OperationEntry::endedAt);
    }

    private static StepEntry step(Journal journal, int index) {
        return journal.list(all(1)).getFirst().steps().get(index);
    }

    @Test
    void anEndSkipsTheStepsThatWereNeverCalledAndNoOthers() {
        Journal journal = open();
        long sequence = begun(journal, operation(SQL, null, "A", "B", "C")).sequence();
        journal.stepIs(sequence, 1, StepStatus.FAILED, null, NOTHING);
        journal.ended(sequence, OperationStatus.FAILED, "{}");
        assertThat(journal.list(all(1)).getFirst().steps())
                .extracting(StepEntry::status)
                .containsExactly(StepStatus.FAILED, StepStatus.SKIPPED, StepStatus.SKIPPED);
    }

    @Test
    void knowsWhatIsOpenOnACollectionUnderAnySpellingOfItsId() {
        Journal journal = open();
        begun(journal, operation(SQL, null, "A"));
        OperationEntry newest = begun(journal, operation(SQL, null, "B"));
        CollectionId lower = new CollectionId(SQL.id().value().toLowerCase(Locale.ROOT));
        assertThat(journal.openOn(lower)).contains(newest.id());
        assertThat(journal.openOn(FILES.id())).isEmpty();
        assertThat(journal.openByCollection()).containsExactly(Map.entry(SQL.id(), newest.id()));
    }

    @Test
    void prunesWhatEndedLongAgoWithItsStepsAndKeyAndNothingElse() {
        Journal journal = open();
        OperationEntry old = ended(journal, "old");
        OperationEntry running = begun(journal, operation(FILES, "running", "A"));
        pass(Duration.ofDays(40));
        OperationEntry young = ended(journal, "young");
        pass(Duration.ofDays(10));

        assertThat(journal.prune(Duration.ofDays(30))).isOne();
        assertThat(journal.find(old.id())).isEmpty();
        assertThat(journal.known("old", "digest of old"))
                .as("its key is free again")
                .isEmpty();
        assertThat(journal.find(young.id())).isPresent();
        assertThat(journal.find(running.id()))
                .as("what has not ended stays, however old")
                .isPresent();
        assertThat(rows("SELECT count(*) AS n FROM step")).isEqualTo(2);
        assertThat(journal.prune(Duration.ofDays(30))).isZero();
    }

    @Test
    void neverPrunesWithinTheLifeOfAKey() {
        Journal journal = open();
        ended(journal, "k");
        pass(Journal.KEY_LIFE);
        assertThat(journal.prune(Duration.ZERO)).isZero();
        pass(Duration.ofMillis(1));
        assertThat(journal.prune(Duration.ZERO)).isOne();
    }

    @Test
    void remembersTheLastCopyBeyondThePruningOfItsOperation() {
        Journal journal = open();
        long sequence = begun(journal, operation(SQL, null, "StartReplication")).sequence();
        journal.answered(sequence, 1, StepStatus.SUCCEEDED, 0, null, null, CopyStart.Memory.STARTS);
        journal.ended(sequence, OperationStatus.SUCCEEDED, null);
        pass(Duration.ofDays(365));
        assertThat(journal.prune(Duration.ofDays(30))).isOne();
        assertThat(journal.copyStarts())
                .containsExactly(new CopyStart(SQL.id(), "{\"method\":\"StartReplication\"}", START, true, null));

        long cancel =
                begun(journal, operation(SQL, null, "CancelInitialReplication")).sequence();
        journal.answered(cancel, 1, StepStatus.SUCCEEDED, 0, null, null, CopyStart.Memory.ENDS);
        assertThat(journal.copyStart(SQL.id())).isEmpty();
    }

    private OperationEntry ended(Journal journal, String key) {
        OperationEntry begun = begun(journal, operation(SQL, key, "A"));
        journal.ended(begun.sequence(), OperationStatus.SUCCEEDED, null);
        return begun;
    }

    @Test
    void pagesDownwardsWithoutGapsOrRepeatsWhileNewOnesArrive() {
        Journal journal = open();
        List<Long> written = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            written.addFirst(begun(journal, operation(i % 2 == 0 ? SQL : FILES, null, "A"))
                    .sequence());
        }
        List<Long> seen = new ArrayList<>();
        Long before = null;
        do {
            List<OperationEntry> page = journal.list(new OperationQuery(null, null, null, null, null, before, 7));
            page.forEach(entry -> seen.add(entry.sequence()));
            before = page.isEmpty() ? null : page.getLast().sequence();
            begun(journal, operation(SQL, null, "new"));
        } while (before != null);
        assertThat(seen).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "sql-fci, -, -, 2",
                "5f3c7a10-6c1e-4b52-9c0e-2d0a4f7b1e01, -, -, 2",
                "SQL-FCI, -, -, 0",
                "sql' OR '1'='1, -, -, 0",
                "-, SUCCEEDED, -, 1",
                "-, RUNNING, REPLICATION.APPLY, 2",
                "-, -, hyperv.%, 0",
                "files, RUNNING, replication.apply, 1",
            })
    void filtersByCollectionStatusAndMethod(
            @Nullable String collection, @Nullable OperationStatus status, @Nullable String method, int count) {
        Journal journal = open();
        ended(journal, "k");
        begun(journal, operation(SQL, null, "A"));
        begun(journal, operation(FILES, null, "A"));
        assertThat(journal.list(new OperationQuery(collection, status, method, null, null, null, 10)))
                .hasSize(count);
    }

    @Test
    void filtersByTimeFromAndUpTo() {
        Journal journal = open();
        for (int i = 0; i < 3; i++) {
            begun(journal, operation(SQL, null, "A"));
            pass(Duration.ofMinutes(1));
        }
        Instant middle = START.plusSeconds(60);
        assertThat(journal.list(new OperationQuery(null, null, null, middle, null, null, 10)))
                .hasSize(2);
        assertThat(journal.list(new OperationQuery(null, null, null, null, middle, null, 10)))
                .hasSize(1);
        assertThat(journal.list(new OperationQuery(null, null, null, middle, middle.plusMillis(1), null, 10)))
                .hasSize(1);
    }

    private static OperationQuery all(int limit) {
        return new OperationQuery(null, null, null, null, null, null, limit);
    }

    @Test
    void readersAreNotHeldUpAndSeeWholeOperationsOnly() throws Exception {
        Journal journal = open();
        AtomicBoolean written = new AtomicBoolean();
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> looks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                looks.add(readers.submit(() -> {
                    int most = 0;
                    while (!written.get()) {
                        List<OperationEntry> seen = journal.list(all(500));
                        assertThat(seen.size()).as("nothing disappears").isGreaterThanOrEqualTo(most);
                        assertThat(seen).allMatch(entry -> entry.steps().size() == 2);
                        most = seen.size();
                    }
                    return most;
                }));
            }
            for (int i = 0; i < 60; i++) {
                begun(journal, operation(SQL, "key " + i, "A", "B"));
            }
            written.set(true);
            for (Future<Integer> look : looks) {
                assertThat(look.get()).isLessThanOrEqualTo(60);
            }
        }
        assertThat(journal.list(all(500))).hasSize(60);
    }

    private long rows(String sql) {
        try (Database database = Database.open(file(), JournalSchema.CURRENT)) {
            return database.read(t -> t.one(sql, row -> row.number("n")).orElseThrow());
        }
    }
}
