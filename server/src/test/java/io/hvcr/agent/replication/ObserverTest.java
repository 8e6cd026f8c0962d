// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which collection a word means (design 3.1), and what is said where it means none. */
class ObserverTest {

    private final FakeHost host = new FakeHost();
    private final FakeCollection sql = host.add("sql-fci");

    @TempDir
    Path folder;

    private Agent agent;

    @BeforeEach
    void start() {
        agent = new Agent(host, folder);
    }

    @AfterEach
    void close() {
        agent.close();
    }

    private Problem unresolved(String word) {
        return OperationsTest.problem(() -> agent.observer.resolve(word));
    }

    @Test
    void meansAnIdInAnyCaseThenAPathThenAnExactName() {
        String id = sql.ref.id().value();
        assertThat(agent.observer.resolve(id.toLowerCase(Locale.ROOT)).ref()).isEqualTo(sql.ref);
        assertThat(agent.observer.resolve(sql.seen().path()).ref()).isEqualTo(sql.ref);
        assertThat(agent.observer.resolve("sql-fci").ref()).isEqualTo(sql.ref);
        FakeCollection misnamed = host.add(id);
        assertThat(agent.observer.resolve(id).ref())
                .as("an id goes before a name")
                .isEqualTo(sql.ref);
        assertThat(agent.observer.resolve(misnamed.ref.id().value()).ref()).isEqualTo(misnamed.ref);
    }

    @Test
    void asksTheHostOnceForWhatExists() {
        for (String word : List.of(sql.ref.id().value(), sql.seen().path(), "sql-fci")) {
            host.reads.clear();
            agent.observer.resolve(word);
            assertThat(host.reads).as(word).hasSize(1);
        }
    }

    @Test
    void anIdThatIsNoGuidIsFoundAsWell() {
        FakeCollection odd = host.add("not a GUID", "files");
        assertThat(agent.observer.resolve("Not a guid").ref()).isEqualTo(odd.ref);
    }

    @Test
    void aNameOfSeveralIsAmbiguousAndTheIdsAreListed() {
        FakeCollection twin = host.add("sql-fci");
        Problem problem = unresolved("sql-fci");
        assertThat(problem.code()).isEqualTo(-32602);
        assertThat(problem.reason()).isEqualTo(Reason.AMBIGUOUS_COLLECTION);
        assertThat(problem.path()).isEqualTo("collection");
        assertThat(problem.allowed())
                .containsExactly(sql.ref.id().value(), twin.ref.id().value());
        assertThat(problem.message()).contains("2 collections", sql.ref.id().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SQL-FCI",
                "nobody",
                " ",
                "5F3C0000-0000-0000-0000-000000000099",
                "x' OR '1'='1",
                "Msvm_VirtualSystemCollection.CollectionID=\"5F3C0000-0000-0000-0000-000000000099\"",
                "Msvm_ComputerSystem.Name=\"5F3C0000-0000-0000-0000-000000000001\"",
                "\uD83D\uDE00\n\\\"",
            })
    void whatMatchesNothingIsNotFoundAndTheExistingAreListed(String word) {
        Problem problem = unresolved(word);
        assertThat(problem.code()).isEqualTo(-32004);
        assertThat(problem.reason()).isEqualTo(Reason.UNKNOWN_COLLECTION);
        assertThat(problem.message()).contains("Existing: 'sql-fci'");
    }

    @Test
    void theMostLikeNameComesFirstAndAFloodIsCut() {
        for (int i = 0; i < 80; i++) {
            host.add("zz-" + i);
        }
        host.add("sql-fcj-2");
        Problem problem = unresolved("Sql-Fci");
        assertThat(problem.allowed()).hasSize(50);
        assertThat(problem.allowed().getFirst()).contains("'sql-fci'");
        assertThat(problem.allowed().get(1)).contains("'sql-fcj-2'");
        assertThat(problem.message()).contains("and 32 more.");
    }

    @Test
    void aWordOfAHundredThousandCharactersIsNotRepeated() {
        Problem problem = unresolved("é".repeat(100_000));
        assertThat(problem.code()).isEqualTo(-32004);
        assertThat(problem.message()).contains("…'").hasSizeLessThan(400);
    }

    @Test
    void anEmptyClusterSaysSo() {
        host.collections.clear();
        assertThat(unresolved("sql-fci").message()).contains("This cluster has none.");
    }

    @Test
    void aListIsSortedByNameAndThenIdAndLeavesGroupsOfGroupsOut() {
        host.add("Archive").primary(CollectionState.Known.REPLICATING);
        host.add("archive");
        host.add("all").kind = HostCollection.Kind.MANAGEMENT;
        assertThat(agent.observer.list())
                .extracting(seen -> seen.collection().name())
                .containsExactly("Archive", "archive", "sql-fci");
        assertThat(agent.observer.collections())
                .extracting(seen -> seen.ref().name())
                .containsExactly("all", "Archive", "archive", "sql-fci");
    }

    @Test
    void statisticsOfWhatIsNotReplicatedAreTheHostsToRefuse() {
        Problem refused = OperationsTest.problem(() -> agent.observer.statistics("sql-fci"));
        assertThat(refused.code()).isEqualTo(ReturnCode.Known.INVALID_STATE.number());
        assertThat(refused.message()).contains("GetReplicationStatistics", "'sql-fci'", "Disabled");
        sql.in(CollectionMode.Known.PRIMARY, CollectionState.Known.REPLICATING);
        assertThat(agent.observer.statistics("sql-fci").healthIssues()).isEmpty();
    }
}
