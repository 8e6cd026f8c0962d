// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonNumber;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the host refuses, row by row of {@code errors/refused-by-the-host.txt}: its number is the code, and the agent explains what the host does not. Nothing is
 * half done: the collection is as it was, and the journal has the operation with the same error.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class RefusedByTheHostTest {

    private static final String DATA = "CollectionReplicationSettingData";

    private AgentStack primary;
    private AgentStack recovery;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        primary = AgentStack.on(folder, Site.PRIMARY);
        recovery = AgentStack.on(folder, Site.RECOVERY);
        Path volume = folder.resolve("fabric.db.files/primary/C/ClusterStorage/Volume1");
        Files.createDirectories(volume);
        Files.writeString(volume.resolve("a-file"), "not a directory");
    }

    @AfterAll
    void stop() {
        primary.close();
        recovery.close();
    }

    static Stream<ErrorRow> rows() {
        return ErrorRow.read("refused-by-the-host.txt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void explainsTheRefusalAndChangesNothing(ErrorRow row) {
        AgentStack agent = row.site() == Site.PRIMARY ? primary : recovery;
        String collection = row.params().string("Collection").orElseThrow();
        String look = "{'collection':'" + collection + "','include':['settings','jobs']}";
        JsonObject before = agent.result("replication.get", look);

        Refusal refusal = row.refusedBy(agent).namesEverything(row.method().replace("hyperv.", ""));

        assertThat(agent.result("replication.get", look)).isEqualTo(before);
        if (!row.method().startsWith("hyperv.Get")) {
            JsonObject operation = agent.result(
                    "operation.get", "{'id':'" + refusal.data("operationId").orElseThrow() + "'}");
            assertThat(operation.string("status")).contains("failed");
            assertThat(operation.at("error.message")).contains(new JsonString(refusal.message()));
            assertThat(operation.at("error.data.path")).contains(new JsonString(row.path()));
        }
    }

    @Test
    void listsTheRecoveryPointsThereAre() {
        Refusal refusal = new Refusal(recovery.error(
                        "hyperv.TestReplicaCollection", "{'Collection':'print','CollectionRecoveryPoint':'5F3C'}"))
                .isComplete();

        assertThat(refusal.code()).isEqualTo(-32602);
        assertThat(refusal.reason()).isEqualTo("unknown_recovery_point");
        assertThat(refusal.data("path")).contains("CollectionRecoveryPoint");
        assertThat(refusal.message()).contains("mode 2 (Replica)", "no recovery point '5F3C'; it has ");
        assertThat(refusal.allowed())
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point).contains("2026-11-"));
    }

    @Test
    void wantsAnUnplannedFailoverAcknowledgedAndSaysWhy() {
        Refusal refusal = new Refusal(recovery.error("hyperv.InitiateFailover", "{'Collection':'print'}")).isComplete();

        assertThat(refusal.code()).isEqualTo(-32602);
        assertThat(refusal.reason()).isEqualTo("needs_acknowledgement");
        assertThat(refusal.data("path")).contains("acknowledge");
        assertThat(refusal.message()).contains("'print' (5F3C7A10", "mode 2 (Replica)", "primary may still be alive");
        assertThat(refusal.hint()).contains("InitiatePlannedFailover", "\"acknowledge\":\"unplanned\"");
        assertThat(refusal.member("operationId")).isEmpty();
    }

    @Test
    void namesTheJobThatHasTheCollection(@TempDir Path folder) {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            String first = agent.result("hyperv.SuspendReplication", "{'Collection':'print'}")
                    .string("operationId")
                    .orElseThrow();

            Refusal refusal =
                    new Refusal(agent.error("hyperv.ResumeReplication", "{'Collection':'print'}")).isComplete();

            assertThat(refusal.code()).isEqualTo(32774);
            assertThat(refusal.reason()).isEqualTo("collection_busy");
            assertThat(refusal.data("path")).contains("Collection");
            assertThat(refusal.message()).contains("'print' (5F3C7A10", "mode 1 (Primary)", "32774 (System is in use)");
            assertThat(refusal.message())
                    .contains(first, "hyperv.SuspendReplication")
                    .containsPattern("job '.+' at \\d+ %");
            assertThat(refusal.member("retryable")).contains(Json.of(true));
        }
    }

    @Test
    void warnsOfWhatTheHostIgnores(@TempDir Path folder) {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            created(agent);

            JsonObject taken = agent.result(
                    "hyperv.StartReplication",
                    "{'Collection':'sql-fci','InitialReplicationType':1,'StartTime':'2026-11-22T12:01:30Z',"
                            + "'InitialReplicationExportLocation':'C:\\\\ClusterStorage\\\\Volume1\\\\seed'}");

            assertThat(taken.at("warnings[0].reason")).contains(new JsonString("setting_ignored"));
            assertThat(taken.at("warnings[0].path")).contains(new JsonString("InitialReplicationExportLocation"));
            assertThat(agent.result("replication.get", "{'collection':'sql-fci'}")
                            .at("state.number"))
                    .as("a start a moment ago is a start now")
                    .contains(JsonNumber.of(2));
        }
    }

    @Test
    void anExportIgnoresItsStartTimeAndSaysSo(@TempDir Path folder) {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            created(agent);

            JsonObject taken = agent.result(
                    "hyperv.StartReplication",
                    "{'Collection':'sql-fci','InitialReplicationType':'export','StartTime':'2020-01-01T00:00:00Z',"
                            + "'InitialReplicationExportLocation':'C:\\\\ClusterStorage\\\\Volume1\\\\seed'}");

            assertThat(taken.at("warnings[0].reason")).contains(new JsonString("setting_ignored"));
            assertThat(taken.at("warnings[0].path")).contains(new JsonString("StartTime"));
        }
    }

    /** A relationship of sql-fci; two minutes have passed on the fabric's clock. */
    private static void created(AgentStack agent) {
        String id = agent.result(
                        "hyperv.CreateReplicationRelationship",
                        "{'Collection':'sql-fci','" + DATA
                                + "':{'RecoveryConnectionPoint':'broker.recovery.example','AuthenticationType':1}}")
                .string("operationId")
                .orElseThrow();
        agent.result("simulator.advance", "{'seconds':120}");
        assertThat(agent.result("operation.wait", "{'ids':['" + id + "'],'timeoutSeconds':20}")
                        .at("items[0].status"))
                .contains(new JsonString("succeeded"));
    }

    /** The host takes a call, and its job fails: the operation has the job's words, and what to do about them (contract 6.2). */
    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void explainsAJobThatFailed(String server, String hint, @TempDir Path folder) {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            String id = agent.result(
                            "hyperv.CreateReplicationRelationship",
                            "{'Collection':'sql-fci','" + DATA + "':{" + server + "}}")
                    .string("operationId")
                    .orElseThrow();
            agent.result("simulator.advance", "{'seconds':120}");

            JsonObject operation =
                    (JsonObject) agent.result("operation.wait", "{'ids':['" + id + "'],'timeoutSeconds':20}")
                            .at("items[0]")
                            .orElseThrow();

            assertThat(operation.string("status")).contains("failed");
            JsonObject error = operation.object("error").orElseThrow();
            assertThat(error.at("code")).contains(JsonNumber.of(32768));
            assertThat(error.at("data.reason")).contains(new JsonString("job_failed"));
            assertThat(error.at("data.path")).contains(new JsonString("Collection"));
            assertThat(error.string("message").orElseThrow())
                    .contains(
                            "CreateReplicationRelationship",
                            "'sql-fci' (5F3C7A10",
                            "Valid now: Create",
                            "32768 (Failed)");
            assertThat(error.at("data.hint")
                            .map(text -> ((JsonString) text).value())
                            .orElse(""))
                    .contains(hint);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        "'RecoveryConnectionPoint':'broker.recovery.example','AuthenticationType':1,'RecoveryServerPortNumber':8080",
                        "Hyper-V Replica HTTP Listener (TCP-In)"),
                Arguments.of("'RecoveryConnectionPoint':'nobody.recovery.example','AuthenticationType':1", "check DNS"),
                Arguments.of(
                        "'RecoveryConnectionPoint':'broker.recovery.example','AuthenticationType':2,"
                                + "'CertificateThumbPrint':'0000000000000000000000000000000000000000'",
                        "expired"));
    }
}
