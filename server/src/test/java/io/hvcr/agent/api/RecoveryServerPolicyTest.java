// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryServerPolicyTest {

    private static final String PATH = "settings.replicaServerName";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broker.recovery.example",
                "BROKER",
                "hv-broker_2.corp.local",
                "a",
                "3com.example",
                "r2d2",
                "10.in-name.example",
                "1.2.3.4a"
            })
    void takesHostNames(String name) {
        assertThat(RecoveryServerPolicy.accept(name, PATH)).isEqualTo(name);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", "empty"),
                Arguments.of("  ", "empty"),
                Arguments.of("10.0.0.1", "an address"),
                Arguments.of("10.1", "an address"),
                Arguments.of("167772161", "an address"),
                Arguments.of("0x7f000001", "an address"),
                Arguments.of("0x7f.1", "an address"),
                Arguments.of("169.254.10.20", "link-local"),
                Arguments.of("fe80::1", "link-local"),
                Arguments.of("FE80::1%12", "link-local"),
                Arguments.of("[fe80::1]", "link-local"),
                Arguments.of("[2001:db8::1]", "an address"),
                Arguments.of("2001:db8::1", "an address"),
                Arguments.of("::1", "an address"),
                Arguments.of("localhost", "this computer"),
                Arguments.of("a.LOCALHOST", "this computer"),
                Arguments.of("bröker.example", "outside ASCII"),
                Arguments.of("\u0432roker.example", "outside ASCII"),
                Arguments.of("broker\u3002example", "outside ASCII"),
                Arguments.of("xn--brker-kua.example", "international"),
                Arguments.of("a.XN--P1AI", "international"),
                Arguments.of("broker.example:443", "port"),
                Arguments.of("https://broker.example", "URL"),
                Arguments.of("\\\\broker\\share", "share"),
                Arguments.of("//broker/share", "share"),
                Arguments.of("broker.example.", "ends with a dot"),
                Arguments.of("broker..example", "empty part"),
                Arguments.of(".broker", "empty part"),
                Arguments.of("-broker.example", "no host name"),
                Arguments.of("broker-.example", "no host name"),
                Arguments.of("bro ker", "no host name"),
                Arguments.of("broker\n.example", "no host name"),
                Arguments.of("user@broker", "no host name"),
                Arguments.of("broker/x", "no host name"),
                Arguments.of("b'; SELECT", "no host name"),
                Arguments.of("a".repeat(64), "64 characters"),
                Arguments.of("a.".repeat(130) + "example", "267 characters"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatIsNoProvableName(String name, String why) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> RecoveryServerPolicy.accept(name, PATH));

        assertThat(refused).as(name).isNotNull();
        Problem problem = refused.problem();
        assertThat(problem.code()).isEqualTo(-32602);
        assertThat(problem.reason()).isEqualTo(Reason.INVALID_VALUE);
        assertThat(problem.path()).isEqualTo(PATH);
        assertThat(problem.returnValue()).isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
        assertThat(problem.message()).contains(why).doesNotContainPattern("\\p{Cntrl}");
        assertThat(problem.hint()).contains("Hyper-V Replica Broker");
    }
}
