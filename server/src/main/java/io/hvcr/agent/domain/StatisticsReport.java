// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.List;

/** What {@code GetReplicationStatistics} answers: one window and the group's and members' health issues as plain texts. */
public record StatisticsReport(ReplicationStatistics statistics, List<String> healthIssues) {

    public StatisticsReport {
        healthIssues = List.copyOf(healthIssues);
    }
}
