// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.ReplicationMethod;

/** What the 21 methods of the host's service do, in the words of {@code rpc.discover} (contract 2.4). */
final class HostTexts {

    private HostTexts() {}

    static String summary(ReplicationMethod method) {
        return switch (method) {
            case CREATE_REPLICATION_RELATIONSHIP -> "Enables replication for a collection";
            case START_REPLICATION -> "Starts the initial replication: network, export or seeded; now or later";
            case MODIFY_REPLICATION_SETTINGS -> "Changes the settings of a collection's replication";
            case CANCEL_INITIAL_REPLICATION -> "Cancels the initial replication, running or scheduled";
            case SUSPEND_REPLICATION -> "Suspends replication";
            case RESUME_REPLICATION -> "Resumes replication that is suspended or has stopped with an error";
            case RESYNCHRONIZE -> "Compares both copies block by block and sends the differences";
            case CANCEL_RESYNCHRONIZE -> "Cancels a resynchronization, running or scheduled";
            case CANCEL_UPDATE_DISK_SET -> "Cancels a running change of the replicated disk set";
            case INITIATE_PLANNED_FAILOVER -> "Sends the last changes and locks the members, on the primary side";
            case REVERT_PLANNED_FAILOVER -> "Takes a planned failover back, on the primary side";
            case INITIATE_FAILOVER -> "Fails over to a recovery point, on the recovery side";
            case REVERT_FAILOVER -> "Takes a failover back, on the recovery side";
            case COMMIT_FAILOVER -> "Makes a failover final, on the recovery side";
            case PREPARE_FOR_REVERSE_REPLICATION -> "Makes the old primary ready to receive, on the old primary";
            case REVERSE_REPLICATION_RELATIONSHIP -> "Turns the direction of replication round, on the recovery side";
            case TEST_REPLICA_COLLECTION -> "Makes a test collection from a recovery point, on the recovery side";
            case REVERT_TEST_REPLICA_COLLECTION -> "Destroys the test collection, on the recovery side";
            case REMOVE_REPLICATION_RELATIONSHIP -> "Removes replication on the side where it is called";
            case GET_REPLICATION_STATISTICS -> "Reads statistics and health issues";
            case RESET_REPLICATION_STATISTICS -> "Zeroes the statistics of the current window";
        };
    }

    static String description(ReplicationMethod method) {
        return switch (method) {
            case CREATE_REPLICATION_RELATIONSHIP ->
                "Run on the primary cluster. The settings are laid over the host's fresh instance. It does not start the copy: call"
                        + " StartReplication next. Every member has to be a clustered virtual machine, every shared disk a VHD"
                        + " Set.";
            case START_REPLICATION ->
                "Run on the primary cluster. Type 1 copies over the network, type 2 exports to a directory of the host, one folder"
                        + " for each virtual machine, type 3 sends what differs from a copy that the recovery side has. The job ends"
                        + " when the copy has begun; its end shows in the collection's state.";
            case MODIFY_REPLICATION_SETTINGS ->
                "Run on the primary cluster. The settings are laid over those that the host has. Changed disks start an update of"
                        + " the disk set.";
            case CANCEL_INITIAL_REPLICATION -> "A finished export cannot be cancelled any more.";
            case SUSPEND_REPLICATION -> "On either side. Suspended on the recovery side, the health is Critical.";
            case RESUME_REPLICATION -> "Changes made meanwhile are sent.";
            case RESYNCHRONIZE -> "Recovery points on the recovery side are deleted.";
            case CANCEL_RESYNCHRONIZE ->
                "The next resynchronization starts from the beginning. Not possible once the merge has begun.";
            case CANCEL_UPDATE_DISK_SET -> "The disks stay as they were.";
            case INITIATE_PLANNED_FAILOVER ->
                "Every member has to be off. Power is not the agent's business: the refusal names those that run.";
            case REVERT_PLANNED_FAILOVER -> "Replication goes on, and the members may start again.";
            case INITIATE_FAILOVER ->
                "Unless a planned failover was received it needs `\"acknowledge\":\"unplanned\"`: the primary side may still be"
                        + " alive, and what it has not sent is lost. Members are not started.";
            case REVERT_FAILOVER -> "Discards what the members wrote since; another recovery point can be chosen then.";
            case COMMIT_FAILOVER -> "Recovery points are merged and gone. Cannot be undone.";
            case PREPARE_FOR_REVERSE_REPLICATION ->
                "After an unplanned failover on the other side. Its members have to be off; its own changes since then are lost.";
            case REVERSE_REPLICATION_RELATIONSHIP ->
                "After CommitFailover, the planned path included. Without settings the present ones are turned round:"
                        + " RecoveryConnectionPoint becomes what PrimaryConnectionPoint is.";
            case TEST_REPLICA_COLLECTION -> "Replication goes on. One test collection at a time.";
            case REVERT_TEST_REPLICA_COLLECTION -> "Collection is the recovery collection, not the test collection.";
            case REMOVE_REPLICATION_RELATIONSHIP ->
                "Virtual machines and disks stay. The other side keeps its part until it is called there too.";
            case GET_REPLICATION_STATISTICS ->
                "The window's numbers as an object, the issues of group and members as texts. Changes nothing.";
            case RESET_REPLICATION_STATISTICS -> "The next window begins now.";
        };
    }
}
