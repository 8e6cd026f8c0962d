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
import java.util.List;
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
 * What the host refuses (contract 5.2, 5.3, 5.7, 6.1): its number is the code, and the agent explains what the host does not. Nothing is
 * half done: the collection is as it was, and the journal has the operation with the same error.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class RefusedByTheHostTest {

    private static final int BAD_PARAMETER = 32773;
    private static final int BAD_STATE = 32775;
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

    /**
     * One call that the host refuses.
     *
     * @param words all in the message, the ones after a bar in the hint
     */
    record Row(Site site, String method, String params, int code, String reason, String path, List<String> words) {
        @Override
        public String toString() {
            return method + " " + params;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void explainsTheRefusalAndChangesNothing(Row row) {
        AgentStack agent = row.site() == Site.PRIMARY ? primary : recovery;
        String method = "hyperv." + row.method();
        JsonObject params = AgentStack.object(row.params());
        String look = "{'collection':'" + params.string("Collection").orElseThrow() + "','include':['settings','jobs']}";
        JsonObject before = agent.result("replication.get", look);

        Refusal refusal = new Refusal(agent.call(method, params).object("error").orElseThrow())
                .isComplete()
                .namesEverything(row.method());

        assertThat(refusal.code()).as("%s", refusal).isEqualTo(row.code());
        assertThat(refusal.reason()).as("%s", refusal).isEqualTo(row.reason());
        assertThat(refusal.data("path")).as("%s", refusal).contains(row.path());
        assertThat(refusal.data("outcome")).contains("not_started");
        row.words().forEach(word -> {
            if (word.startsWith("|")) {
                assertThat(refusal.hint()).contains(word.substring(1));
            } else {
                assertThat(refusal.message()).contains(word);
            }
        });
        assertThat(agent.result("replication.get", look)).isEqualTo(before);
        if (!row.method().startsWith("Get")) {
            JsonObject operation =
                    agent.result("operation.get", "{'id':'" + refusal.data("operationId").orElseThrow() + "'}");
            assertThat(operation.string("status")).contains("failed");
            assertThat(operation.at("error.message")).contains(new JsonString(refusal.message()));
            assertThat(operation.at("error.data.path")).contains(new JsonString(row.path()));
        }
    }

    static Stream<Row> rows() {
        return Stream.of(settings(), starts(), states(), otherSide()).flatMap(rows -> rows);
    }

    private static Stream<Row> settings() {
        String create = "CreateReplicationRelationship";
        String good = "'RecoveryConnectionPoint':'broker.recovery.example','AuthenticationType':1";
        return Stream.of(
                primary(create, "{'Collection':'spare','" + DATA + "':{" + good + "}}", BAD_PARAMETER, "no_members",
                        "Collection", "no member virtual machines", "|Add-VMGroupMember"),
                primary(create, "{'Collection':'all-databases','" + DATA + "':{" + good + "}}", 32770, "not_replicable",
                        "Collection", "groups of groups cannot be replicated"),
                primary(create, "{'Collection':'legacy-cluster','" + DATA + "':{" + good + "}}", 32770, "not_replicable",
                        "Collection", ".vhdx, which is no VHD Set", "|Convert-VHD"),
                primary(create, "{'Collection':'sql-fci','" + DATA + "':{'RecoveryConnectionPoint':'Broker.Primary.example',"
                                + "'AuthenticationType':1}}",
                        BAD_PARAMETER, "invalid_value", DATA + ".RecoveryConnectionPoint", "this cluster's own broker",
                        "|recovery cluster's Hyper-V Replica Broker"),
                primary(create, "{'Collection':'sql-fci','" + DATA + "':{'AuthenticationType':1}}", BAD_PARAMETER,
                        "invalid_value", DATA + ".RecoveryConnectionPoint", "names no recovery server"),
                primary(create, "{'Collection':'sql-fci','" + DATA + "':{'RecoveryConnectionPoint':'broker.recovery.example'}}",
                        BAD_PARAMETER, "invalid_value", DATA + ".AuthenticationType", "is not given"),
                primary(create, "{'Collection':'sql-fci','" + DATA + "':{" + good + ",'IncludedDisks':['D:\\\\none.vhdx']}}",
                        BAD_PARAMETER, "invalid_value", DATA + ".IncludedDisks", "'D:\\none.vhdx', which no member has",
                        "|C:\\ClusterStorage\\Volume1\\SQL1\\sql1-os.vhdx"),
                primary(create, "{'Collection':'sql-fci','" + DATA + "':{" + good + ",'PrimaryReplicationEntityIDs':['nobody'],"
                                + "'RecoveryServerHosts':['hv-r1.recovery.example']}}",
                        BAD_PARAMETER, "invalid_value", DATA + ".PrimaryReplicationEntityIDs",
                        "'nobody', which is neither the collection nor a member",
                        "|8B0D3C52-1B7A-4A6E-8E57-6F1D2C014A01"),
                primary("ModifyReplicationSettings", "{'Collection':'print','" + DATA + "':{'AuthenticationType':2}}",
                        BAD_PARAMETER, "invalid_value", DATA + ".CertificateThumbPrint", "needs it", "|LocalMachine\\My"));
    }

    private static Stream<Row> starts() {
        String start = "StartReplication";
        return Stream.of(
                primary(start, "{'Collection':'print','InitialReplicationType':2,"
                                + "'InitialReplicationExportLocation':'C:\\\\ClusterStorage\\\\Volume1\\\\none'}",
                        32779, "path_not_found", "InitialReplicationExportLocation",
                        "the directory C:\\ClusterStorage\\Volume1\\none does not exist", "|the path is the host's"),
                primary(start, "{'Collection':'print','InitialReplicationType':2,"
                                + "'InitialReplicationExportLocation':'C:/ClusterStorage/Volume1/a-file'}",
                        BAD_PARAMETER, "invalid_export_location", "InitialReplicationExportLocation",
                        "is not a usable directory", "|not of a file"),
                primary(start, "{'Collection':'print','InitialReplicationType':1,'StartTime':'2026-11-22T11:58:00Z'}",
                        BAD_PARAMETER, "start_time_out_of_range", "StartTime", "2026-11-22T11:58:00Z lies in the past",
                        "the host's clock says 2026-11-22T12:00:00Z", "|2026-11-29T12:00:00Z"),
                primary(start, "{'Collection':'print','InitialReplicationType':3,'StartTime':'2026-11-30T12:00:00Z'}",
                        BAD_PARAMETER, "start_time_out_of_range", "StartTime", "more than seven days ahead"),
                primary("Resynchronize", "{'Collection':'archive','StartTime':'2026-11-22T10:00:00+01:00'}",
                        BAD_PARAMETER, "start_time_out_of_range", "StartTime", "2026-11-22T09:00:00Z lies in the past"),
                primary("Resynchronize", "{'Collection':'archive','StartTime':'20261130120000.000000+000'}",
                        BAD_PARAMETER, "start_time_out_of_range", "StartTime", "more than seven days ahead"));
    }

    private static Stream<Row> states() {
        return Stream.of(
                state("StartReplication", "{'Collection':'sql-fci','InitialReplicationType':1}", "not_replicated",
                        "valid in mode 1 (Primary), state 1 (Ready for replication)",
                        "Valid now: CreateReplicationRelationship", "|Create a relationship first"),
                state("StartReplication", "{'Collection':'print','InitialReplicationType':1}", "already_satisfied",
                        "nothing to do", "Valid now: ModifyReplicationSettings, SuspendReplication"),
                state("CreateReplicationRelationship", "{'Collection':'print','" + DATA
                                + "':{'RecoveryConnectionPoint':'broker.recovery.example','AuthenticationType':1}}",
                        "already_satisfied", "nothing to do"),
                state("SuspendReplication", "{'Collection':'crm'}", "already_satisfied", "state 7 (Suspended)"),
                state("ResumeReplication", "{'Collection':'print'}", "already_satisfied", "state 3 (Replicating)"),
                state("RemoveReplicationRelationship", "{'Collection':'sql-fci'}", "already_satisfied",
                        "mode 0 (None), state 0 (Disabled)"),
                state("Resynchronize", "{'Collection':'crm'}", "include_suspended_needed", "IncludeSuspended",
                        "|IncludeSuspended true"),
                state("Resynchronize", "{'Collection':'print'}", "invalid_state", "state 3 (Replicating)"),
                state("ResumeReplication", "{'Collection':'archive'}", "invalid_state",
                        "Valid now: Resynchronize", "state 9 ("),
                state("CancelResynchronize", "{'Collection':'archive'}", "no_schedule", "|nothing to cancel"),
                state("CancelInitialReplication", "{'Collection':'erp'}", "invalid_state", "state 8 (Critical)"),
                state("CancelUpdateDiskSet", "{'Collection':'print'}", "no_disk_update", "disk"),
                state("InitiatePlannedFailover", "{'Collection':'print'}", "members_running",
                        "PRN1 (Running on HV-P2), PRN2 (Running on HV-P3)", "|Shut the members down"),
                state("PrepareForReverseReplication", "{'Collection':'erp'}", "members_running", "ERP1 (Running on"),
                state("RevertPlannedFailover", "{'Collection':'print'}", "invalid_state",
                        "11 (Planned failover initiated)"),
                state("InitiateFailover", "{'Collection':'print'}", "wrong_side", "mode 2 (Replica)",
                        "|agent of the other cluster"),
                state("CommitFailover", "{'Collection':'print'}", "wrong_side", "state 5 (Recovered)"),
                state("RevertFailover", "{'Collection':'print'}", "wrong_side", "mode 2 (Replica)"),
                state("TestReplicaCollection", "{'Collection':'print'}", "wrong_side", "mode 2 (Replica)"),
                state("RevertTestReplicaCollection", "{'Collection':'print'}", "wrong_side", "mode 2 (Replica)"),
                state("ModifyReplicationSettings", "{'Collection':'erp','" + DATA + "':{}}", "invalid_state",
                        "state 8 (Critical)"),
                state("ResetReplicationStatistics", "{'Collection':'sql-fci'}", "not_replicated", "any state but"),
                state("GetReplicationStatistics", "{'Collection':'sql-fci'}", "not_replicated", "any state but"));
    }

    private static Stream<Row> otherSide() {
        return Stream.of(
                recovery("StartReplication", "{'Collection':'print','InitialReplicationType':1}", "wrong_side",
                        "mode 1 (Primary)"),
                recovery("CommitFailover", "{'Collection':'print'}", "invalid_state", "state 5 (Recovered)"),
                recovery("RevertFailover", "{'Collection':'print'}", "invalid_state", "state 5 (Recovered) or 16 ("),
                recovery("RevertTestReplicaCollection", "{'Collection':'print'}", "already_satisfied", "nothing to do"),
                new Row(Site.RECOVERY, "ModifyReplicationSettings", "{'Collection':'print','" + DATA + "':{}}",
                        BAD_PARAMETER, "wrong_side", "Collection", List.of("modified on the primary side")),
                recovery("InitiatePlannedFailover", "{'Collection':'print'}", "wrong_side", "mode 1 (Primary)"),
                recovery("InitiateFailover", "{'Collection':'exchange-dag','acknowledge':'unplanned'}",
                        "invalid_state", "state 2 (Waiting to complete initial replication)"));
    }

    private static Row primary(String method, String params, int code, String reason, String path, String... words) {
        return new Row(Site.PRIMARY, method, params, code, reason, path, List.of(words));
    }

    private static Row state(String method, String params, String reason, String... words) {
        return primary(method, params, BAD_STATE, reason, "Collection", words);
    }

    private static Row recovery(String method, String params, String reason, String... words) {
        return new Row(Site.RECOVERY, method, params, BAD_STATE, reason, "Collection", List.of(words));
    }

    @Test
    void listsTheRecoveryPointsThereAre() {
        Refusal refusal = new Refusal(recovery.error("hyperv.TestReplicaCollection",
                        "{'Collection':'print','CollectionRecoveryPoint':'5F3C'}"))
                .isComplete();

        assertThat(refusal.code()).isEqualTo(-32602);
        assertThat(refusal.reason()).isEqualTo("unknown_recovery_point");
        assertThat(refusal.data("path")).contains("CollectionRecoveryPoint");
        assertThat(refusal.message()).contains("mode 2 (Replica)", "no recovery point '5F3C'; it has ");
        assertThat(refusal.allowed()).isNotEmpty().allSatisfy(point -> assertThat(point).contains("2026-11-"));
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

            Refusal refusal = new Refusal(agent.error("hyperv.ResumeReplication", "{'Collection':'print'}")).isComplete();

            assertThat(refusal.code()).isEqualTo(32774);
            assertThat(refusal.reason()).isEqualTo("collection_busy");
            assertThat(refusal.data("path")).contains("Collection");
            assertThat(refusal.message()).contains("'print' (5F3C7A10", "mode 1 (Primary)", "32774 (System is in use)");
            assertThat(refusal.message()).contains(first, "hyperv.SuspendReplication").containsPattern("job '.+' at \\d+ %");
            assertThat(refusal.member("retryable")).contains(Json.of(true));
        }
    }

    @Test
    void warnsOfWhatTheHostIgnores(@TempDir Path folder) {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            created(agent);

            JsonObject taken = agent.result("hyperv.StartReplication",
                    "{'Collection':'sql-fci','InitialReplicationType':1,'StartTime':'2026-11-22T12:01:30Z',"
                            + "'InitialReplicationExportLocation':'C:\\\\ClusterStorage\\\\Volume1\\\\seed'}");

            assertThat(taken.at("warnings[0].reason")).contains(new JsonString("setting_ignored"));
            assertThat(taken.at("warnings[0].path")).contains(new JsonString("InitialReplicationExportLocation"));
            assertThat(agent.result("replication.get", "{'collection':'sql-fci'}").at("state.number"))
                    .as("a start a moment ago is a start now")
                    .contains(JsonNumber.of(2));
        }
    }

    @Test
    void anExportIgnoresItsStartTimeAndSaysSo(@TempDir Path folder) {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            created(agent);

            JsonObject taken = agent.result("hyperv.StartReplication",
                    "{'Collection':'sql-fci','InitialReplicationType':'export','StartTime':'2020-01-01T00:00:00Z',"
                            + "'InitialReplicationExportLocation':'C:\\\\ClusterStorage\\\\Volume1\\\\seed'}");

            assertThat(taken.at("warnings[0].reason")).contains(new JsonString("setting_ignored"));
            assertThat(taken.at("warnings[0].path")).contains(new JsonString("StartTime"));
        }
    }

    /** A relationship of sql-fci; two minutes have passed on the fabric's clock. */
    private static void created(AgentStack agent) {
        String id = agent.result("hyperv.CreateReplicationRelationship",
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
            String id = agent.result("hyperv.CreateReplicationRelationship",
                            "{'Collection':'sql-fci','" + DATA + "':{" + server + "}}")
                    .string("operationId")
                    .orElseThrow();
            agent.result("simulator.advance", "{'seconds':120}");

            JsonObject operation = (JsonObject)
                    agent.result("operation.wait", "{'ids':['" + id + "'],'timeoutSeconds':20}").at("items[0]").orElseThrow();

            assertThat(operation.string("status")).contains("failed");
            JsonObject error = operation.object("error").orElseThrow();
            assertThat(error.at("code")).contains(JsonNumber.of(32768));
            assertThat(error.at("data.reason")).contains(new JsonString("job_failed"));
            assertThat(error.at("data.path")).contains(new JsonString("Collection"));
            assertThat(error.string("message").orElseThrow())
                    .contains("CreateReplicationRelationship", "'sql-fci' (5F3C7A10", "Valid now: Create", "32768 (Failed)");
            assertThat(error.at("data.hint").map(text -> ((JsonString) text).value()).orElse("")).contains(hint);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        "'RecoveryConnectionPoint':'broker.recovery.example','AuthenticationType':1,'RecoveryServerPortNumber':8080",
                        "Hyper-V Replica HTTP Listener (TCP-In)"),
                Arguments.of(
                        "'RecoveryConnectionPoint':'nobody.recovery.example','AuthenticationType':1", "check DNS"),
                Arguments.of(
                        "'RecoveryConnectionPoint':'broker.recovery.example','AuthenticationType':2,"
                                + "'CertificateThumbPrint':'0000000000000000000000000000000000000000'",
                        "expired"));
    }
}
