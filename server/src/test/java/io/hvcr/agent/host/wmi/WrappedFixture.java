// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.host.HostFixture;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.simulator.ScenarioSource;
import io.hvcr.agent.host.simulator.SimulatedFabric;
import io.hvcr.agent.host.simulator.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** The fixture of the port's contract test, with WMI between the test and the fabric. */
public final class WrappedFixture implements HostFixture {

    private final SimulatedFabric fabric;
    private final HyperVHost primary;
    private final HyperVHost recovery;

    public WrappedFixture(Path folder, String scenario, UnaryOperator<HyperVHost> throughWmi) {
        fabric = SimulatedFabric.open(
                folder.resolve("contract.fabric"),
                InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z")),
                new ScenarioSource.Document(scenario));
        primary = throughWmi.apply(fabric.host(Site.PRIMARY));
        recovery = throughWmi.apply(fabric.host(Site.RECOVERY));
    }

    @Override
    public HyperVHost primary() {
        return primary;
    }

    @Override
    public HyperVHost recovery() {
        return recovery;
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
        primary.close();
        recovery.close();
        fabric.close();
    }
}
