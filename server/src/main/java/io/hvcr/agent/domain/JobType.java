// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Map;

/**
 * {@code Msvm_ConcreteJob.JobType} (contract 3.10). The list is long and open, so this is a number with a table of names.
 */
public record JobType(int number) implements Coded {

    private static final Map<Integer, String> LABELS = Map.ofEntries(
            Map.entry(90, "Modify Replication Server Settings"),
            Map.entry(91, "Create Replication Relationship"),
            Map.entry(92, "Modify Replication Relationship Settings"),
            Map.entry(93, "Remove Replication Relationship"),
            Map.entry(94, "Start Inband Initial Replication"),
            Map.entry(95, "Import Replication"),
            Map.entry(96, "Replicate State Change"),
            Map.entry(97, "Initiate Failover"),
            Map.entry(98, "Revert Failover"),
            Map.entry(99, "Commit Failover"),
            Map.entry(100, "Initiate Synced Replication"),
            Map.entry(101, "Cancel Synced Replication"),
            Map.entry(102, "Initiate Test Replica"),
            Map.entry(103, "Remove Test Replica"),
            Map.entry(104, "Reverse Replication"),
            Map.entry(105, "Replication Sending Delta"),
            Map.entry(106, "Replication Receiving Delta"),
            Map.entry(107, "Resynchronizing"),
            Map.entry(108, "Apply change log"),
            Map.entry(109, "Stop Initial Replication"),
            Map.entry(110, "Stop Resynchronizing"),
            Map.entry(111, "Get Replica statistics"),
            Map.entry(112, "Prepare consistency checker"),
            Map.entry(113, "Run consistency checker"),
            Map.entry(114, "Stop consistency checker"),
            Map.entry(115, "Test Replication Connection"),
            Map.entry(116, "Sending Initial Replica"),
            Map.entry(117, "Start Resync Initial Replication"),
            Map.entry(118, "Start Export Initial Replication"),
            Map.entry(119, "Reset Replica Statistics"),
            Map.entry(120, "Apply Registered Deltas"),
            Map.entry(121, "Resynchronizing Extended Replication"),
            Map.entry(122, "Reading Test Replica Configuration"),
            Map.entry(123, "Change replication mode to primary"),
            Map.entry(124, "Initiate Failback"),
            Map.entry(125, "Update Disk Set"),
            Map.entry(190, "Define Collection"),
            Map.entry(191, "Destroy Collection"),
            Map.entry(192, "Rename Collection"),
            Map.entry(193, "Add Member to Collection"),
            Map.entry(194, "Remove Member from Collection"),
            Map.entry(195, "Add Setting to Collection"),
            Map.entry(196, "Remove Setting from Collection"),
            Map.entry(197, "Modify Setting on Collection"));

    public static JobType of(int number) {
        return new JobType(number);
    }

    @Override
    public String label() {
        return LABELS.getOrDefault(number, Coded.unknownLabel(number));
    }
}
