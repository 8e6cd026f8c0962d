// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API call costs the host (design 3.2): counted at the port, under the real methods. */
class HostCallsTest {

    /** Methods that change something on a host: every one but the reading of statistics. */
    private static final Set<String> CHANGING = Stream.of(ReplicationMethod.values())
            .filter(method -> method != ReplicationMethod.GET_REPLICATION_STATISTICS)
            .map(ReplicationMethod::wmiName)
            .collect(Collectors.toUnmodifiableSet());

    private static final String WANTED =
            "{'collection':'sql-fci','state':'replicating','settings':{'replicaServerName':'broker.recovery.example',"
                    + "'authenticationType':'kerberos','recoveryHistory':4},'initialReplication':{'type':'network'}";

    @TempDir
    private Path temp = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"empty", "two", "default", "bench-300"})
    void aListCostsThreeCallsWhateverTheNumber(String scenario) {
        try (AgentStack agent = AgentStack.on(temp, Site.PRIMARY)) {
            agent.result("simulator.scenario", "{'name':'" + scenario + "'}");
            agent.forgetHostCalls();
            JsonObject listed = agent.result("replication.list", "{'limit':500}");
            assertThat(calls(agent)).as("%s", agent.hostCalls()).isLessThanOrEqualTo(3);

            agent.forgetHostCalls();
            JsonObject filtered =
                    agent.result("replication.list", "{'filter':{'name':'*0*','mode':'primary'},'limit':5}");
            assertThat(calls(agent)).as("%s", agent.hostCalls()).isLessThanOrEqualTo(3);
            assertThat(items(filtered)).hasSizeLessThanOrEqualTo(5);

            agent.forgetHostCalls();
            agent.result("collection.list", "{}");
            assertThat(calls(agent)).as("%s", agent.hostCalls()).isOne();
            assertThat(items(listed).size()).isEqualTo(expected(scenario));
        }
    }

    /** Groups of groups are no replication. */
    private static int expected(String scenario) {
        return switch (scenario) {
            case "empty" -> 0;
            case "two" -> 2;
            case "bench-300" -> 300;
            default -> 13;
        };
    }

    @ParameterizedTest
    @EnumSource
    void aGetCostsSevenCallsAndStateAloneOne(Site site) {
        try (AgentStack agent = AgentStack.on(temp, site)) {
            for (JsonObject item : items(agent.result("replication.list", "{'limit':500}"))) {
                JsonObject collection = item.object("collection").orElseThrow();
                String id = collection.string("id").orElseThrow();
                String name = collection.string("name").orElseThrow();
                costs(agent, id, "", 7);
                costs(agent, id, ",'include':[]", 1);
                if (!name.equals("app")) {
                    // Two have that name.
                    costs(agent, name, "", 7);
                    costs(agent, name, ",'include':[]", 1);
                }
            }
        }
    }

    private static void costs(AgentStack agent, String collection, String include, int most) {
        agent.forgetHostCalls();
        agent.result("replication.get", "{'collection':'" + collection + "'" + include + "}");
        assertThat(calls(agent))
                .as("%s%s: %s", collection, include, agent.hostCalls())
                .isLessThanOrEqualTo(most);
    }

    @Test
    void planningCheckingAndASecondApplyCallNothingThatChanges() {
        try (AgentStack agent = AgentStack.on(temp, Site.PRIMARY)) {
            JsonObject plan = agent.result("replication.plan", WANTED + "}");
            assertThat(plan.at("steps[1].method"))
                    .hasValueSatisfying(m -> assertThat(m).hasToString("\"StartReplication\""));
            for (ReplicationMethod method : ReplicationMethod.values()) {
                agent.result("replication.check", "{'collection':'sql-fci','operation':'" + method.wmiName() + "'}");
            }
            assertThat(changing(agent)).isEmpty();

            JsonObject first = agent.result("replication.apply", WANTED + ",'wait':'accepted'}");
            String id = first.string("id").orElseThrow();
            List<String> statuses = List.of();
            for (int i = 0; i < 20 && !statuses.equals(List.of("succeeded")); i++) {
                agent.result("simulator.advance", "{'seconds':5}");
                statuses = items(agent.result("operation.wait", "{'ids':['" + id + "'],'timeoutSeconds':1}")).stream()
                        .map(item -> item.string("status").orElseThrow())
                        .toList();
            }
            assertThat(statuses).containsExactly("succeeded");
            assertThat(changing(agent)).containsExactly("CreateReplicationRelationship", "StartReplication");

            agent.forgetHostCalls();
            JsonObject second = agent.result("replication.apply", WANTED + ",'idempotencyKey':'again'}");
            assertThat(second.bool("changed")).contains(false);
            assertThat(second.get("id"))
                    .hasValueSatisfying(none -> assertThat(none).hasToString("null"));
            assertThat(changing(agent)).isEmpty();
            assertThat(items(agent.result("operation.list", "{}")))
                    .as("and journals nothing")
                    .hasSize(1);
        }
    }

    private static long calls(AgentStack agent) {
        return agent.hostCalls().values().stream().mapToLong(Long::longValue).sum();
    }

    private static Set<String> changing(AgentStack agent) {
        return agent.hostCalls().entrySet().stream()
                .filter(call -> CHANGING.contains(call.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonObject> items(JsonObject page) {
        JsonArray items = page.array("items").orElseThrow(() -> new AssertionError(Json.pretty(page)));
        return items.stream().map(JsonObject.class::cast).toList();
    }
}
