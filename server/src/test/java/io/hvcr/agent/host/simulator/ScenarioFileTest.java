// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused in a scenario file, by the published schema and by the simulator alike, and how the refusal reads. */
class ScenarioFileTest {

    private static final Schema SCHEMA = schema();

    @TempDir
    Path folder;

    private static Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SimulatedFabric.scenarioSchema(), InputFormat.JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "two", "empty"})
    void theScenariosOfTheAgentKeepTheSchema(String name) {
        assertThat(SCHEMA.validate(Scenes.resource("scenarios/" + name + ".json"), InputFormat.JSON))
                .isEmpty();
    }

    /** A document in which single quotes stand for double ones, the offending member, and a word of the refusal. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "{}                                                           | name                        | name",
                "{'name':''}                                                  | name                        | 1",
                "{'name':'x','colour':1}                                      | colour                      | colour",
                "{'name':'x','switches':{'testShowState13':true}}             | switches.testShowState13    | testShowsState13",
                "{'name':'x','switches':{'pastStart':'maybe'}}                | switches.pastStart          | refuse",
                "{'name':'x','switches':{'maxRecoveryHistory':25}}            | switches.maxRecoveryHistory | 24",
                "{'name':'x','switches':{'transferJobs':'yes'}}               | switches.transferJobs       | ",
                "{'name':'x','timings':{'jobSeconds':-1}}                     | timings.jobSeconds          | 0",
                "{'name':'x','clock':{'mode':'fast'}}                         | clock.mode                  | stepped",
                "{'name':'x','clock':{'startsAt':'yesterday'}}                | clock.startsAt              | ",
                "{'name':'x','collections':[{'name':'a','members':[{}]}]}     | collections[0].members[0].name | name",
                "{'name':'x','collections':[{'name':'a','disks':[{'path':'C:\\\\\\\\a.vhdx','members':[]}]}]} | collections[0].disks[0].members | 1",
                "{'name':'x','link':{'bytesPerSecond':0}}                     | link.bytesPerSecond         | 1",
                "{'name':'x','primary':{'kerberosPort':70000}}                | primary.kerberosPort        | 65535",
            })
    void aDocumentThatTheSchemaRefusesTheSimulatorRefusesNamingTheMember(
            String text, String path, @Nullable String word) {
        String document = text.replace('\'', '"');
        Problem problem = refusal(document);
        assertThat(problem.path()).as(problem.message()).isEqualTo(path);
        assertThat(problem.message() + problem.allowed()).contains(word == null ? "" : word);
        if (!path.equals("clock.startsAt")) {
            // A format is an annotation: by default no validator judges by it.
            assertThat(SCHEMA.validate(document, InputFormat.JSON)).as(document).isNotEmpty();
        }
    }

    /** What no schema can say: names that have to lead somewhere. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "{'name':'x','clock':{'mode':'scaled','factor':0}}                                       | factor",
                "{'name':'x','primary':{'zone':'Europe/Nowhere'}}                                        | Nowhere",
                "{'name':'x','collections':[{'name':'a','members':[{'name':'M','node':'HV-X'}]}]}        | HV-X",
                "{'name':'x','collections':[{'name':'a','members':[{'name':'M'}],'disks':[{'path':'C:\\\\\\\\a.vhdx','members':['N']}]}]} | 'N'",
                "{'name':'x','switches':{'answers':{'SuspendReplication':32775}}}                        | 4096",
                "{'name':'x','switches':{'answers':{'Suspend':0}}}                                       | Suspend",
            })
    void aDocumentWhoseNamesLeadNowhereIsRefusedWithTheName(String text, String word) {
        Problem problem = refusal(text.replace('\'', '"'));
        assertThat(problem.message() + problem.allowed()).contains(word);
    }

    @Test
    void whatIsNoJsonIsRefusedWithThePlace() {
        Problem problem = refusal("{\"name\":\"x\",}");
        assertThat(problem.reason()).isEqualTo(Reason.PARSE_ERROR);
        assertThat(problem.message()).contains("not valid JSON");
    }

    private Problem refusal(String document) {
        try (TestFabric fabric = TestFabric.two(folder)) {
            String before = fabric.states(TestFabric.FILES);
            ProblemException refused =
                    catchThrowableOfType(ProblemException.class, () -> fabric.fabric.loadDocument(document));
            assertThat(refused).as(document).isNotNull();
            assertThat(fabric.states(TestFabric.FILES))
                    .as("nothing was changed")
                    .isEqualTo(before);
            return refused.problem();
        }
    }

    @Test
    void theShippedSchemaIsTheOneThatTheSimulatorReads() {
        // The file itself is compared by SimulatorPageTest; here: it is a schema, and it says which dialect it is of.
        assertThat(SimulatedFabric.scenarioSchema()).contains("https://json-schema.org/draft/2020-12/schema");
        assertThat(SCHEMA.validate("{\"name\":\"x\"}", InputFormat.JSON)).isEmpty();
    }
}
