// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonNumber;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real agent as a process: what it prints, what survives its sudden end, and how it stops. */
class ServeTest {

    @TempDir
    private Path temp = Path.of("");

    @Test
    void anOperationThatWasAcknowledgedOutlivesASuddenEnd() throws Exception {
        Path data = temp.resolve("agent");
        String operation;
        try (AgentProcess agent = AgentProcess.serve(data)) {
            JsonObject created = agent.result(
                    "hyperv.CreateReplicationRelationship",
                    json("{'Collection':'sql-fci','wait':'started','CollectionReplicationSettingData':"
                            + "{'RecoveryConnectionPoint':'broker.recovery.example','AuthenticationType':1}}"));
            assertThat(created.bool("waitSatisfied")).contains(true);
            JsonObject started = agent.result(
                    "hyperv.StartReplication", json("{'Collection':'sql-fci','InitialReplicationType':1}"));
            assertThat(started.integer("ReturnValue")).hasValue(4096);
            operation = started.string("operationId").orElseThrow();
            agent.kill();
        }
        try (AgentProcess agent = AgentProcess.serve(data)) {
            JsonObject waited =
                    agent.result("operation.wait", json("{'ids':['" + operation + "'],'timeoutSeconds':30}"));

            assertThat(waited.at("items[0].id")).contains(new JsonString(operation));
            assertThat(waited.at("items[0].status")).contains(new JsonString("succeeded"));
            JsonObject seen = agent.result("replication.get", json("{'collection':'sql-fci','include':[]}"));
            assertThat(seen.at("mode.number")).contains(JsonNumber.of(1));
            assertThat(seen.array("satisfies").orElseThrow().stream()).contains(new JsonString("replicating"));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process cannot be asked to end there, only be killed")
    void saysThatItIsReadyInOneLineAndStopsWhenItIsToldTo() throws Exception {
        Path data = temp.resolve("agent");
        try (AgentProcess agent = AgentProcess.serve(data, "--site", "recovery")) {
            assertThat(agent.ready("host")).isEqualTo("simulator");
            assertThat(agent.ready("site")).isEqualTo("recovery");
            assertThat(agent.ready("fingerprint")).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
            assertThat(agent.result("agent.info", json("{}")).string("site")).contains("recovery");

            assertThat(agent.stop()).as("ended by SIGTERM").isEqualTo(128 + 15);

            assertThat(agent.rest()).isEmpty();
            String token = Files.readString(data.resolve("administrator.token")).strip();
            assertThat(agent.errors())
                    .contains("SIMULATION")
                    .contains(data.resolve("administrator.token").toString())
                    .doesNotContain(token);
            assertThat(Files.readString(data.resolve("log/hvcr-agent.log")))
                    .contains("SIMULATION", "ready url=", "Stopped")
                    .doesNotContain(token);
        }
    }

    @Test
    void leavesBehindWhereItAnswers() throws Exception {
        Path data = temp.resolve("agent");
        try (AgentProcess agent = AgentProcess.serve(data)) {
            JsonObject file =
                    (JsonObject) Json.parse(Files.readAllBytes(data.resolve("agent.json")), JsonLimits.STORED);

            assertThat(file.string("url")).contains(agent.ready("url"));
            assertThat(file.string("fingerprint")).contains(agent.ready("fingerprint"));
            assertThat(file.string("tokenFile").map(Path::of))
                    .hasValueSatisfying(token -> assertThat(token).isRegularFile());
            assertThat(file.string("certificateFile").map(Path::of))
                    .hasValueSatisfying(certificate -> assertThat(certificate).isRegularFile());
        }
    }

    @Test
    void refusesASecondAgentOnTheSameDataFolder() throws Exception {
        Path data = temp.resolve("agent");
        try (AgentProcess first = AgentProcess.serve(data)) {
            AgentProcess.Ended second = AgentProcess.fail(data);

            assertThat(second.exitCode()).isNotZero();
            assertThat(second.out()).isEmpty();
            assertThat(second.err().lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("hvcr-agent: another agent is running with the data folder " + data)
                            .endsWith("."));
            assertThat(first.result("agent.info", json("{}")).integer("apiVersion"))
                    .hasValue(1);
        }
    }

    @Test
    void saysInOneSentenceWhyItCannotStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            AgentProcess.Ended ended =
                    AgentProcess.fail(temp.resolve("a"), "--insecure", "--listen", "127.0.0.1:" + taken.getLocalPort());
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err().lines())
                    .containsExactly("hvcr-agent: Cannot listen on 127.0.0.1 port "
                            + taken.getLocalPort()
                            + ": another program has the port; stop it, or choose another with --listen.");
            assertThat(temp.resolve("a"))
                    .as("nothing is made for a start that fails")
                    .doesNotExist();
        }
        AgentProcess.Ended open = AgentProcess.fail(temp.resolve("b"), "--insecure", "--listen", "0.0.0.0:0");
        assertThat(open.exitCode()).isNotZero();
        assertThat(open.err()).contains("loopback only");

        AgentProcess.Ended scenario = AgentProcess.fail(temp.resolve("c"), "--scenario", "no-such-scenario");
        assertThat(scenario.exitCode()).isNotZero();
        assertThat(scenario.err()).contains("no-such-scenario").contains("default");
    }

    @Test
    void twoAgentsShowTheTwoSidesOfOneFabric() throws Exception {
        Path fabric = temp.resolve("both.db");
        try (AgentProcess primary =
                        AgentProcess.serve(temp.resolve("p"), "--fabric", fabric.toString(), "--clock", "scaled:100");
                AgentProcess recovery =
                        AgentProcess.serve(temp.resolve("r"), "--fabric", fabric.toString(), "--site", "recovery")) {
            primary.result(
                    "replication.apply",
                    json("{'collection':'web-farm','state':'enabled','settings':"
                            + "{'replicaServerName':'broker.recovery.example','authenticationType':'kerberos'}}"));

            JsonObject seen = recovery.result("replication.get", json("{'collection':'web-farm','include':[]}"));
            assertThat(recovery.result("agent.info", json("{}"))
                            .string("hostTime")
                            .orElseThrow())
                    .as("a fabric's clock is every agent's, and this one runs a hundred times as fast")
                    .isGreaterThan(Instant.now().plusSeconds(5).toString());

            assertThat(seen.string("side")).contains("recovery");
            assertThat(seen.string("cluster")).contains("HV-RECOVERY");
        }
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'), JsonLimits.REQUEST);
    }
}
