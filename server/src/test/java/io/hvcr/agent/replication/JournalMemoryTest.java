// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.journal.Begun;
import io.hvcr.agent.journal.CopyStart;
import io.hvcr.agent.journal.Journal;
import io.hvcr.agent.journal.NewOperation;
import io.hvcr.agent.journal.OperationEntry;
import io.hvcr.agent.journal.OperationStatus;
import io.hvcr.agent.journal.StepStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory is the journal's last word, and keeps it as long as nothing is written. */
class JournalMemoryTest {

    private static final CollectionRef SQL =
            new CollectionRef(new CollectionId("5F3C7A10-6C1E-4B52-9C0E-2D0A4F7B1E01"), "sql-fci");
    private static final CollectionRef FILES =
            new CollectionRef(new CollectionId("5F3C7A10-6C1E-4B52-9C0E-2D0A4F7B1E02"), "files");

    @TempDir
    Path folder;

    private Journal journal;
    private Memory memory;

    @BeforeEach
    void open() {
        journal = Journal.open(
                folder.resolve("journal.db"),
                "hv01",
                () -> Instant.parse("2026-11-22T18:00:00Z"),
                RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        memory = new JournalMemory(journal);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private OperationEntry begin(CollectionRef collection) {
        NewOperation operation = new NewOperation(
                "hyperv.StartReplication",
                collection,
                CollectionMode.Known.PRIMARY,
                CollectionState.Known.READY,
                "STARTED",
                null,
                "",
                null,
                List.of(new NewOperation.NewStep(
                        "StartReplication",
                        Stored.text(new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null)),
                        "wanted")));
        return ((Begun.Started) journal.begin(operation)).operation();
    }

    @Test
    void everythingThatIsWrittenIsRememberedAtTheNextLook() {
        assertThat(memory.of(SQL.id())).isEqualTo(Memory.Remembered.NOTHING);

        OperationEntry operation = begin(SQL);
        assertThat(memory.of(SQL.id()).operationId()).isEqualTo(operation.id());
        assertThat(memory.of(SQL.id()).lastStart()).isNull();
        assertThat(memory.of(FILES.id())).isEqualTo(Memory.Remembered.NOTHING);

        journal.answered(operation.sequence(), 1, StepStatus.RUNNING, 4096, "job", null, CopyStart.Memory.STARTS);
        LastStart running = memory.of(SQL.id()).lastStart();
        assertThat(running).isNotNull();
        assertThat(running.method()).isEqualTo(ReplicationMethod.START_REPLICATION);
        assertThat(running.type()).isEqualTo(InitialReplicationType.NETWORK);
        assertThat(running.finished()).isFalse();

        journal.stepIs(operation.sequence(), 1, StepStatus.SUCCEEDED, null, CopyStart.Memory.STARTS);
        assertThat(memory.of(SQL.id()).lastStart()).matches(LastStart::finished);

        journal.ended(operation.sequence(), OperationStatus.SUCCEEDED, null);
        assertThat(memory.of(SQL.id()).operationId()).isNull();

        journal.stepIs(operation.sequence(), 1, StepStatus.SUCCEEDED, null, CopyStart.Memory.ENDS);
        assertThat(memory.of(SQL.id())).isEqualTo(Memory.Remembered.NOTHING);
    }

    @Test
    void oneAndAllTellTheSame() {
        OperationEntry sql = begin(SQL);
        journal.answered(sql.sequence(), 1, StepStatus.SUCCEEDED, 0, null, null, CopyStart.Memory.STARTS);
        journal.ended(sql.sequence(), OperationStatus.SUCCEEDED, null);
        begin(FILES);

        assertThat(memory.all()).isEqualTo(Map.of(SQL.id(), memory.of(SQL.id()), FILES.id(), memory.of(FILES.id())));
        assertThat(memory.of(SQL.id()).operationId()).isNull();
        assertThat(memory.of(FILES.id()).lastStart()).isNull();
    }

    @Test
    void whatWasReadOnceIsNotReadAgainUntilSomethingIsWritten() {
        begin(SQL);
        Memory.Remembered first = memory.of(SQL.id());
        journal.prune(Journal.KEY_LIFE);
        Memory.Remembered second = memory.of(SQL.id());

        assertThat(second).isEqualTo(first).isNotSameAs(first);
        assertThat(memory.of(SQL.id())).isSameAs(second);
        assertThat(memory.of(new CollectionId(SQL.id().value().toLowerCase(Locale.ROOT))))
                .isSameAs(second);
    }
}
