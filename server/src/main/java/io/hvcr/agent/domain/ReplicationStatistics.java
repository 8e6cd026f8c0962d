// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code Msvm_CollectionReplicationStatistics}: one monitoring window (contract 3.5). Sizes are bytes, latency seconds.
 *
 * @param startStatisticTime start of the window
 * @param endStatisticTime end of the window
 * @param replicationWalSuccessCount cycles in which the whole group was replicated consistently
 * @param replicationWalMissCount cycles missed
 * @param replicationSize bytes sent
 * @param maxReplicationSize bytes of the largest cycle
 * @param pendingReplicationSize bytes still to send
 * @param networkFailureCount failures of the network
 * @param replicationFailureCount failures of replication
 * @param applicationConsistentSnapshotFailureCount failures to take an application-consistent point
 * @param replicationHealth the health by the host's own rules
 * @param maxReplicationLatency seconds of the longest cycle
 * @param lastWalReplicationTime end of the last good cycle
 * @param lastTestFailoverTime when a test collection was last made, on the recovery side
 */
public record ReplicationStatistics(
        @Nullable Instant startStatisticTime,
        @Nullable Instant endStatisticTime,
        long replicationWalSuccessCount,
        long replicationWalMissCount,
        long replicationSize,
        long maxReplicationSize,
        long pendingReplicationSize,
        long networkFailureCount,
        long replicationFailureCount,
        long applicationConsistentSnapshotFailureCount,
        ReplicationHealth replicationHealth,
        long maxReplicationLatency,
        @Nullable Instant lastWalReplicationTime,
        @Nullable Instant lastTestFailoverTime) {}
