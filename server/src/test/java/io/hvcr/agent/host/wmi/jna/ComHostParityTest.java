// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.host.wmi.FabricWmi;
import io.hvcr.agent.host.wmi.PortParity;
import io.hvcr.agent.host.wmi.WmiHost;
import io.hvcr.agent.host.wmi.WmiHostOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: host layer, session, real COM, and a fabric behind a strict server; all 21 methods and every read. */
@OnWindows
class ComHostParityTest {

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void answersThroughComWhatTheFabricAnswersItself() {
        List<ComServer> servers = new ArrayList<>();
        try (PortParity parity = new PortParity(folder, port -> {
            ComServer server = new ComServer(new FabricWmi(port));
            server.faults().timeouts(0);
            servers.add(server);
            return new WmiHost(
                    server.session(new ComOptions(2, Duration.ofSeconds(60), true, 2)),
                    port.identity().node(),
                    WmiHostOptions.DEFAULTS,
                    InstantSource.system());
        })) {
            parity.run();
        }
        assertThat(servers).hasSize(2).allSatisfy(server -> {
            assertThat(server.mistakes()).isEmpty();
            assertThat(server.leftovers()).isEmpty();
        });
    }
}
