// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.journal.StepStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request to cancel leaves running on the host, and what would stop that. */
final class Cancellations {

    private Cancellations() {}

    static Cancellation of(Operation operation) {
        Optional<OperationStep> last = operation.steps().stream()
                .filter(step -> step.status() == StepStatus.RUNNING
                        || step.status() == StepStatus.UNKNOWN
                        || step.status() == StepStatus.SUCCEEDED)
                .reduce((earlier, later) -> later);
        ReplicationMethod stops =
                last.map(step -> stoppedBy(step.call().method())).orElse(null);
        boolean runs = last.map(step -> step.status() != StepStatus.SUCCEEDED).orElse(false);
        return new Cancellation(operation, stops, message(operation, runs, stops));
    }

    private static String message(Operation operation, boolean runs, @Nullable ReplicationMethod stops) {
        String now = operation.ended()
                ? "Operation " + operation.id() + " is cancelled; no further step is started."
                : "Operation " + operation.id()
                        + " starts no further step; it ends when the host has answered the one that runs.";
        if (runs) {
            now += " The host's job goes on.";
        }
        return stops == null ? now : now + " What was started on the host is stopped by " + stops.wmiName() + ".";
    }

    private static @Nullable ReplicationMethod stoppedBy(ReplicationMethod method) {
        return switch (method) {
            case START_REPLICATION -> ReplicationMethod.CANCEL_INITIAL_REPLICATION;
            case RESYNCHRONIZE -> ReplicationMethod.CANCEL_RESYNCHRONIZE;
            case MODIFY_REPLICATION_SETTINGS -> ReplicationMethod.CANCEL_UPDATE_DISK_SET;
            case INITIATE_PLANNED_FAILOVER -> ReplicationMethod.REVERT_PLANNED_FAILOVER;
            case INITIATE_FAILOVER -> ReplicationMethod.REVERT_FAILOVER;
            case TEST_REPLICA_COLLECTION -> ReplicationMethod.REVERT_TEST_REPLICA_COLLECTION;
            case CREATE_REPLICATION_RELATIONSHIP,
                    CANCEL_INITIAL_REPLICATION,
                    SUSPEND_REPLICATION,
                    RESUME_REPLICATION,
                    CANCEL_RESYNCHRONIZE,
                    CANCEL_UPDATE_DISK_SET,
                    REVERT_PLANNED_FAILOVER,
                    REVERT_FAILOVER,
                    COMMIT_FAILOVER,
                    PREPARE_FOR_REVERSE_REPLICATION,
                    REVERSE_REPLICATION_RELATIONSHIP,
                    REVERT_TEST_REPLICA_COLLECTION,
                    REMOVE_REPLICATION_RELATIONSHIP,
                    GET_REPLICATION_STATISTICS,
                    RESET_REPLICATION_STATISTICS -> null;
        };
    }
}
