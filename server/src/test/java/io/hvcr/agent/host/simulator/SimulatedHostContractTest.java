// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.host.HostFixture;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.HyperVHostContractTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** The simulator keeps the contract of the port. */
class SimulatedHostContractTest extends HyperVHostContractTest {

    @Override
    protected HostFixture open(Path folder, String scenario) {
        SimulatedFabric fabric = SimulatedFabric.open(
                folder.resolve("contract.fabric"),
                InstantSource.fixed(TestFabric.NOON),
                new ScenarioSource.Document(scenario));
        return new HostFixture() {
            @Override
            public HyperVHost primary() {
                return fabric.host(Site.PRIMARY);
            }

            @Override
            public HyperVHost recovery() {
                return fabric.host(Site.RECOVERY);
            }

            @Override
            public void pass(Duration time) {
                fabric.advance(time);
            }

            @Override
            public void inject(String json) {
                fabric.inject(json);
            }

            @Override
            public void close() {
                fabric.close();
            }
        };
    }
}
