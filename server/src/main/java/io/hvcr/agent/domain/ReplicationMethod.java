// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Locale;
import java.util.Optional;

/** The 21 methods of {@code Msvm_CollectionReplicationService} (contract 2.4 and 2.5). */
public enum ReplicationMethod {
    CREATE_REPLICATION_RELATIONSHIP("CreateReplicationRelationship", 91, HomeSide.PRIMARY),
    START_REPLICATION("StartReplication", 94, HomeSide.PRIMARY),
    MODIFY_REPLICATION_SETTINGS("ModifyReplicationSettings", 92, HomeSide.PRIMARY),
    CANCEL_INITIAL_REPLICATION("CancelInitialReplication", 109, HomeSide.PRIMARY),
    SUSPEND_REPLICATION("SuspendReplication", 96, HomeSide.EITHER),
    RESUME_REPLICATION("ResumeReplication", 96, HomeSide.EITHER),
    RESYNCHRONIZE("Resynchronize", 107, HomeSide.PRIMARY),
    CANCEL_RESYNCHRONIZE("CancelResynchronize", 110, HomeSide.PRIMARY),
    CANCEL_UPDATE_DISK_SET("CancelUpdateDiskSet", 125, HomeSide.PRIMARY),
    INITIATE_PLANNED_FAILOVER("InitiatePlannedFailover", 100, HomeSide.PRIMARY),
    REVERT_PLANNED_FAILOVER("RevertPlannedFailover", 101, HomeSide.PRIMARY),
    INITIATE_FAILOVER("InitiateFailover", 97, HomeSide.RECOVERY),
    REVERT_FAILOVER("RevertFailover", 98, HomeSide.RECOVERY),
    COMMIT_FAILOVER("CommitFailover", 99, HomeSide.RECOVERY),
    PREPARE_FOR_REVERSE_REPLICATION("PrepareForReverseReplication", 123, HomeSide.PRIMARY),
    REVERSE_REPLICATION_RELATIONSHIP("ReverseReplicationRelationship", 104, HomeSide.RECOVERY),
    TEST_REPLICA_COLLECTION("TestReplicaCollection", 102, HomeSide.RECOVERY),
    REVERT_TEST_REPLICA_COLLECTION("RevertTestReplicaCollection", 103, HomeSide.RECOVERY),
    REMOVE_REPLICATION_RELATIONSHIP("RemoveReplicationRelationship", 93, HomeSide.EITHER),
    GET_REPLICATION_STATISTICS("GetReplicationStatistics", 111, HomeSide.EITHER),
    RESET_REPLICATION_STATISTICS("ResetReplicationStatistics", 119, HomeSide.EITHER);

    /** On which side the method is called (contract 2.5). */
    public enum HomeSide {
        PRIMARY,
        RECOVERY,
        EITHER
    }

    private final String wmiName;
    private final int jobType;
    private final HomeSide homeSide;

    ReplicationMethod(String wmiName, int jobType, HomeSide homeSide) {
        this.wmiName = wmiName;
        this.jobType = jobType;
        this.homeSide = homeSide;
    }

    /** The name as WMI, JSON-RPC ({@code hyperv.<name>}), plans and messages spell it. */
    public String wmiName() {
        return wmiName;
    }

    /** The type of the job the host starts (contract 2.4, inferred); a copy's type depends on its kind. */
    public JobType jobType() {
        return JobType.of(jobType);
    }

    public HomeSide homeSide() {
        return homeSide;
    }

    /** Whether the method can change anything: all but {@code GetReplicationStatistics}. */
    public boolean changing() {
        return this != GET_REPLICATION_STATISTICS;
    }

    /** The method of that name in any case, with or without the prefix {@code hyperv.}. */
    public static Optional<ReplicationMethod> named(String name) {
        String bare = name.toLowerCase(Locale.ROOT);
        String wanted = bare.startsWith("hyperv.") ? bare.substring("hyperv.".length()) : bare;
        for (ReplicationMethod method : values()) {
            if (method.wmiName.toLowerCase(Locale.ROOT).equals(wanted)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}
