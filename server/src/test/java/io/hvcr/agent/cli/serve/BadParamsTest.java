// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonNumber;
import io.hvcr.agent.json.JsonObject;
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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the API refuses by itself (design 3.3, contract 5.7 and 6.1), on the running stack: code, reason, path, words, a hint; and that
 * it cost nothing, no changing call and no journal entry, where the params alone are wrong not even a look at the host.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class BadParamsTest {

    private static final String START = "hyperv.StartReplication";
    private static final String CREATE = "hyperv.CreateReplicationRelationship";
    private static final String PLAN = "replication.plan";
    private static final String TYPE = "InitialReplicationType";
    private static final String LOCATION = "InitialReplicationExportLocation";
    private static final int INVALID = -32602;
    private static final int NOT_FOUND = -32004;
    private static final int CONFLICT = -32009;

    private AgentStack agent;

    @BeforeAll
    void start(@TempDir Path folder) {
        agent = AgentStack.on(folder, Site.PRIMARY);
    }

    @AfterAll
    void stop() {
        agent.close();
    }

    /**
     * One wrong call.
     *
     * @param looks whether the host has to be read to know that it is wrong
     * @param returnValue what the host would answer; 0 where it would never see it
     * @param words all in the message, the ones after a bar in the hint
     */
    record Row(
            String method,
            JsonObject params,
            int code,
            String reason,
            String path,
            boolean looks,
            int returnValue,
            List<String> words) {

        Row answering(int value) {
            return new Row(method, params, code, reason, path, looks, value, words);
        }

        @Override
        public String toString() {
            String text = method + " " + params;
            return text.length() <= 120 ? text : text.substring(0, 120) + "…";
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void refusesNamingTheMemberAndDoingNothing(Row row) {
        agent.forgetHostCalls();

        Refusal refusal = new Refusal(agent.call(row.method(), row.params())
                        .object("error")
                        .orElseThrow(() -> new AssertionError(row + " was taken")))
                .isComplete();

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
        assertThat(new Refusal(agent.error("simulator.scenario", "{'document':{'colections':[]}}")).isComplete())
                .satisfies(refused -> assertThat(refused.data("path")).contains("document.colections"))
                .satisfies(refused -> assertThat(refused.message()).contains("did you mean 'collections'?"));
        assertThat(new Refusal(agent.error("simulator.scenario", "{'name':'atlantis'}")).isComplete())
                .satisfies(refused -> assertThat(refused.data("path")).contains("name"))
                .satisfies(refused -> assertThat(refused.message()).contains("default"));
        assertThat(new Refusal(agent.error("simulator.inject", "{'kind':'meteor'}")).isComplete())
                .satisfies(refused -> assertThat(refused.data("path")).contains("kind"));
    }

    static Stream<Row> rows() {
        return Stream.of(members(), collections(), types(), startTimes(), locations(), settings(), documents(), lists())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> members() {
        return Stream.of(
                pure(START, "{}", "missing_member", "Collection", "Collection is required", "|needs Collection, " + TYPE),
                pure(START, "{'Collection':'print'}", "missing_member", TYPE, TYPE + " is required"),
                pure(START, "{'Collection':null,'" + TYPE + "':1}", "missing_member", "Collection", "is required"),
                pure(START, "{'Collection':'print','Initialreplicationtype':1}", "unknown_member",
                        "Initialreplicationtype", "did you mean '" + TYPE + "'?"),
                pure(START, "{'collection':'print','" + TYPE + "':1}", "unknown_member", "collection",
                        "did you mean 'Collection'?"),
                pure(START, "{'Collection':'print','" + TYPE + "':1,'Location':'C:\\\\x'}", "unknown_member", "Location",
                        "did you mean '" + LOCATION + "'?"),
                pure(START, "{'Collection':'print','" + TYPE + "':1,'überraschung':1}", "unknown_member",
                        "[\"überraschung\"]", "'überraschung'", "|may have"),
                pure(START, "{'Collection':5,'" + TYPE + "':1}", "wrong_type", "Collection",
                        "must be a string, not a number"),
                pure(START, "{'Collection':['print'],'" + TYPE + "':1}", "wrong_type", "Collection", "not an array"),
                pure("hyperv.SuspendReplication", "{'Collection':'print','wait':'soon'}", "invalid_value", "wait",
                        "accepted, started or synchronized, not 'soon'"),
                pure("hyperv.SuspendReplication", "{'Collection':'print','timeoutSeconds':31}", "invalid_value",
                        "timeoutSeconds", "between 0 and 30, not 31"),
                pure("hyperv.SuspendReplication", "{'Collection':'print','timeoutSeconds':2.5}", "invalid_value",
                        "timeoutSeconds", "a whole number, not 2.5"),
                pure("hyperv.SuspendReplication", "{'Collection':'print','idempotencyKey':''}", "invalid_value",
                        "idempotencyKey", "between 1 and 128 characters, not 0"),
                pure("hyperv.SuspendReplication", "{'Collection':'print','idempotencyKey':'" + "k".repeat(129) + "'}",
                        "invalid_value", "idempotencyKey", "not 129"),
                pure("hyperv.SuspendReplication", "{'Collection':'print','wait':'synchronized'}", "wait_not_possible",
                        "wait", "SuspendReplication"),
                pure("hyperv.Resynchronize", "{'Collection':'archive','IncludeSuspended':'yes'}", "wrong_type",
                        "IncludeSuspended", "true or false, not a string"),
                pure("hyperv.InitiateFailover", "{'Collection':'print','acknowledge':'yes'}", "invalid_value",
                        "acknowledge", "must be unplanned"),
                pure("hyperv.InitiateFailover", "{'Collection':'print','CollectionRecoveryPoint':{}}", "invalid_value",
                        "CollectionRecoveryPoint", "before and latest"),
                pure("hyperv.InitiateFailover", "{'Collection':'print','CollectionRecoveryPoint':{'latest':'best'}}",
                        "invalid_value", "CollectionRecoveryPoint.latest", "crashConsistent"),
                pure("hyperv.InitiateFailover", "{'Collection':'print','CollectionRecoveryPoint':{'before':'noon'}}",
                        "invalid_time", "CollectionRecoveryPoint.before", "'noon'"),
                at(CONFLICT, pure("hyperv.SuspendReplication", "{'Collection':'print','expectCluster':'HV-RECOVERY'}",
                        "wrong_cluster", "expectCluster", "HV-PRIMARY", "'HV-RECOVERY'")),
                at(CONFLICT, pure(PLAN, "{'collection':'print','expectCluster':'HV-RECOVERY'}", "wrong_cluster",
                        "expectCluster", "HV-PRIMARY")),
                at(-32601, pure("hyperv.Suspend", "{}", "method_not_found", "method",
                        "did you mean 'hyperv.SuspendReplication'?")),
                at(-32601, pure("StartReplication", "{}", "method_not_found", "method", "did you mean '" + START + "'?")),
                at(-32601, pure("hyperv.startReplication", "{}", "method_not_found", "method", "'" + START + "'?")),
                at(-32601, pure("hyperv.RequestStateChange", "{}", "method_not_found", "method", "rpc.discover")),
                at(-32601, pure("rpc.undocumented", "{}", "method_not_found", "method", "'rpc.undocumented'")));
    }

    private static Stream<Row> collections() {
        String unknown = "5F3C7A10-0000-0000-0000-000000000000";
        String nameless = "\\\\HV-P1\\root\\HyperVCluster\\v2:Msvm_VirtualSystemCollection";
        return Stream.of(
                unknown("sql", "'sql'", "Existing: 'app' (", "'sql-fci' (5F3C7A10-6C1E-4B52-9C0E-2D0A4F7B2E01)"),
                unknown("SQL-FCI", "'SQL-FCI'", "Existing: 'sql-fci' ("),
                unknown(unknown, unknown, "Existing:"),
                unknown("   ", "'   '"),
                unknown("データベース", "'データベース'"),
                unknown("قاعدة بيانات", "'قاعدة بيانات'"),
                unknown("it's \"quoted\" \\ and * % _", "'it's \"quoted\" \\ and * % _'"),
                unknown("sql-fci' OR CollectionID LIKE '%", "'sql-fci' OR CollectionID LIKE '%'"),
                unknown("two\nlines\u0000\u202e", "'two\\u000alines\\u0000\\u202e'"),
                unknown(nameless + ".CollectionID=\"" + unknown + "\"", "HyperVCluster"),
                unknown(nameless + ".CollectionID=\"unfinished", "Existing:"),
                unknown("root\\cimv2:Win32_Process.Handle=\"1\"", "Win32_Process"),
                looked(START, "{'Collection':'app','" + TYPE + "':1}", "ambiguous_collection", "Collection",
                        "2 collections are named 'app'", "5F3C7A10-6C1E-4B52-9C0E-2D0A4F7B2E04", "2E05"),
                looked("replication.get", "{'collection':'app'}", "ambiguous_collection", "collection", "2 collections"),
                looked("replication.apply", "{'collection':'app','state':'absent'}", "ambiguous_collection", "collection",
                        "Give the id"),
                at(NOT_FOUND, looked("replication.get", "{'collection':'sql'}", "unknown_collection", "collection",
                        "'sql-fci'")),
                at(NOT_FOUND, looked("replication.check", "{'collection':'sql','operation':'StartReplication'}",
                        "unknown_collection", "collection", "'sql-fci'")),
                at(NOT_FOUND, looked("recoveryPoint.list", "{'collection':'sql'}", "unknown_collection", "collection",
                        "'sql-fci'")),
                at(NOT_FOUND, looked("hyperv.GetReplicationStatistics", "{'Collection':'sql'}", "unknown_collection",
                        "Collection", "'sql-fci'")),
                pure(START, "{'Collection':'','" + TYPE + "':1}", "invalid_value", "Collection", "between 1 and 512"),
                pure(START, "{'Collection':'" + "x".repeat(513) + "','" + TYPE + "':1}", "invalid_value", "Collection",
                        "not 513"),
                at(-32700, pure(START, "{'Collection':'" + "x".repeat(100_000) + "','" + TYPE + "':1}", "parse_error",
                        "Collection", "longer than 8192 characters", "|agent.limits")),
                looked("hyperv.TestReplicaCollection", "{'Collection':'print','CollectionRecoveryPoint':'5F3C'}",
                        "unknown_recovery_point", "CollectionRecoveryPoint", "'print' (5F3C7A10", "state 3 (Replicating)",
                        "none at all").answering(32773));
    }

    private static Row unknown(String collection, String... words) {
        JsonObject params =
                Json.object().put("Collection", collection).put(TYPE, 1).build();
        return row(START, params, NOT_FOUND, "unknown_collection", "Collection", true, 0, words);
    }

    private static Stream<Row> types() {
        return Stream.of("0", "4", "65535", "-1", "1.5", "'1'", "'fax'", "100000000000000000000000000000")
                .map(value -> pure(START, "{'Collection':'print','" + TYPE + "':" + value + "}", "invalid_value", TYPE,
                                TYPE + " cannot be " + value, "1 network, 2 export, 3 seeded")
                        .answering(32773));
    }

    private static Stream<Row> startTimes() {
        Stream<Row> malformed = Stream.of(
                        "2026-11-23T01:00:00",
                        "2026-11-23",
                        "tomorrow",
                        "",
                        "2026-02-30T01:00:00Z",
                        "2026-11-23T25:00:00Z",
                        "20261123010000.000000+***",
                        "00000001000000.000000:000",
                        "20261123******.000000+000",
                        "20261323010000.000000+000")
                .flatMap(time -> Stream.of(
                        pure(START, "{'Collection':'print','" + TYPE + "':1,'StartTime':'" + time + "'}", "invalid_time",
                                "StartTime", "offset", "2026-11-23T01:00:00Z"),
                        pure("hyperv.Resynchronize", "{'Collection':'archive','StartTime':'" + time + "'}",
                                "invalid_time", "StartTime", "2026-11-23T01:00:00Z")))
                .map(row -> row.answering(32773));
        return Stream.concat(
                malformed,
                Stream.of(
                        pure(START, "{'Collection':'print','" + TYPE + "':1,'StartTime':5}", "wrong_type", "StartTime",
                                "a string"),
                        pure(PLAN, "{'collection':'sql-fci','initialReplication':{'startTime':'2026-11-23T01:00:00'}}",
                                "invalid_time", "initialReplication.startTime", "offset")));
    }

    private static Stream<Row> locations() {
        Stream<String[]> bad = Stream.of(
                new String[] {"", "is empty"},
                new String[] {"seed", "relative"},
                new String[] {"..\\seed", "relative"},
                new String[] {"C:seed", "current directory of drive C"},
                new String[] {"C:", "current directory of drive C"},
                new String[] {"\\seed", "names no drive"},
                new String[] {"/seed", "names no drive"},
                new String[] {"\\\\evil\\share", "network share"},
                new String[] {"//evil/share", "network share"},
                new String[] {"\\\\?\\C:\\seed", "device path"},
                new String[] {"\\\\.\\PhysicalDrive0", "device path"},
                new String[] {"\\??\\C:\\seed", "device path"},
                new String[] {"\\\\?\\UNC\\evil\\share", "network share"},
                new String[] {"C:\\seed\\..\\windows", "'..'"},
                new String[] {"C:\\seed\\CON", "name of a device"},
                new String[] {"C:\\nul.txt", "name of a device"},
                new String[] {"C:\\seed\\lpt1.backup\\x", "name of a device"},
                new String[] {"C:\\com\u00b9", "name of a device"},
                new String[] {"C:\\seed:stream", "stream"},
                new String[] {"C:\\seed.", "Windows drops"},
                new String[] {"C:\\seed \\x", "Windows drops"},
                new String[] {"C:\\se\u0001ed", "control character U+0001"},
                new String[] {"C:\\se\ned", "control character U+000A"},
                new String[] {"C:\\se\u0000ed", "control character U+0000"},
                new String[] {"C:\\se*ed", "'se*ed'"},
                new String[] {"C:\\se\"ed", "'se\"ed'"},
                new String[] {"C:\\\\seed", "two separators"},
                new String[] {"C:\\" + "x".repeat(1_000), "characters"});
        Stream<Row> wrong = bad.flatMap(one -> Stream.of(
                row(START, start(one[0]), INVALID, "invalid_export_location", LOCATION, false, 32773,
                        LOCATION, one[1], "|absolute directory on a drive"),
                row(PLAN, Json.object()
                                .put("collection", "sql-fci")
                                .put("initialReplication", Json.object()
                                        .put("type", "export")
                                        .put("exportLocation", one[0])
                                        .build())
                                .build(),
                        INVALID, "invalid_export_location", "initialReplication.exportLocation", false, 32773, one[1])));
        return Stream.concat(
                wrong,
                Stream.of(
                        pure(START, "{'Collection':'print','" + TYPE + "':2}", "missing_member", LOCATION,
                                "required for an export", "|C:\\ClusterStorage").answering(32773),
                        pure(PLAN, "{'collection':'sql-fci','initialReplication':{'type':'export'}}", "missing_member",
                                "initialReplication.exportLocation", "required for an export").answering(32773),
                        // A share is a share, even where the host would ignore it.
                        pure(START, "{'Collection':'print','" + TYPE + "':1,'" + LOCATION + "':'\\\\\\\\evil\\\\share'}",
                                "invalid_export_location", LOCATION, "network share").answering(32773)));
    }

    private static JsonObject start(String location) {
        return Json.object()
                .put("Collection", "print")
                .put(TYPE, 2)
                .put(LOCATION, location)
                .build();
    }

    private static Stream<Row> settings() {
        return Stream.of(
                setting("AuthenticationType", "0", "invalid_value", "cannot be 0; allowed are 1 kerberos, 2 certificate"),
                setting("AuthenticationType", "3", "invalid_value", "1 kerberos, 2 certificate"),
                setting("AuthenticationType", "'ntlm'", "invalid_value", "'ntlm'"),
                setting("CertificateThumbPrint", "'xyz'", "invalid_value", "40 hexadecimal digits"),
                setting("RecoveryConnectionPoint", "''", "invalid_value", "is empty", "|Hyper-V Replica Broker"),
                setting("RecoveryConnectionPoint", "'10.0.0.1'", "invalid_value", "is an address"),
                setting("RecoveryConnectionPoint", "'\\\\\\\\evil\\\\share'", "invalid_value", "share"),
                setting("RecoveryServerPortNumber", "0", "invalid_value", "between 1 and 65535, not 0"),
                setting("RecoveryServerPortNumber", "65536", "invalid_value", "not 65536"),
                setting("ReplicationInterval", "60", "invalid_value", "must be 30, 300 or 900, not 60"),
                setting("RecoveryHistory", "17", "invalid_value", "between 0 and 16, not 17"),
                setting("RecoveryHistory", "-1", "invalid_value", "not -1"),
                setting("ApplicationConsistentSnapshotInterval", "13", "invalid_value", "between 0 and 12"),
                setting("ApplicationConsistentSnapshotInterval", "1,'RecoveryHistory':0", "invalid_value",
                        "cannot be 1 with RecoveryHistory 0"),
                setting("AutoResynchronizeIntervalStart", "'24:00'", "invalid_time", "HH:mm", "'24:00'"),
                setting("CertificateThumbPrint", "null,'AuthenticationType':2", "missing_member",
                        "required with AuthenticationType certificate"),
                setting("RecoveryServerHosts", "['hv-r1.recovery.example']", "invalid_value", "has 1 entries"),
                typed("CompressionEnabled", "'true'", "true or false, not a string"),
                typed("IncludedDisks", "'C:\\\\x.vhds'", "an array, not a string"),
                typed("RecoveryHistory", "'4'", "an integer, not a string"),
                pure(CREATE, "{'Collection':'sql-fci','CollectionReplicationSettingData':{'recoveryHistory':4}}",
                        "unknown_member", "CollectionReplicationSettingData.recoveryHistory",
                        "did you mean 'RecoveryHistory'?"),
                pure(CREATE, "{'Collection':'sql-fci','CollectionReplicationSettingData':{'IncludedDisks':[5]}}",
                        "wrong_type", "CollectionReplicationSettingData.IncludedDisks[0]", "a string, not a number"),
                pure(CREATE, "{'Collection':'sql-fci','CollectionReplicationSettingData':'<INSTANCE/>'}", "wrong_type",
                        "CollectionReplicationSettingData", "must be an object, not a string"),
                pure(CREATE, "{'Collection':'sql-fci'}", "missing_member", "CollectionReplicationSettingData",
                        "is required"));
    }

    private static Row setting(String name, String value, String reason, String... words) {
        return pure(CREATE, "{'Collection':'sql-fci','CollectionReplicationSettingData':{'" + name + "':" + value + "}}",
                        reason, "CollectionReplicationSettingData." + name, words)
                .answering(32773);
    }

    private static Row typed(String name, String value, String... words) {
        return setting(name, value, "wrong_type", words).answering(0);
    }

    private static Stream<Row> documents() {
        return Stream.of(
                pure(PLAN, "{}", "missing_member", "collection", "collection is required"),
                pure(PLAN, "{'collection':'sql-fci','state':'running'}", "invalid_value", "state",
                        "enabled, replicating, suspended or absent, not 'running'"),
                pure(PLAN, "{'collection':'sql-fci','state':3}", "wrong_type", "state", "a string, not a number"),
                pure(PLAN, "{'collection':'sql-fci','settings':{'recoveryhistory':1}}", "unknown_member",
                        "settings.recoveryhistory", "did you mean 'recoveryHistory'?"),
                pure(PLAN, "{'collection':'sql-fci','settings':{'replicationFrequencySec':60}}", "invalid_value",
                        "settings.replicationFrequencySec", "must be 30, 300 or 900, not 60").answering(32773),
                pure(PLAN, "{'collection':'sql-fci','settings':{'authenticationType':'ntlm'}}", "invalid_value",
                        "settings.authenticationType", "settings.authenticationType cannot be 'ntlm'").answering(32773),
                pure(PLAN, "{'collection':'sql-fci','settings':{'replicaServerName':'\\\\\\\\evil\\\\x'}}",
                        "invalid_value", "settings.replicaServerName", "share").answering(32773),
                pure(PLAN, "{'collection':'sql-fci','initialReplication':{'type':'fax'}}", "invalid_value",
                        "initialReplication.type", "initialReplication.type cannot be 'fax'").answering(32773),
                pure(PLAN, "{'collection':'sql-fci','initialReplication':'network'}", "wrong_type", "initialReplication",
                        "an object, not a string"),
                pure(PLAN, "{'collection':'sql-fci','allow':['everything']}", "invalid_value", "allow[0]",
                        "reseed or discardRecoveryPoints"),
                pure(PLAN, "{'collection':'sql-fci','planDigest':'x'}", "unknown_member", "planDigest", "'planDigest'"),
                pure("replication.apply", "{'collection':'sql-fci','wait':'forever'}", "invalid_value", "wait",
                        "not 'forever'"),
                pure("replication.apply", "{'collection':'sql-fci','state':'replicating','wait':'synchronized',"
                                + "'initialReplication':{'type':'export','exportLocation':'C:\\\\ClusterStorage\\\\Volume1\\\\seed'}}",
                        "wait_not_possible", "wait", "imported on the other side"),
                pure("replication.check", "{'collection':'sql-fci','operation':'Restart'}", "invalid_value", "operation",
                        "StartReplication", "not 'Restart'"));
    }

    private static Stream<Row> lists() {
        return Stream.of(
                pure("replication.list", "{'limit':0}", "invalid_value", "limit", "between 1 and 500"),
                pure("replication.list", "{'limit':501}", "invalid_value", "limit", "between 1 and 500"),
                looked("replication.list", "{'cursor':'???'}", "invalid_value", "cursor", "next of a page before"),
                looked("collection.list", "{'cursor':'AAAA'}", "invalid_value", "cursor", "next of a page before"),
                pure("operation.list", "{'cursor':'???'}", "invalid_value", "cursor", "next of a page before"),
                pure("replication.list", "{'filter':{'state':'Sleeping'}}", "invalid_value", "filter.state",
                        "3 (Replicating)"),
                pure("replication.list", "{'filter':{'nmae':'x'}}", "unknown_member", "filter.nmae",
                        "did you mean 'name'?"),
                pure("replication.get", "{'collection':'print','include':['members','disks']}", "invalid_value",
                        "include[1]", "not 'disks'"),
                at(NOT_FOUND, pure("operation.get", "{'id':'hv-p1-none'}", "unknown_operation", "id", "'hv-p1-none'",
                        "|operation.list")),
                at(NOT_FOUND, pure("operation.cancel", "{'id':'hv-p1-none'}", "unknown_operation", "id",
                        "'hv-p1-none'")),
                at(NOT_FOUND, pure("operation.wait", "{'ids':['hv-p1-none'],'timeoutSeconds':0}", "unknown_operation",
                        "ids[0]", "'hv-p1-none'")),
                pure("operation.wait", "{'ids':[]}", "invalid_value", "ids", "between 1 and 100 elements"),
                pure("operation.wait", "{'ids':['a'],'timeoutSeconds':31}", "invalid_value", "timeoutSeconds", "30"),
                pure("operation.list", "{'filter':{'status':'done'}}", "invalid_value", "filter.status", "succeeded"),
                pure("operation.list", "{'filter':{'since':'yesterday'}}", "invalid_time", "filter.since",
                        "'yesterday'"),
                pure("simulator.advance", "{'seconds':-1}", "invalid_value", "seconds", "between 1 and"),
                pure("simulator.scenario", "{}", "invalid_value", "name", "name or document"),
                pure("agent.info", "{'verbose':true}", "unknown_member", "verbose", "it takes none"));
    }

    /** What the params alone show to be wrong. */
    private static Row pure(String method, String params, String reason, String path, String... words) {
        return row(method, AgentStack.object(params), INVALID, reason, path, false, 0, words);
    }

    /** What is wrong on this host. */
    private static Row looked(String method, String params, String reason, String path, String... words) {
        return row(method, AgentStack.object(params), INVALID, reason, path, true, 0, words);
    }

    private static Row at(int code, Row row) {
        return new Row(row.method, row.params, code, row.reason, row.path, row.looks, row.returnValue, row.words);
    }

    private static Row row(
            String method,
            JsonObject params,
            int code,
            String reason,
            String path,
            boolean looks,
            int returnValue,
            String... words) {
        return new Row(method, params, code, reason, path, looks, returnValue, List.of(words));
    }
}
