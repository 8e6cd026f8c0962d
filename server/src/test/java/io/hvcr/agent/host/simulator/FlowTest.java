// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.host.simulator.Site.PRIMARY;
import static io.hvcr.agent.host.simulator.Site.RECOVERY;
import static io.hvcr.agent.host.simulator.TestFabric.SQL;
import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.ReplicationCall;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole flows of contract 5.4 across both sites. */
class FlowTest {

    @TempDir
    Path folder;

    @Test
    void enablesAndReplicatesOverTheNetwork() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            assertThat(fabric.states(SQL)).isEqualTo("0/0 -");
            assertThat(fabric.done(PRIMARY, SQL, new ReplicationCall.Create(TestFabric.toBroker(RECOVERY)))
                            .state())
                    .isEqualTo(JobState.Known.COMPLETED);
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
            fabric.done(PRIMARY, SQL, new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null));
            assertThat(fabric.states(SQL)).isEqualTo("1/2 2/2");
            fabric.pass(Duration.ofMinutes(10));
            assertThat(fabric.states(SQL)).isEqualTo("1/3 2/3");
        }
    }
}
