// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonNumber;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every code that this API answers outside of HTTP, brought about on the running stack: the specification's own, ours, and each return
 * value of the host (design 3.3, contract 2.2).
 */
class ErrorCodesTest {

    private static final String SUSPEND = "{'Collection':'print'}";

    @TempDir
    private Path folder = Path.of("");

    static Stream<ReturnCode.Known> refusals() {
        return Stream.of(ReturnCode.Known.values()).filter(code -> !code.accepted());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aReturnValueIsTheCode(ReturnCode.Known answered) {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            agent.result("simulator.inject", "{'kind':'returnValue','number':" + answered.number() + "}");

            Refusal refusal = new Refusal(agent.error("hyperv.SuspendReplication", SUSPEND)).isComplete();

            assertThat(refusal.code()).as("%s", refusal).isEqualTo(answered.number());
            refusal.namesEverything("SuspendReplication");
            assertThat(refusal.data("path")).isPresent();
            boolean unclear = answered == ReturnCode.Known.TIMEOUT || answered == ReturnCode.Known.STATUS_UNKNOWN;
            assertThat(refusal.data("outcome")).contains(unclear ? "unknown" : "not_started");
            assertThat(agent.result("operation.list", "{}").array("items").orElseThrow())
                    .hasSize(1);
        }
    }

    @Test
    void aReturnValueThatNobodyDocumentedIsTheCodeToo() {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            agent.result("simulator.inject", "{'kind':'returnValue','number':40000}");

            Refusal refusal = new Refusal(agent.error("hyperv.SuspendReplication", SUSPEND)).isComplete();

            assertThat(refusal.code()).isEqualTo(40000);
            assertThat(refusal.message()).contains("40000 (Unknown(40000))");
        }
    }

    /** What the management layer reports instead of a return value. */
    @ParameterizedTest
    @CsvSource({
        "unavailable, -32050, host_unavailable, not_started",
        "denied, -32052, access_denied, not_started",
        "refused, -32052, host_fault, not_started",
        "missing, -32004, host_fault, not_started",
        "wrongNode, -32055, wrong_node, not_started",
        "outcomeUnknown, -32051, outcome_unknown, unknown",
    })
    void aFaultOfTheLayerHasItsOwnCode(String fault, int code, String reason, String outcome) {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            agent.result(
                    "simulator.inject",
                    "{'kind':'fault','operation':'invoke','fault':'" + fault
                            + "','hresult':-2147217405,'text':'the layer said so'"
                            + (fault.equals("wrongNode") ? ",'ownerNode':'HV-P3'" : "") + "}");

            Refusal refusal = new Refusal(agent.error("hyperv.SuspendReplication", SUSPEND)).isComplete();

            assertThat(refusal.code()).as("%s", refusal).isEqualTo(code);
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.data("outcome")).contains(outcome);
            assertThat(refusal.data("operationId")).isPresent();
            assertThat(refusal.message()).contains("SuspendReplication");
            assertThat(refusal.error().at("data.collection.name")).contains(new JsonString("print"));
            if (fault.equals("wrongNode")) {
                assertThat(refusal.data("ownerNode")).contains("HV-P3");
            }
        }
    }

    @Test
    void aBlockedPlanSaysWhatIsInTheWay() {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            Refusal way = new Refusal(
                            agent.error("replication.apply", "{'collection':'file-cluster','state':'suspended'}"))
                    .isComplete();
            assertThat(way.code()).isEqualTo(-32010);
            assertThat(way.reason()).isEqualTo("not_replicated");
            assertThat(way.data("path")).contains("state");
            assertThat(way.message())
                    .contains("'suspended'", "'file-cluster' (5F3C7A10", "state 0 (Disabled)", "Valid now: Create");

            Refusal settings = new Refusal(
                            agent.error("replication.apply", "{'collection':'file-cluster','state':'replicating'}"))
                    .isComplete();
            assertThat(settings.reason()).isEqualTo("settings_missing");
            assertThat(settings.data("path")).contains("settings.replicaServerName");

            Refusal permission = new Refusal(
                            agent.error("replication.apply", "{'collection':'archive','state':'replicating'}"))
                    .isComplete();
            assertThat(permission.reason()).isEqualTo("needs_discard_recovery_points");
            assertThat(permission.data("path")).contains("allow");
            assertThat(permission.message())
                    .contains("'archive' (5F3C7A10", "state 9 (", "deletes recovery points", "Steps: Resynchronize");
            assertThat(permission.hint()).contains("allow [\"discardRecoveryPoints\"]");
            assertThat(agent.result("operation.list", "{}").array("items")).contains(JsonArray.EMPTY);
        }
    }

    @Test
    void aKeyStandsForOneRequestAndADigestForOnePlan() {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            String id = agent.result("hyperv.SuspendReplication", "{'Collection':'print','idempotencyKey':'k'}")
                    .string("operationId")
                    .orElseThrow();

            Refusal reused = new Refusal(
                            agent.error("hyperv.SuspendReplication", "{'Collection':'archive','idempotencyKey':'k'}"))
                    .isComplete();
            assertThat(reused.code()).isEqualTo(-32009);
            assertThat(reused.reason()).isEqualTo("idempotency_key_reused");
            assertThat(reused.data("path")).contains("idempotencyKey");
            assertThat(reused.message()).contains(id, "'print' (5F3C7A10");

            Refusal changed = new Refusal(agent.error(
                            "replication.apply",
                            "{'collection':'crm','state':'replicating','planDigest':'of another'}"))
                    .isComplete();
            assertThat(changed.code()).isEqualTo(-32009);
            assertThat(changed.reason()).isEqualTo("plan_changed");
            assertThat(changed.data("path")).contains("planDigest");
            assertThat(changed.message()).contains("'crm' (5F3C7A10", "Now: ResumeReplication");
        }
    }

    @Test
    void aStoppingAgentTakesNoChangeButStillAnswers() {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            agent.core().stopTakingChanges();

            for (String method : new String[] {"hyperv.SuspendReplication", "replication.apply", "simulator.advance"}) {
                Refusal refusal = new Refusal(agent.error(method, "{}")).isComplete();
                assertThat(refusal.code()).isEqualTo(-32054);
                assertThat(refusal.reason()).isEqualTo("stopping");
                assertThat(refusal.member("retryable")).contains(Json.of(true));
            }
            assertThat(agent.result("replication.get", "{'collection':'print'}").at("state.number"))
                    .contains(JsonNumber.of(3));
        }
    }

    @Test
    void withoutAJournalTheHostIsNotCalled() throws Exception {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            // Another program keeps the file for itself, longer than the agent waits for it.
            agent.breakJournal();
            agent.forgetHostCalls();

            Refusal refusal = new Refusal(agent.error("hyperv.SuspendReplication", SUSPEND)).isComplete();

            assertThat(refusal.code()).isEqualTo(-32053);
            assertThat(refusal.reason()).isEqualTo("journal_unavailable");
            assertThat(refusal.data("outcome")).contains("not_started");
            assertThat(agent.hostCalls()).doesNotContainKey("SuspendReplication");
        }
    }

    /** What is no request is refused before any method is looked for; its id is answered where it can be read. */
    @ParameterizedTest
    @MethodSource("noRequests")
    void whatIsNoRequestIsRefusedAsSuch(String text, int code, String reason, String path) {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            JsonObject answer = (JsonObject) agent.send(text).orElseThrow();

            Refusal refusal = new Refusal(answer.object("error").orElseThrow()).isComplete();

            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.data("path").orElse("")).isEqualTo(path);
        }
    }

    static Stream<Arguments> noRequests() {
        return Stream.of(
                bad("", -32700, "parse_error", ""),
                bad("{", -32700, "parse_error", ""),
                bad("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"agent.info\"}", -32700, "parse_error", "id"),
                bad(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"agent.info\",\"params\":{\"x\":NaN}}",
                        -32700,
                        "parse_error",
                        "x"),
                bad("[".repeat(200), -32700, "parse_error", "[0]".repeat(32)),
                bad("[]", -32600, "invalid_request", ""),
                bad("7", -32600, "invalid_request", ""),
                bad("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"agent.info\"}", -32600, "invalid_request", "jsonrpc"),
                bad("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"agent.info\"}", -32600, "wrong_type", "id"),
                bad("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}", -32600, "invalid_request", "method"),
                bad("{\"jsonrpc\":\"2.0\",\"id\":1,\"methd\":\"agent.info\"}", -32600, "unknown_member", "methd"),
                bad(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"agent.info\",\"params\":\"x\"}",
                        -32600,
                        "wrong_type",
                        "params"),
                bad(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"agent.info\",\"params\":[]}",
                        -32602,
                        "wrong_type",
                        "params"),
                bad("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"agent.inf\"}", -32601, "method_not_found", "method"),
                bad("[" + "{},".repeat(100) + "{}]", -32600, "too_large", ""));
    }

    private static Arguments bad(String text, int code, String reason, String path) {
        return Arguments.of(text, code, reason, path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sql-fci | {'state':'replicating'}                            | settings_missing        | settings.replicaServerName
                    sql-fci | {'state':'suspended'}                              | not_replicated          | state
                    print   | {'settings':{'replicatedDiskPaths':['C:/nowhere.vhds']}} | invalid_value           | settings.replicatedDiskPaths
                    """)
    void aPlanThatIsBlockedNamesTheMemberAsTheApplyDoes(
            String collection, String document, String reason, @Nullable String path) {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            String params = "{'collection':'" + collection + "'," + document.substring(1);

            JsonObject blocked =
                    agent.result("replication.plan", params).object("blocked").orElseThrow();
            Refusal refusal = new Refusal(agent.error("replication.apply", params)).isComplete();

            assertThat(blocked.string("reason")).contains(reason).contains(refusal.reason());
            assertThat(blocked.string("path")).isEqualTo(Optional.ofNullable(path));
            assertThat(refusal.data("path")).isEqualTo(Optional.ofNullable(path));
        }
    }

    @Test
    void withinABatchNothingWaits() {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            String call = "{'jsonrpc':'2.0','id':1,'method':'replication.apply','params':"
                    + "{'collection':'crm','state':'replicating','wait':'started'}}";

            JsonArray answers =
                    (JsonArray) agent.send("[" + call.replace('\'', '"') + "]").orElseThrow();

            Refusal refusal =
                    new Refusal(((JsonObject) answers.get(0)).object("error").orElseThrow()).isComplete();
            assertThat(refusal.code()).isEqualTo(-32602);
            assertThat(refusal.reason()).isEqualTo("wait_not_possible");
            assertThat(refusal.data("path")).contains("wait");
        }
    }
}
