// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.ReplicationStatistics;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.JsonName;
import io.hvcr.agent.json.WriteNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One monitoring window as the declarative methods answer it: WMI's property names in lower camel case (contract 3.5). */
@Doc("One monitoring window: sizes in bytes, latency in seconds")
public record StatisticsValues(
        @Doc("Start of the window") @WriteNull @Nullable Instant startStatisticTime,
        @Doc("End of the window") @WriteNull @Nullable Instant endStatisticTime,

        @Doc("Cycles in which the whole group was replicated consistently") @JsonName("replicationWALSuccessCount")
        long replicationWalSuccessCount,

        @Doc("Cycles missed") @JsonName("replicationWALMissCount")
        long replicationWalMissCount,

        @Doc("Bytes sent") long replicationSize,
        @Doc("Bytes of the largest cycle") long maxReplicationSize,
        @Doc("Bytes still to send") long pendingReplicationSize,
        @Doc("Failures of the network") long networkFailureCount,
        @Doc("Failures of replication") long replicationFailureCount,

        @Doc("Application-consistent points that could not be taken")
        long applicationConsistentSnapshotFailureCount,

        @Doc("The health by the host's own rules") ReplicationHealth replicationHealth,
        @Doc("Seconds of the longest cycle") long maxReplicationLatency,

        @Doc("End of the last good cycle") @JsonName("lastWALReplicationTime") @WriteNull @Nullable
        Instant lastWalReplicationTime,

        @Doc("When a test collection was last made, on the recovery side") @WriteNull @Nullable
        Instant lastTestFailoverTime) {

    static StatisticsValues of(ReplicationStatistics s) {
        return new StatisticsValues(
                s.startStatisticTime(),
                s.endStatisticTime(),
                s.replicationWalSuccessCount(),
                s.replicationWalMissCount(),
                s.replicationSize(),
                s.maxReplicationSize(),
                s.pendingReplicationSize(),
                s.networkFailureCount(),
                s.replicationFailureCount(),
                s.applicationConsistentSnapshotFailureCount(),
                s.replicationHealth(),
                s.maxReplicationLatency(),
                s.lastWalReplicationTime(),
                s.lastTestFailoverTime());
    }
}
