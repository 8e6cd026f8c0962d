// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.domain.ReplicationMethod;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that are a method of the host each, in the words of an operator. */
enum Verbs {
    CANCEL_INITIAL_REPLICATION(
            "cancel-initial-replication",
            ReplicationMethod.CANCEL_INITIAL_REPLICATION,
            "Stops the initial replication, or drops its schedule."),
    SUSPEND("suspend", ReplicationMethod.SUSPEND_REPLICATION, "Suspends replication on the side it is called on."),
    RESUME("resume", ReplicationMethod.RESUME_REPLICATION, "Resumes suspended replication, or retries after an error."),
    CANCEL_RESYNCHRONIZE(
            "cancel-resynchronize",
            ReplicationMethod.CANCEL_RESYNCHRONIZE,
            "Stops a resynchronization; the next one begins anew."),
    CANCEL_UPDATE_DISK_SET(
            "cancel-update-disk-set",
            ReplicationMethod.CANCEL_UPDATE_DISK_SET,
            "Stops a running change of the replicated disks."),
    CREATE(
            "create",
            ReplicationMethod.CREATE_REPLICATION_RELATIONSHIP,
            "Makes a relationship (primary side). 'apply' does this and the start together."),
    MODIFY("modify", ReplicationMethod.MODIFY_REPLICATION_SETTINGS, "Changes settings (primary side)."),
    PLANNED_FAILOVER(
            "planned-failover",
            ReplicationMethod.INITIATE_PLANNED_FAILOVER,
            "Sends the last changes and locks the members (primary side, members off)."),
    REVERT_PLANNED_FAILOVER(
            "revert-planned-failover",
            ReplicationMethod.REVERT_PLANNED_FAILOVER,
            "Takes a planned failover back (primary side)."),
    FAILOVER("failover", ReplicationMethod.INITIATE_FAILOVER, "Fails over to a recovery point (recovery side)."),
    REVERT_FAILOVER(
            "revert-failover",
            ReplicationMethod.REVERT_FAILOVER,
            "Discards a failover, so that another point can be chosen (recovery side)."),
    COMMIT_FAILOVER(
            "commit-failover",
            ReplicationMethod.COMMIT_FAILOVER,
            "Makes a failover permanent; recovery points are merged and cannot be had back (recovery side)."),
    PREPARE_REVERSE(
            "prepare-reverse",
            ReplicationMethod.PREPARE_FOR_REVERSE_REPLICATION,
            "Prepares the old primary to receive, after an unplanned failover (members off)."),
    REVERSE(
            "reverse",
            ReplicationMethod.REVERSE_REPLICATION_RELATIONSHIP,
            "Turns the direction of replication round (recovery side, failover committed)."),
    TEST_FAILOVER(
            "test-failover",
            ReplicationMethod.TEST_REPLICA_COLLECTION,
            "Makes a test collection from a recovery point (recovery side); replication goes on."),
    TEST_CLEANUP(
            "test-cleanup",
            ReplicationMethod.REVERT_TEST_REPLICA_COLLECTION,
            "Destroys the test collection (recovery side; name the recovery collection)."),
    REMOVE(
            "remove",
            ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP,
            "Removes replication on this side only; the other side keeps its part."),
    RESET_STATISTICS(
            "reset-statistics", ReplicationMethod.RESET_REPLICATION_STATISTICS, "Zeroes the counters of the window.");

    private final String command;
    private final ReplicationMethod method;
    private final String description;

    Verbs(String command, ReplicationMethod method, String description) {
        this.command = command;
        this.method = method;
        this.description = description;
    }

    String command() {
        return command;
    }

    ReplicationMethod method() {
        return method;
    }

    static void addTo(CommandLine root, Terminal terminal) {
        for (Verbs verb : values()) {
            CommandLine line = new CommandLine(verb.create(terminal));
            CommandSpec spec = line.getCommandSpec();
            spec.name(verb.command);
            spec.usageMessage().description(verb.description, "Calls " + verb.method.wmiName() + ".");
            root.addSubcommand(verb.command, line);
        }
    }

    private VerbCommand create(Terminal terminal) {
        return switch (this) {
            case CREATE, MODIFY, REVERSE -> new SettingsVerbCommand(terminal, method);
            case FAILOVER, TEST_FAILOVER -> new RecoveryPointCommand(terminal, method);
            case CANCEL_INITIAL_REPLICATION,
                    SUSPEND,
                    RESUME,
                    CANCEL_RESYNCHRONIZE,
                    CANCEL_UPDATE_DISK_SET,
                    PLANNED_FAILOVER,
                    REVERT_PLANNED_FAILOVER,
                    REVERT_FAILOVER,
                    COMMIT_FAILOVER,
                    PREPARE_REVERSE,
                    TEST_CLEANUP,
                    REMOVE,
                    RESET_STATISTICS -> new VerbCommand(terminal, method);
        };
    }
}
