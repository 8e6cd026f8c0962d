// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.ReplicationMethod;
import java.util.List;

/** The words of jobs: what they are called and how their errors read (contract 3.10). */
final class JobTexts {

    private JobTexts() {}

    /** The name of a job. */
    static String name(JobRow job) {
        return switch (job.role()) {
            case METHOD -> doing(job.method());
            case TRANSFER -> "Sending Initial Replica";
            case DISK_UPDATE -> "Updating Disk Set";
        };
    }

    /** The errors of a job that failed, the most telling first: long text, then summary. */
    static List<String> errors(ReplicationMethod method, CollectionRef collection, String description) {
        String summary = "Hyper-V failed to " + todo(method);
        return List.of(summary + " for collection " + collection.describe() + ": " + description, summary + ".");
    }

    private static String doing(ReplicationMethod method) {
        return switch (method) {
            case CREATE_REPLICATION_RELATIONSHIP -> "Enabling Replication";
            case START_REPLICATION -> "Starting Initial Replication";
            case MODIFY_REPLICATION_SETTINGS -> "Modifying Replication Settings";
            case CANCEL_INITIAL_REPLICATION -> "Canceling Initial Replication";
            case SUSPEND_REPLICATION -> "Suspending Replication";
            case RESUME_REPLICATION -> "Resuming Replication";
            case RESYNCHRONIZE -> "Starting Resynchronization";
            case CANCEL_RESYNCHRONIZE -> "Canceling Resynchronization";
            case CANCEL_UPDATE_DISK_SET -> "Canceling Disk Set Update";
            case INITIATE_PLANNED_FAILOVER -> "Initiating Planned Failover";
            case REVERT_PLANNED_FAILOVER -> "Canceling Planned Failover";
            case INITIATE_FAILOVER -> "Initiating Failover";
            case REVERT_FAILOVER -> "Canceling Failover";
            case COMMIT_FAILOVER -> "Completing Failover";
            case PREPARE_FOR_REVERSE_REPLICATION -> "Preparing for Reverse Replication";
            case REVERSE_REPLICATION_RELATIONSHIP -> "Reversing Replication";
            case TEST_REPLICA_COLLECTION -> "Initiating Test Failover";
            case REVERT_TEST_REPLICA_COLLECTION -> "Removing Test Replica";
            case REMOVE_REPLICATION_RELATIONSHIP -> "Removing Replication";
            case GET_REPLICATION_STATISTICS -> "Getting Replication Statistics";
            case RESET_REPLICATION_STATISTICS -> "Resetting Replication Statistics";
        };
    }

    private static String todo(ReplicationMethod method) {
        return switch (method) {
            case CREATE_REPLICATION_RELATIONSHIP -> "enable replication";
            case START_REPLICATION -> "start initial replication";
            case MODIFY_REPLICATION_SETTINGS -> "modify replication settings";
            case CANCEL_INITIAL_REPLICATION -> "cancel initial replication";
            case SUSPEND_REPLICATION -> "suspend replication";
            case RESUME_REPLICATION -> "resume replication";
            case RESYNCHRONIZE -> "start resynchronization";
            case CANCEL_RESYNCHRONIZE -> "cancel resynchronization";
            case CANCEL_UPDATE_DISK_SET -> "cancel the update of the disk set";
            case INITIATE_PLANNED_FAILOVER -> "initiate planned failover";
            case REVERT_PLANNED_FAILOVER -> "cancel planned failover";
            case INITIATE_FAILOVER -> "initiate failover";
            case REVERT_FAILOVER -> "cancel failover";
            case COMMIT_FAILOVER -> "complete failover";
            case PREPARE_FOR_REVERSE_REPLICATION -> "prepare for reverse replication";
            case REVERSE_REPLICATION_RELATIONSHIP -> "reverse replication";
            case TEST_REPLICA_COLLECTION -> "initiate test failover";
            case REVERT_TEST_REPLICA_COLLECTION -> "remove the test replica";
            case REMOVE_REPLICATION_RELATIONSHIP -> "remove replication";
            case GET_REPLICATION_STATISTICS -> "get replication statistics";
            case RESET_REPLICATION_STATISTICS -> "reset replication statistics";
        };
    }
}
