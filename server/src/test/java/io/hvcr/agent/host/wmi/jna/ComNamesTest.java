// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.host.wmi.FabricWmi;
import io.hvcr.agent.host.wmi.FixedPort;
import io.hvcr.agent.host.wmi.HostileNames;
import io.hvcr.agent.host.wmi.WmiHost;
import io.hvcr.agent.host.wmi.WmiHostOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that mean something to WQL, paths or XML go through real strings of COM and come back as they were. */
@OnWindows
class ComNamesTest {

    private static final long SEED = 20261123;

    @Test
    void everyNameIsFoundByItselfAndComesBackUnchanged() {
        List<String> names = HostileNames.of(SEED, 80);
        FixedPort port = new FixedPort(names);
        ComServer server = new ComServer(new FabricWmi(port));
        server.faults().timeouts(0);
        try (WmiHost host = new WmiHost(
                server.session(new ComOptions(1, Duration.ofSeconds(60), true, 1)),
                "HV01",
                WmiHostOptions.DEFAULTS,
                InstantSource.system())) {
            assertThat(host.collections()).isEqualTo(port.collections());
            for (HostCollection c : port.collections()) {
                assertThat(host.collectionsNamed(c.ref().name()))
                        .as("seed %d, name <%s>", SEED, c.ref().name())
                        .contains(c);
            }
        }
        assertThat(server.mistakes()).isEmpty();
        assertThat(server.leftovers()).isEmpty();
    }
}
