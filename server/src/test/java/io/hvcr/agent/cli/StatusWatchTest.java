// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import static io.hvcr.agent.cli.FakeAgent.SQL;
import static io.hvcr.agent.cli.FakeAgent.WHO;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code status --watch}: people leave it open while a failover runs. */
class StatusWatchTest {

    private FakeAgent agent;

    @BeforeEach
    void start() throws IOException {
        agent = new FakeAgent();
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void statusIsShownAgainAndAgainAlsoWhileTheAgentHasTrouble() {
        Thread watching = Thread.currentThread();
        AtomicInteger looks = new AtomicInteger();
        agent.answer("replication.list", params -> switch (looks.incrementAndGet()) {
            case 1 -> FakeAgent.ok(page("2", "Waiting to complete initial replication"));
            case 2 ->
                FakeAgent.failed("{\"code\":-32050,\"message\":\"The host could not be read\","
                        + "\"data\":{\"reason\":\"host_fault\",\"hint\":\"Look at the VMMS\"}}");
            default -> {
                watching.interrupt();
                yield FakeAgent.ok(page("3", "Replicating"));
            }
        });

        CliRun run = CliRun.of("status", "--watch", "--every", "0.1", "--url", agent.url());

        Thread.interrupted(); // whether it came while it waited or while it asked
        assertThat(looks).hasValueGreaterThanOrEqualTo(3);
        assertThat(run.out()).contains("2 Waiting to complete initial replication");
        assertThat(run.err()).contains("error -32050: The host could not be read", "what to do: Look at the VMMS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.05", "3601", "NaN", "Infinity"})
    void statusIsNotShownTooOftenOrNever(String seconds) {
        CliRun run = CliRun.of("status", "--watch", "--every", seconds, "--url", agent.url());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--every takes 0.1 to 3600 seconds");
        assertThat(agent.received()).isEmpty();
    }

    private static String page(String number, String state) {
        return "{" + WHO + ",\"items\":[{" + SQL + ",\"side\":\"primary\",\"mode\":{\"number\":1,\"name\":\"Primary\"},"
                + "\"state\":{\"number\":" + number + ",\"name\":\"" + state + "\"},\"health\":null}]}";
    }
}
