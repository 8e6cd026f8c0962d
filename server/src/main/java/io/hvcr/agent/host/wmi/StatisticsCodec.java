// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.CimDateTime;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.ReplicationStatistics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads {@code Msvm_CollectionReplicationStatistics} (contract 3.5); a counter that is not there counts as 0. */
final class StatisticsCodec {

    private StatisticsCodec() {}

    static ReplicationStatistics read(WmiObject row) {
        return new ReplicationStatistics(
                time(row, "StartStatisticTime"),
                time(row, "EndStatisticTime"),
                count(row, "ReplicationWALSuccessCount"),
                count(row, "ReplicationWALMissCount"),
                count(row, "ReplicationSize"),
                count(row, "MaxReplicationSize"),
                count(row, "PendingReplicationSize"),
                count(row, "NetworkFailureCount"),
                count(row, "ReplicationFailureCount"),
                count(row, "ApplicationConsistentSnapshotFailureCount"),
                ReplicationHealth.of(row.small("ReplicationHealth").orElse(0)),
                count(row, "MaxReplicationLatency"),
                time(row, "LastWALReplicationTime"),
                time(row, "LastTestFailoverTime"));
    }

    private static long count(WmiObject row, String name) {
        return row.number(name).orElse(0L);
    }

    private static @Nullable Instant time(WmiObject row, String name) {
        return row.text(name).flatMap(CimDateTime::parseReported).orElse(null);
    }
}
