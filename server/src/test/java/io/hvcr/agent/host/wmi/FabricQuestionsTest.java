// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.domain.PreflightCheck.Status;
import io.hvcr.agent.host.Finding;
import io.hvcr.agent.host.Finding.Answer;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.simulator.ScenarioSource;
import io.hvcr.agent.host.simulator.SimulatedFabric;
import io.hvcr.agent.host.simulator.Site;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The looks of a person at a whole cluster: every query is one that WMI can read, and nothing on the host changes. */
class FabricQuestionsTest {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyReadIsAnsweredAndNothingChanges() {
        try (SimulatedFabric fabric = SimulatedFabric.open(folder.resolve("f.fabric"), NOON, ScenarioSource.DEFAULT);
                HyperVHost direct = fabric.host(Site.PRIMARY);
                WmiHost host = new WmiHost(
                        new FabricWmi(fabric.host(Site.PRIMARY)),
                        "HV-P1",
                        WmiHostOptions.DEFAULTS,
                        NOON,
                        name -> true)) {
            var before = direct.collections();

            List<Finding> findings = host.findings();
            List<PreflightCheck> checks = host.preflight();

            assertThat(findings).filteredOn(f -> f.answer() == Answer.FAILED).isEmpty();
            assertThat(findings)
                    .flatExtracting(Finding::evidence)
                    .noneMatch(line -> line.contains("WBEM_E_INVALID_QUERY") || line.contains("WBEM_E_INVALID_CLASS"));
            assertThat(checks)
                    .filteredOn(c -> c.detail().startsWith("this could not be read"))
                    .isEmpty();
            assertThat(checks)
                    .filteredOn(c -> c.id().equals("P14"))
                    .singleElement()
                    .satisfies(c -> assertThat(c.detail()).contains("FABRIC\\svc-hvcr"));
            assertThat(checks)
                    .filteredOn(c -> c.id().equals("P3"))
                    .singleElement()
                    .satisfies(c -> assertThat(c.status()).isEqualTo(Status.PASS));
            assertThat(direct.collections()).isEqualTo(before);
        }
    }
}
