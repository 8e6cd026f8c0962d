// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * What the two clusters have in common, and how they are set up.
 *
 * @param scenario the scenario's name
 * @param clock how fabric time passes
 * @param switches how open questions of the contract are answered
 * @param timings how long things take
 * @param link what lies between the sites
 * @param primary the cluster of site {@code primary}
 * @param recovery the cluster of site {@code recovery}
 */
record FabricRow(
        String scenario,
        ClockSetting clock,
        Switches switches,
        Timings timings,
        Link link,
        Cluster primary,
        Cluster recovery)
        implements StoredRow {

    @Override
    public Kind kind() {
        return Kind.FABRIC;
    }

    @Override
    public String key() {
        return "fabric";
    }

    @Override
    public Optional<Instant> due() {
        return Optional.empty();
    }

    Cluster cluster(Site site) {
        return site == Site.PRIMARY ? primary : recovery;
    }

    FabricRow with(ClockSetting changed) {
        return new FabricRow(scenario, changed, switches, timings, link, primary, recovery);
    }

    FabricRow with(Link changed) {
        return new FabricRow(scenario, clock, switches, timings, changed, primary, recovery);
    }

    FabricRow with(Site site, Cluster changed) {
        return site == Site.PRIMARY
                ? new FabricRow(scenario, clock, switches, timings, link, changed, recovery)
                : new FabricRow(scenario, clock, switches, timings, link, primary, changed);
    }
}
