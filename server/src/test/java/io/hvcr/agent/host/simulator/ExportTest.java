// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.ReplicationMethod.CANCEL_INITIAL_REPLICATION;
import static io.hvcr.agent.host.simulator.Site.PRIMARY;
import static io.hvcr.agent.host.simulator.TestFabric.SQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReturnCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports and their import (contract 5.5), and seeded starts (5.6). */
class ExportTest {

    private static final String SEED = "C:\\ClusterStorage\\Volume1\\seed";
    private static final Duration EXPORT = Duration.ofMinutes(20);

    @TempDir
    Path folder;

    @Test
    void writesOneFolderForEachMachineAndWaitsForTheImport() throws IOException {
        try (TestFabric fabric = exported()) {
            assertThat(fabric.states(SQL)).isEqualTo("1/2 2/2");
            List<Member> members = fabric.primary.members(fabric.collection(PRIMARY, SQL));
            Path seed = SimulatedFabric.exportRoot(folder.resolve("test.fabric"))
                    .resolve("primary/C/ClusterStorage/Volume1/seed");
            try (Stream<Path> written = Files.list(seed)) {
                assertThat(written.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrderElementsOf(members.stream()
                                .map(member -> member.name() + "_" + member.id())
                                .toList());
            }
            Path first = seed.resolve(folderName(members.getFirst()));
            assertThat(first.resolve(ExportWriter.MANIFEST))
                    .content()
                    .contains("\"simulated\": true", "SQL1", "sql.vhds");
            assertThat(first.resolve("Virtual Hard Disks/os.vhdx")).exists();
            assertThat(first.resolve("Virtual Hard Disks/sql.vhds")).exists();
            assertThat(fabric.call(PRIMARY, SQL, CANCEL_INITIAL_REPLICATION))
                    .as("a finished export cannot be cancelled")
                    .isEqualTo(ReturnCode.Known.INVALID_STATE);
        }
    }

    @Test
    void replicatesOnceTheLastMachineIsImported() {
        try (TestFabric fabric = exported()) {
            List<Member> members = fabric.primary.members(fabric.collection(PRIMARY, SQL));
            importCopy(fabric, "SQL1", SEED + "\\" + folderName(members.get(0)));
            importCopy(fabric, "SQL1", SEED + "\\" + folderName(members.get(0)));
            assertThat(fabric.states(SQL)).isEqualTo("1/2 2/2");
            importCopy(fabric, "sql2", SEED.toUpperCase(Locale.ROOT) + "/" + folderName(members.get(1)));
            assertThat(fabric.states(SQL)).isEqualTo("1/3 2/3");
        }
    }

    @Test
    void whatWasChangedSinceTheExportIsSentAfterTheImport() {
        try (TestFabric fabric = exported()) {
            long pending = fabric.statistics(PRIMARY, SQL).statistics().pendingReplicationSize();
            assertThat(pending).isPositive();
            fabric.primary
                    .members(fabric.collection(PRIMARY, SQL))
                    .forEach(member -> importCopy(fabric, member.name(), SEED + "\\" + folderName(member)));
            fabric.pass(Duration.ofMinutes(6));
            assertThat(fabric.statistics(PRIMARY, SQL).statistics())
                    .satisfies(s -> assertThat(s.replicationSize()).isGreaterThan(pending))
                    .satisfies(s -> assertThat(s.pendingReplicationSize()).isLessThan(pending));
        }
    }

    @Test
    void refusesAnImportFromTheWrongPlace() {
        try (TestFabric fabric = exported()) {
            List<Member> members = fabric.primary.members(fabric.collection(PRIMARY, SQL));
            assertThat(importProblem(fabric, "SQL1", SEED + "\\nothing").code()).isEqualTo(32779);
            assertThat(importProblem(fabric, "SQL1", "seed").code()).isEqualTo(32773);
            assertThat(importProblem(fabric, "SQL1", SEED))
                    .returns(32773, Problem::code)
                    .satisfies(problem -> assertThat(problem.message()).contains("own subdirectory"));
            assertThat(importProblem(fabric, "SQL1", SEED + "\\" + folderName(members.get(1))))
                    .returns(32768, Problem::code)
                    .satisfies(problem -> assertThat(problem.message()).contains("SQL2", "not of 'SQL1'"));
            assertThat(importProblem(fabric, "SQL9", SEED).allowed()).containsExactly("SQL1", "SQL2");
            assertThat(fabric.states(SQL)).isEqualTo("1/2 2/2");
        }
    }

    @Test
    void nothingIsImportedBeforeAnExportHasFinished() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            assertThat(importProblem(fabric, "SQL1", SEED).message()).contains("no export");
            fabric.start(InitialReplicationType.EXPORT, SEED);
            assertThat(importProblem(fabric, "SQL1", SEED).message()).contains("no export");
        }
    }

    @Test
    void aRunningExportCanBeCancelledAndLeavesNothing() throws IOException {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            fabric.start(InitialReplicationType.EXPORT, SEED);
            fabric.pass(Duration.ofMinutes(2));
            fabric.well(PRIMARY, SQL, CANCEL_INITIAL_REPLICATION);
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
            fabric.pass(EXPORT);
            try (Stream<Path> written = Files.list(SimulatedFabric.exportRoot(folder.resolve("test.fabric"))
                    .resolve("primary/C/ClusterStorage/Volume1/seed"))) {
                assertThat(written).isEmpty();
            }
        }
    }

    @Test
    void theHostIgnoresTheStartTimeOfAnExport() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            fabric.well(
                    PRIMARY,
                    SQL,
                    new ReplicationCall.Start(
                            InitialReplicationType.EXPORT,
                            SEED,
                            fabric.primary.hostTime().minus(Duration.ofDays(30))));
            assertThat(fabric.states(SQL)).isEqualTo("1/2 2/2");
        }
    }

    @Test
    void anExportNeedsNoLink() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            fabric.inject("{\"kind\":\"link\",\"up\":false}");
            fabric.start(InitialReplicationType.EXPORT, SEED);
            fabric.pass(EXPORT);
            assertThat(fabric.collection(PRIMARY, SQL).state().number()).isEqualTo(2);
            assertThat(fabric.call(PRIMARY, SQL, CANCEL_INITIAL_REPLICATION)).isEqualTo(ReturnCode.Known.INVALID_STATE);
        }
    }

    @Test
    void aDirectoryThatDisappearsFailsTheExportAndLeavesReady() throws IOException {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            fabric.start(InitialReplicationType.EXPORT, SEED);
            Files.delete(SimulatedFabric.exportRoot(folder.resolve("test.fabric"))
                    .resolve("primary/C/ClusterStorage/Volume1/seed"));
            fabric.pass(EXPORT);
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
        }
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            Files.createFile(SimulatedFabric.exportRoot(folder.resolve("test.fabric"))
                    .resolve("primary/C/ClusterStorage/Volume1/file.txt"));
            assertThat(fabric.call(
                            PRIMARY,
                            SQL,
                            new ReplicationCall.Start(
                                    InitialReplicationType.EXPORT, "C:\\ClusterStorage\\Volume1\\file.txt", null)))
                    .isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
        }
    }

    @Test
    void aSeededStartNeedsARestoredCopyOfEveryMachine() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.create(SQL);
            ReplicationCall seeded = new ReplicationCall.Start(InitialReplicationType.SEEDED, null, null);
            HostJob job = fabric.done(PRIMARY, SQL, seeded);
            assertThat(job.state()).isEqualTo(JobState.Known.EXCEPTION);
            assertThat(job.type().number()).isEqualTo(117);
            assertThat(job.failure()).get().asString().contains("SQL1", "0x80070002");
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");

            fabric.inject("{\"kind\":\"restoredCopy\",\"collection\":\"sql-fci\",\"members\":[\"SQL1\"]}");
            assertThat(fabric.failure(PRIMARY, SQL, seeded)).contains("SQL2");
            fabric.inject("{\"kind\":\"restoredCopy\",\"collection\":\"sql-fci\"}");
            fabric.well(PRIMARY, SQL, seeded);
            assertThat(fabric.states(SQL)).isEqualTo("1/2 2/2");
            fabric.pass(Duration.ofSeconds(30));
            assertThat(fabric.states(SQL)).as("only differences are sent").isEqualTo("1/3 2/3");
        }
    }

    @Test
    void aNameThatIsNoFileNameIsWrittenAllTheSame() throws IOException {
        String scenario = """
                {"name":"names","clock":{"mode":"stepped"},"collections":[{"name":"odd",
                 "members":[{"name":"..\\\\..\\\\a/b:c*?\\n<名>|\\"."}],
                 "disks":[{"path":"C:\\\\x.vhdx","gigabytes":1,"members":["..\\\\..\\\\a/b:c*?\\n<名>|\\"."]}]}]}""";
        try (TestFabric fabric = TestFabric.of(folder, scenario)) {
            fabric.create("odd");
            fabric.well(PRIMARY, "odd", new ReplicationCall.Start(InitialReplicationType.EXPORT, SEED, null));
            fabric.pass(EXPORT);
            Member member =
                    fabric.primary.members(fabric.collection(PRIMARY, "odd")).getFirst();
            try (Stream<Path> written = Files.list(SimulatedFabric.exportRoot(folder.resolve("test.fabric"))
                    .resolve("primary/C/ClusterStorage/Volume1/seed"))) {
                assertThat(written.map(path -> path.getFileName().toString()))
                        .singleElement()
                        .satisfies(name -> assertThat(name).contains("名").endsWith("_" + member.id()));
            }
        }
    }

    @Test
    void aSwitchLeavesThePrimaryReplicatingAfterTheExport() {
        String scenario = Scenes.two("\"switches\":{\"exportLeavesPrimaryIn\":3},");
        try (TestFabric fabric = TestFabric.of(folder, scenario)) {
            fabric.create(SQL);
            fabric.start(InitialReplicationType.EXPORT, SEED);
            fabric.pass(EXPORT);
            assertThat(fabric.states(SQL)).isEqualTo("1/3 2/2");
            fabric.primary
                    .members(fabric.collection(PRIMARY, SQL))
                    .forEach(member -> importCopy(fabric, member.name(), SEED + "\\" + folderName(member)));
            assertThat(fabric.states(SQL)).isEqualTo("1/3 2/3");
        }
    }

    private TestFabric exported() {
        TestFabric fabric = TestFabric.two(folder);
        fabric.create(SQL);
        fabric.start(InitialReplicationType.EXPORT, SEED);
        assertThat(fabric.states(SQL)).isEqualTo("1/2 2/2");
        fabric.pass(EXPORT);
        return fabric;
    }

    private static String folderName(Member member) {
        return member.name() + "_" + member.id();
    }

    private static void importCopy(TestFabric fabric, String member, String directory) {
        fabric.inject("{\"kind\":\"importCopy\",\"collection\":\"sql-fci\",\"member\":\"" + member
                + "\",\"directory\":\"" + directory.replace("\\", "\\\\") + "\"}");
    }

    private static Problem importProblem(TestFabric fabric, String member, String directory) {
        return catchThrowableOfType(ProblemException.class, () -> importCopy(fabric, member, directory))
                .problem();
    }
}
