// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.ReplicationStatistics;
import io.hvcr.agent.domain.StatisticsReport;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.JsonName;
import io.hvcr.agent.json.WriteNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code hyperv.GetReplicationStatistics} answers: one window as an object of WMI property names (contract 2.4, 3.5). */
public record StatisticsAnswer(
        @Doc("Always 0 here; every other return value is a JSON-RPC error with that code") @JsonName("ReturnValue")
        int returnValue,

        @Doc("Always null: the agent waits for the job of this method") @JsonName("Job") @WriteNull @Nullable
        JobAnswer job,

        @Doc("One monitoring window") @JsonName("ReplicationStatistics")
        Window statistics,

        @Doc("What is wrong with the group and its virtual machines, in the host's words")
        @JsonName("ReplicationHealthIssues")
        List<String> healthIssues) {

    /** {@code Msvm_CollectionReplicationStatistics}. */
    @Doc("Msvm_CollectionReplicationStatistics as an object of WMI property names")
    public record Window(
            @Doc("Start of the window") @JsonName("StartStatisticTime") @WriteNull @Nullable
            Instant start,

            @Doc("End of the window") @JsonName("EndStatisticTime") @WriteNull @Nullable
            Instant end,

            @Doc("Cycles in which the whole group was replicated consistently") @JsonName("ReplicationWALSuccessCount")
            long successCount,

            @Doc("Cycles missed") @JsonName("ReplicationWALMissCount")
            long missCount,

            @Doc("Bytes sent") @JsonName("ReplicationSize") long size,

            @Doc("Bytes of the largest cycle") @JsonName("MaxReplicationSize")
            long maxSize,

            @Doc("Bytes still to send") @JsonName("PendingReplicationSize")
            long pendingSize,

            @Doc("Failures of the network") @JsonName("NetworkFailureCount")
            long networkFailureCount,

            @Doc("Failures of replication") @JsonName("ReplicationFailureCount")
            long replicationFailureCount,

            @Doc("Application-consistent points that could not be taken")
            @JsonName("ApplicationConsistentSnapshotFailureCount")
            long snapshotFailureCount,

            @Doc("0 Not applicable, 1 Ok, 2 Warning, 3 Critical") @JsonName("ReplicationHealth")
            int health,

            @Doc("The name of ReplicationHealth") @JsonName("ReplicationHealthName")
            String healthName,

            @Doc("Seconds of the longest cycle") @JsonName("MaxReplicationLatency")
            long maxLatency,

            @Doc("End of the last good cycle") @JsonName("LastWALReplicationTime") @WriteNull @Nullable
            Instant lastReplication,

            @Doc("When a test collection was last made, on the recovery side")
            @JsonName("LastTestFailoverTime")
            @WriteNull
            @Nullable
            Instant lastTestFailover) {}

    static StatisticsAnswer of(StatisticsReport report) {
        ReplicationStatistics s = report.statistics();
        return new StatisticsAnswer(
                0,
                null,
                new Window(
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
                        s.replicationHealth().number(),
                        s.replicationHealth().label(),
                        s.maxReplicationLatency(),
                        s.lastWalReplicationTime(),
                        s.lastTestFailoverTime()),
                report.healthIssues());
    }
}
