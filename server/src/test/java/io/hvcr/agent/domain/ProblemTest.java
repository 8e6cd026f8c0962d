// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void aRefusalOfTheHostCarriesItsNumberAsCodeAndItsNameFirst() {
        Problem problem = Problem.refusedBy(
                        ReturnCode.Known.INVALID_STATE, Reason.INVALID_STATE, "StartReplication needs state 1")
                .build();
        assertThat(problem.code()).isEqualTo(32775);
        assertThat(problem.message()).isEqualTo("Invalid state for this operation: StartReplication needs state 1");
        assertThat(problem.returnValue()).isEqualTo(ReturnCode.Known.INVALID_STATE);
        assertThat(problem.outcome()).isEqualTo(Outcome.NOT_STARTED);
    }

    @Test
    void anErrorOfOursBeginsWithThePhraseOfItsCode() {
        Problem problem = Problem.invalid(Reason.WRONG_TYPE, "settings.replicaServerPort", "must be an integer")
                .build();
        assertThat(problem.code()).isEqualTo(-32602);
        assertThat(problem.message()).isEqualTo("Invalid params: must be an integer");
        assertThat(problem.path()).isEqualTo("settings.replicaServerPort");
    }

    @Test
    void aProblemCanBeAddedToWithoutLosingAnything() {
        CollectionRef collection = new CollectionRef(new CollectionId("5F3C"), "sql-fci");
        Problem problem = Problem.of(ErrorCode.HOST_REFUSED, Reason.HOST_FAULT, "no")
                .retryable(true)
                .outcome(Outcome.UNKNOWN)
                .path("collection")
                .collection(collection)
                .mode(CollectionMode.Known.PRIMARY)
                .state(CollectionState.Known.REPLICATING)
                .operationId("hv01-1")
                .hresult(0x80041001)
                .ownerNode("HV-P2")
                .allowed(List.of("a", "b"))
                .hint("look")
                .build();
        assertThat(problem.toBuilder().build()).isEqualTo(problem);
        assertThat(problem.toException().problem()).isSameAs(problem);
        assertThat(problem.toException().getStackTrace()).isEmpty();
    }

    @Test
    void noTwoErrorCodesShareANumberAndEveryReasonHasAMeaning() {
        Set<Integer> numbers = new HashSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(numbers.add(code.number())).as(code.phrase()).isTrue();
        }
        for (Reason reason : Reason.values()) {
            assertThat(reason.wireName()).matches("[a-z0-9]+(_[a-z0-9]+)*");
            assertThat(reason.meaning()).endsWith(".");
        }
    }
}
