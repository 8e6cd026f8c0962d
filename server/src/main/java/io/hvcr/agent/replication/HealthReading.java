// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.ReplicationStatistics;
import io.hvcr.agent.domain.StatisticsReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Statistics and health of one collection, and when they were read.
 *
 * @param statistics one monitoring window, with the health by the host's own rules
 * @param issues the group's and the members' health issues as the host words them
 * @param readAt when the host answered them, by the agent's clock
 */
public record HealthReading(ReplicationStatistics statistics, List<String> issues, Instant readAt) {

    public HealthReading {
        issues = List.copyOf(issues);
    }

    static HealthReading of(StatisticsReport report, Instant readAt) {
        return new HealthReading(report.statistics(), report.healthIssues(), readAt);
    }

    public ReplicationHealth health() {
        return statistics.replicationHealth();
    }

    /** How old the reading is; never negative, whatever the clocks do. */
    public Duration age(Instant now) {
        Duration age = Duration.between(readAt, now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
