// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.host.HostIdentity;
import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.http.MetricsSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator's alerts stand on. */
class AgentMetricsTest {

    private static final HostIdentity WHO = new HostIdentity(
            HostIdentity.Backend.SIMULATOR, "primary", "cluster-1", "HV-PRIMARY", "HV-P1", null, List.of());

    @TempDir
    Path folder;

    /** The gauges of a scrape: {@code name{labels}} and the value. */
    private static Map<String, Double> scrape(AgentStack agent) {
        Map<String, Double> seen = new TreeMap<>();
        new AgentMetrics(agent.core(), () -> WHO, "1.0.0", () -> AgentStack.NOW).collect(new MetricsSource.Sink() {
            @Override
            public void gauge(String name, String help, Map<String, String> labels, double value) {
                seen.put(name + new TreeMap<>(labels), value);
            }

            @Override
            public void counter(String name, String help, Map<String, String> labels, double value) {
                throw new AssertionError(name);
            }
        });
        return seen;
    }

    @Test
    void everyCollectionHasItsStateAndTheHostIsUp() {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            Map<String, Double> seen = scrape(agent);

            assertThat(seen).containsEntry("hvcr_host_up{}", 1.0).containsEntry("hvcr_operations_running{}", 0.0);
            assertThat(seen.entrySet())
                    .filteredOn(gauge -> gauge.getKey().startsWith("hvcr_collection_state{"))
                    .hasSize(13)
                    .anyMatch(gauge -> gauge.getKey().contains("collection=erp") && gauge.getValue() == 8.0);
        }
    }

    @Test
    void aHostThatIsDownIsANumberAndNoError() {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            agent.result("simulator.inject", "{'kind':'fault','fault':'unavailable','operation':'collections'}");

            Map<String, Double> down = scrape(agent);
            assertThat(down).containsEntry("hvcr_host_up{}", 0.0);
            assertThat(down.keySet())
                    .as("nothing is made up")
                    .noneMatch(name -> name.startsWith("hvcr_collection"))
                    .anyMatch(name -> name.startsWith("hvcr_agent_info"));

            assertThat(scrape(agent)).as("and it comes back").containsEntry("hvcr_host_up{}", 1.0);
        }
    }

    @Test
    void aBrokenJournalIsNotAHostThatIsDown() throws SQLException {
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            agent.breakJournal();

            assertThatThrownBy(() -> scrape(agent))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            broken -> assertThat(broken.problem().reason()).isEqualTo(Reason.JOURNAL_UNAVAILABLE));
        }
    }
}
