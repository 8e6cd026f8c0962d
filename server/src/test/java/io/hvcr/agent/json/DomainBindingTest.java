// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Outcome;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The types of the domain as every record of the API writes and reads them. */
class DomainBindingTest {

    private static final JsonBinder BINDER = JsonBinder.builder().build();

    record Named(@Nullable CollectionState state) {}

    record Step(
            ReplicationMethod method,
            InitialReplicationType type,
            Side side,
            @WriteNull @Nullable Problem error) {}

    private static JsonValue json(String text) {
        return Json.parse(text.replace('\'', '"'), JsonLimits.REQUEST);
    }

    private static <T> T read(String text, Class<T> type) {
        return BINDER.read(json(text), type);
    }

    private static Problem refusal(String text, Class<?> type) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(text, type));
        assertThat(refused).as("refusal of %s", text).isNotNull();
        assertThat(refused.problem().code()).isEqualTo(ErrorCode.INVALID_PARAMS.number());
        return refused.problem();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "'Replicating'", "'replicating'", "{'number':3,'name':'whatever'}", "3.0"})
    void readsCodedValuesInEveryForm(String form) {
        assertThat(read("{'state':" + form + "}", Named.class).state()).isEqualTo(CollectionState.Known.REPLICATING);
    }

    @Test
    void keepsNumbersThatNobodyKnows() {
        Named read = read("{'state':42}", Named.class);
        assertThat(read.state()).isEqualTo(new CollectionState.Unknown(42));
        assertThat(BINDER.writeObject(read).at("state.name")).contains(Json.of("Unknown(42)"));
    }

    @Test
    void refusesCodedNamesThatNobodyKnows() {
        Problem refused = refusal("{'state':'Replicatin'}", Named.class);
        assertThat(refused.path()).isEqualTo("state");
        assertThat(refused.allowed()).contains("3 (Replicating)").hasSize(17);
    }

    @Test
    void writesTheDomainsOwnWords() {
        Step step = new Step(ReplicationMethod.START_REPLICATION, InitialReplicationType.SEEDED, Side.RECOVERY, null);
        assertThat(BINDER.writeObject(step))
                .isEqualTo(json("{'method':'StartReplication','type':'seeded','side':'recovery','error':null}"));
        assertThat(read("{'method':'startreplication','type':3,'side':'Recovery'}", Step.class))
                .isEqualTo(step);
        assertThat(refusal("{'method':'StartReplication','type':4,'side':'none'}", Step.class)
                        .allowed())
                .containsExactly("1 (network)", "2 (export)", "3 (seeded)");
        assertThat(refusal("{'method':'StartReplication','type':true,'side':'none'}", Step.class)
                        .message())
                .endsWith("type must be a word or a number, not true");
    }

    @Test
    void writesProblemsAsErrorObjectsAndReadsThemBack() {
        Problem full = Problem.refusedBy(ReturnCode.of(32775), Reason.INVALID_STATE, "no")
                .retryable(true)
                .outcome(Outcome.FAILED)
                .path("Collection")
                .collection(new CollectionRef(new CollectionId("5F3C"), "sql-fci"))
                .mode(CollectionMode.of(1))
                .state(CollectionState.of(42))
                .operationId("hv01-1")
                .hresult(0x8004100E)
                .ownerNode("hv02")
                .allowed(List.of("SuspendReplication"))
                .hint("suspend it")
                .build();
        assertThat(BINDER.write(full))
                .isEqualTo(
                        json(
                                "{'code':32775,'message':'Invalid state for this operation: no','data':{"
                                        + "'reason':'invalid_state','retryable':true,'outcome':'failed',"
                                        + "'name':'Invalid state for this operation','path':'Collection',"
                                        + "'collection':{'id':'5F3C','name':'sql-fci'},'mode':{'number':1,'name':'Primary'},"
                                        + "'state':{'number':42,'name':'Unknown(42)'},'operationId':'hv01-1',"
                                        + "'returnValue':{'number':32775,'name':'Invalid state for this operation'},"
                                        + "'hresult':'0x8004100E','ownerNode':'hv02','allowed':['SuspendReplication'],'hint':'suspend it'}}"));
        Problem bare = Problem.of(ErrorCode.STOPPING, Reason.STOPPING, "going").build();
        assertThat(BINDER.write(bare))
                .isEqualTo(json("{'code':-32054,'message':'Stopping: going','data':"
                        + "{'reason':'stopping','retryable':false,'outcome':'not_started','name':'Stopping',"
                        + "'hint':'Send the call again when the agent runs again, or to another node.'}}"));
        for (Problem problem : List.of(full, bare)) {
            assertThat(BINDER.read(BINDER.write(problem), Problem.class)).isEqualTo(problem);
        }
    }
}
