// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.host.HostFixture;
import io.hvcr.agent.host.HyperVHostContractTest;
import io.hvcr.agent.host.wmi.FabricWmi;
import io.hvcr.agent.host.wmi.WmiHost;
import io.hvcr.agent.host.wmi.WmiHostOptions;
import io.hvcr.agent.host.wmi.WrappedFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** The whole way, host layer, session and real COM, keeps the contract of the port; the server's ledger ends empty. */
@OnWindows
class ComHostContractTest extends HyperVHostContractTest {

    private final List<ComServer> servers = new CopyOnWriteArrayList<>();

    @Override
    protected HostFixture open(Path folder, String scenario) {
        return new WrappedFixture(folder, scenario, port -> {
            ComServer server = new ComServer(new FabricWmi(port));
            server.faults().timeouts(0);
            servers.add(server);
            return new WmiHost(
                    server.session(new ComOptions(2, Duration.ofSeconds(60), true, 2)),
                    port.identity().node(),
                    WmiHostOptions.DEFAULTS,
                    port::hostTime);
        });
    }

    @AfterEach
    void noMistakeWasMade() {
        assertThat(servers)
                .isNotEmpty()
                .allSatisfy(server -> assertThat(server.mistakes()).isEmpty());
    }
}
