// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import static io.hvcr.agent.host.wmi.ScriptedWmi.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.host.Finding;
import io.hvcr.agent.host.Finding.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a report says about the open questions: raw evidence, its gaps named, and nothing on the host changed. */
class OpenQuestionsTest extends WmiHostFixture {

    private Finding finding(String id) {
        return host().findings().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyQuestionIsListedEvenWhereNothingAnswers() {
        for (String beginning :
                List.of("SELECT", "SELECT SystemCreationClassName", "SELECT CollectionID", COLLECTIONS, "spawn")) {
            wmi.failing(beginning, WmiStatus.RPC_SERVER_UNAVAILABLE, false);
        }
        wmi.failing("SELECT CollectionID, ElementName FROM", WmiStatus.RPC_SERVER_UNAVAILABLE, false);

        assertThat(host().findings().stream().map(Finding::id))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 21).mapToObj(i -> "7." + i).toList());
        assertThat(host().findings())
                .allSatisfy(f -> assertThat(f.evidence()).isNotEmpty().noneMatch(String::isBlank));
        assertThat(finding("7.1").answer()).isEqualTo(Answer.FAILED);
        assertThat(finding("7.1").evidence().getFirst()).contains("RPC_S_SERVER_UNAVAILABLE");
    }

    @Test
    void theOnlyMethodsCalledAreThoseThatRead() {
        members("HV02");
        host().findings();

        assertThat(wmi.requests.stream().filter(r -> r.startsWith("invoke")).distinct())
                .allMatch(r -> r.equals("invoke GetReplicationStatistics"));
        assertThat(finding("7.8").answer()).isEqualTo(Answer.NEEDS_A_CHANGE);
        assertThat(finding("7.8").evidence().getFirst()).contains("planned failover");
    }

    @Test
    void statisticsShowAsTheHostWroteThem() {
        wmi.on(
                "invoke GetReplicationStatistics",
                out(
                        "ReturnValue",
                        0,
                        "ReplicationStatistics",
                        "instance of X { };",
                        "ReplicationHealthIssues",
                        List.of("a", "b")));

        assertThat(finding("7.10").evidence())
                .anyMatch(line -> line.contains("ReturnValue 0"))
                .anyMatch(line -> line.contains("instance of X"))
                .anyMatch(line -> line.contains("[a, b]"));
        assertThat(finding("7.12").evidence().getFirst())
                .contains("00000000-0000-0000-0000-000000000000", "ReturnValue 0");
    }

    @Test
    void aNodeThatDoesNotAnswerHidesNoOther() {
        wmi.on("SELECT Name FROM MSCluster_Node", row("N", "", "Name", "HV01"), row("N", "", "Name", "HV02"));
        wmi.on(
                "\\\\HV03\\root\\HyperVCluster\\v2 SELECT",
                row("Msvm_VirtualSystemCollection", "", "CollectionID", "C1", "ElementName", "sql-fci"));
        wmi.on(
                "SELECT Name FROM MSCluster_Node",
                row("N", "", "Name", "HV01"),
                row("N", "", "Name", "HV02"),
                row("N", "", "Name", "HV03"));

        assertThat(finding("7.3").evidence())
                .anyMatch(line -> line.startsWith("node HV02") && line.contains("WBEM_E_NOT_FOUND"))
                .anyMatch(line -> line.startsWith("node HV03") && line.contains("C1 sql-fci"));
    }

    @Test
    void anAnswerThatNobodyForesawHidesNoOther() {
        wmi.broken("SELECT AffectedElement");

        assertThat(finding("7.9").answer()).isEqualTo(Answer.FAILED);
        assertThat(finding("7.9").evidence().getFirst()).contains("nobody foresaw this");
        assertThat(finding("7.1").answer()).isEqualTo(Answer.SEEN);
    }

    @Test
    void aLongListIsCutAndSaysSo() {
        wmi.on(
                COLLECTIONS,
                IntStream.range(0, 500)
                        .mapToObj(i -> collectionRow("c" + i, 3, 1))
                        .toArray(WmiObject[]::new));

        assertThat(finding("7.1").evidence()).hasSize(201).last().asString().contains("300 more");
    }
}
