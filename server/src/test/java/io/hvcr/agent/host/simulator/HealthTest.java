// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.host.simulator.TestFabric.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.StatisticsReport;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documented rules of health, and each of their limits (contract 3.5). */
class HealthTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "PRIMARY, 1, WARNING, initial replication",
        "PRIMARY, 2, WARNING, initial replication",
        "PRIMARY, 3, OK, ''",
        "PRIMARY, 7, WARNING, paused on the primary",
        "PRIMARY, 8, CRITICAL, needs an administrator",
        "PRIMARY, 9, CRITICAL, requires resynchronization",
        "PRIMARY, 10, WARNING, is resynchronizing",
        "PRIMARY, 11, WARNING, planned failover",
        "PRIMARY, 14, WARNING, initial replication",
        "PRIMARY, 15, WARNING, some virtual machines only",
        "RECOVERY, 2, WARNING, initial replication",
        "RECOVERY, 3, OK, ''",
        "RECOVERY, 5, WARNING, no reverse replication",
        "RECOVERY, 6, WARNING, no reverse replication",
        "RECOVERY, 7, CRITICAL, paused on the Replica",
        "RECOVERY, 8, CRITICAL, needs an administrator",
        "RECOVERY, 13, OK, ''",
        "RECOVERY, 16, WARNING, no reverse replication",
    })
    void followsTheStateOnEitherSide(Site site, int state, ReplicationHealth.Known health, String issue) {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"state\",\"collection\":\"files\",\"site\":\"" + site.wireName() + "\",\"state\":"
                    + state + "}");
            StatisticsReport report = fabric.statistics(site, FILES);
            assertThat(report.statistics().replicationHealth())
                    .as(report.healthIssues().toString())
                    .isEqualTo(health);
            assertThat(String.join(" ", report.healthIssues())).contains(issue);
            assertThat(fabric.host(site).members(fabric.collection(site, FILES)))
                    .as("the members are as well as the group")
                    .allMatch(member -> member.health() == health);
        }
    }

    /** 36 good cycles since nine o'clock, so many missed ones, and a good one. */
    @ParameterizedTest
    @CsvSource({"9, OK", "10, WARNING"})
    void upToAFifthOfTheCyclesMayBeMissed(int missed, ReplicationHealth.Known health) {
        String scenario = Scenes.two("\"switches\":{\"retriesBeforeCritical\":100},");
        try (TestFabric fabric = TestFabric.of(folder, scenario)) {
            assertThat(fabric.statistics(Site.PRIMARY, FILES).statistics().replicationWalSuccessCount())
                    .isEqualTo(36);
            fabric.inject("{\"kind\":\"link\",\"up\":false}");
            fabric.pass(Duration.ofMinutes(5L * missed));
            fabric.inject("{\"kind\":\"link\",\"up\":true}");
            fabric.pass(Duration.ofMinutes(5));
            StatisticsReport report = fabric.statistics(Site.PRIMARY, FILES);
            assertThat(report.statistics().replicationWalMissCount()).isEqualTo(missed);
            assertThat(report.statistics().replicationHealth())
                    .as(report.healthIssues().toString())
                    .isEqualTo(health);
        }
    }

    @Test
    void cyclesThatTakeMoreThanFiveMinutesOnAverageAreAWarning() {
        // 200 kB changed per second, sent at 190 kB per second: a cycle of five minutes takes longer than that.
        try (TestFabric fabric = TestFabric.of(folder, Scenes.two("\"link\":{\"bytesPerSecond\":190000},"))) {
            StatisticsReport report = fabric.statistics(Site.PRIMARY, FILES);
            assertThat(report.statistics().replicationHealth()).isEqualTo(ReplicationHealth.Known.WARNING);
            assertThat(report.healthIssues()).singleElement().asString().contains("seconds on average");
        }
    }

    @Test
    void whatIsNotReplicatedHasNoHealth() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            assertThat(fabric.primary.members(fabric.collection(Site.PRIMARY, TestFabric.SQL)))
                    .allMatch(member -> member.health() == ReplicationHealth.Known.NOT_APPLICABLE);
        }
    }
}
