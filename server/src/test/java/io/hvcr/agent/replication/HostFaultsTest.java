// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.Outcome;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.host.HostFault;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller is told when the host gave no return value (design 3.3). */
class HostFaultsTest {

    private static final int NUMBER = 0x80041234;

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        new HostFault.Unavailable("Suspend", "down", NUMBER),
                        -32050,
                        Reason.HOST_UNAVAILABLE,
                        true,
                        null),
                Arguments.of(
                        new HostFault.Absent("Suspend", "no namespace", NUMBER),
                        -32050,
                        Reason.HOST_UNAVAILABLE,
                        false,
                        "hvcr-agent doctor"),
                Arguments.of(
                        new HostFault.Denied("Suspend", "no rights", NUMBER),
                        -32052,
                        Reason.ACCESS_DENIED,
                        false,
                        "Hyper-V Administrators"),
                Arguments.of(
                        new HostFault.Missing("Suspend", "gone", NUMBER),
                        -32004,
                        Reason.HOST_FAULT,
                        false,
                        "Look again"),
                Arguments.of(
                        new HostFault.OutcomeUnknown("Suspend", "cut", NUMBER),
                        -32051,
                        Reason.OUTCOME_UNKNOWN,
                        false,
                        "Read the state"),
                Arguments.of(
                        new HostFault.WrongNode("Suspend", "not here", NUMBER, "HV02"),
                        -32055,
                        Reason.WRONG_NODE,
                        false,
                        "HV02"),
                Arguments.of(new HostFault.Refused("Suspend", "odd", NUMBER), -32052, Reason.HOST_FAULT, false, null));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultHasItsCodeReasonNumberAndAdvice(
            HostFault fault, int code, Reason reason, boolean retryable, @Nullable String hint) {
        Problem problem = HostFaults.problem(fault).build();

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.reason()).isEqualTo(reason);
        assertThat(problem.retryable()).isEqualTo(retryable);
        assertThat(problem.hresult()).isEqualTo(NUMBER);
        assertThat(problem.message()).contains("Suspend", fault.text());
        if (hint != null) {
            assertThat(problem.hint()).contains(hint);
        }
    }

    @Test
    void onlyAnUnknownOutcomeIsUnknown() {
        faults().map(arguments -> (HostFault) arguments.get()[0])
                .forEach(fault -> assertThat(HostFaults.problem(fault).build().outcome() == Outcome.UNKNOWN)
                        .as(fault.toString())
                        .isEqualTo(fault.outcomeUnknown()));
    }
}
