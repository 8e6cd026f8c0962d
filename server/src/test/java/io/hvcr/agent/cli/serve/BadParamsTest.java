// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonNumber;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the API refuses by itself, on the running stack, row by row of {@code errors/bad-params.txt}; and that it cost nothing: no changing
 * call and no journal entry, where the params alone are wrong not even a look at the host.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class BadParamsTest {

    private AgentStack agent;

    @BeforeAll
    void start(@TempDir Path folder) {
        agent = AgentStack.on(folder, Site.PRIMARY);
    }

    @AfterAll
    void stop() {
        agent.close();
    }

    static Stream<ErrorRow> rows() {
        return ErrorRow.read("bad-params.txt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void refusesNamingTheMemberAndDoingNothing(ErrorRow row) {
        agent.forgetHostCalls();

        Refusal refusal = row.refusedBy(agent);

        if (row.returnValue() == 0) {
            assertThat(refusal.member("returnValue")).as("%s", refusal).isEmpty();
        } else {
            assertThat(refusal.error().at("data.returnValue.number")).contains(JsonNumber.of(row.returnValue()));
        }
        assertThat(agent.hostCalls()).as("host calls").doesNotContainKeys(changing());
        if (!row.looks()) {
            assertThat(agent.hostCalls()).as("host calls").isEmpty();
        }
        assertThat(agent.result("operation.list", "{}").array("items")).contains(JsonArray.EMPTY);
    }

    private static String[] changing() {
        return Stream.of(ReplicationMethod.values())
                .map(ReplicationMethod::wmiName)
                .toArray(String[]::new);
    }

    @Test
    void theSimulatorSaysWhereInItsDocumentsSomethingIsWrong() {
        Refusal document =
                new Refusal(agent.error("simulator.scenario", "{'document':{'colections':[]}}")).isComplete();
        assertThat(document.data("path")).contains("document.colections");
        assertThat(document.message()).contains("did you mean 'collections'?");

        Refusal name = new Refusal(agent.error("simulator.scenario", "{'name':'atlantis'}")).isComplete();
        assertThat(name.data("path")).contains("name");
        assertThat(name.message()).contains("default");

        Refusal kind = new Refusal(agent.error("simulator.inject", "{'kind':'meteor'}")).isComplete();
        assertThat(kind.data("path")).contains("kind");
    }
}
