// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import static io.hvcr.agent.api.Docs.MAX_KEY;
import static io.hvcr.agent.api.Docs.MAX_NAME;
import static io.hvcr.agent.api.Docs.MAX_WAIT_SECONDS;

import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.json.Default;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.JsonName;
import io.hvcr.agent.json.Range;
import org.jspecify.annotations.Nullable;

/**
 * The params of {@code hyperv.<Method>} for the 20 methods that change something: WMI's parameter names as they stand, our own
 * members in lower case (design 3.1).
 */
public sealed interface HostRequest {

    String collection();

    @Nullable
    WaitFor waitFor();

    int timeoutSeconds();

    @Nullable
    String idempotencyKey();

    @Nullable
    String expectCluster();

    /** A method that takes nothing but the collection. */
    record Plain(
            @Doc(Docs.COLLECTION) @JsonName("Collection") @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc(Docs.WAIT) @JsonName("wait") @Nullable WaitFor waitFor,

            @Doc(Docs.TIMEOUT) @Range(min = 0, max = MAX_WAIT_SECONDS) @Default("30")
            int timeoutSeconds,

            @Doc(Docs.IDEMPOTENCY_KEY) @Range(min = 1, max = MAX_KEY) @Nullable
            String idempotencyKey,

            @Doc(Docs.EXPECT_CLUSTER) @Range(min = 1, max = MAX_NAME) @Nullable
            String expectCluster)
            implements HostRequest {}

    /** {@code CreateReplicationRelationship} and {@code ModifyReplicationSettings}. */
    record WithSettings(
            @Doc(Docs.COLLECTION) @JsonName("Collection") @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc(Docs.SETTING_DATA) @JsonName("CollectionReplicationSettingData")
            SettingData settingData,

            @Doc(Docs.WAIT) @JsonName("wait") @Nullable WaitFor waitFor,

            @Doc(Docs.TIMEOUT) @Range(min = 0, max = MAX_WAIT_SECONDS) @Default("30")
            int timeoutSeconds,

            @Doc(Docs.IDEMPOTENCY_KEY) @Range(min = 1, max = MAX_KEY) @Nullable
            String idempotencyKey,

            @Doc(Docs.EXPECT_CLUSTER) @Range(min = 1, max = MAX_NAME) @Nullable
            String expectCluster)
            implements HostRequest {}

    /** {@code ReverseReplicationRelationship}. */
    record Reverse(
            @Doc(Docs.COLLECTION) @JsonName("Collection") @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc(Docs.SETTING_DATA
                    + ". Null or absent turns the present settings round: RecoveryConnectionPoint becomes what"
                    + " PrimaryConnectionPoint is")
            @JsonName("CollectionReplicationSettingData")
            @Nullable
            SettingData settingData,

            @Doc(Docs.WAIT) @JsonName("wait") @Nullable WaitFor waitFor,

            @Doc(Docs.TIMEOUT) @Range(min = 0, max = MAX_WAIT_SECONDS) @Default("30")
            int timeoutSeconds,

            @Doc(Docs.IDEMPOTENCY_KEY) @Range(min = 1, max = MAX_KEY) @Nullable
            String idempotencyKey,

            @Doc(Docs.EXPECT_CLUSTER) @Range(min = 1, max = MAX_NAME) @Nullable
            String expectCluster)
            implements HostRequest {}

    /** {@code StartReplication}. */
    record Start(
            @Doc(Docs.COLLECTION) @JsonName("Collection") @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc("How the first copy reaches the recovery side: 1 or network, 2 or export, 3 or seeded")
            @JsonName("InitialReplicationType")
            InitialReplicationType type,

            @Doc(
                    "For type 2 the host's directory that takes one folder for each virtual machine: absolute, on a drive letter."
                            + " The host ignores it for types 1 and 3")
            @JsonName("InitialReplicationExportLocation")
            @Nullable
            String exportLocation,

            @Doc(Docs.START_TIME + ". The host ignores it for type 2") @JsonName("StartTime") @Nullable
            StartTime startTime,

            @Doc(Docs.WAIT) @JsonName("wait") @Nullable WaitFor waitFor,

            @Doc(Docs.TIMEOUT) @Range(min = 0, max = MAX_WAIT_SECONDS) @Default("30")
            int timeoutSeconds,

            @Doc(Docs.IDEMPOTENCY_KEY) @Range(min = 1, max = MAX_KEY) @Nullable
            String idempotencyKey,

            @Doc(Docs.EXPECT_CLUSTER) @Range(min = 1, max = MAX_NAME) @Nullable
            String expectCluster)
            implements HostRequest {}

    /** {@code Resynchronize}. */
    record Resynchronize(
            @Doc(Docs.COLLECTION) @JsonName("Collection") @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc(Docs.START_TIME) @JsonName("StartTime") @Nullable
            StartTime startTime,

            @Doc("Whether virtual machines whose replication is suspended take part")
            @JsonName("IncludeSuspended")
            @Default("false")
            boolean includeSuspended,

            @Doc(Docs.WAIT) @JsonName("wait") @Nullable WaitFor waitFor,

            @Doc(Docs.TIMEOUT) @Range(min = 0, max = MAX_WAIT_SECONDS) @Default("30")
            int timeoutSeconds,

            @Doc(Docs.IDEMPOTENCY_KEY) @Range(min = 1, max = MAX_KEY) @Nullable
            String idempotencyKey,

            @Doc(Docs.EXPECT_CLUSTER) @Range(min = 1, max = MAX_NAME) @Nullable
            String expectCluster)
            implements HostRequest {}

    /** {@code InitiateFailover}. */
    record Failover(
            @Doc(Docs.COLLECTION) @JsonName("Collection") @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc(Docs.RECOVERY_POINT) @JsonName("CollectionRecoveryPoint") @Nullable
            RecoveryPointSelector recoveryPoint,

            @Doc(
                    "unplanned: the caller knows that the primary side may still be alive and that changes it has not sent are lost."
                            + " Needed unless a planned failover was received")
            @Nullable
            Acknowledgement acknowledge,

            @Doc(Docs.WAIT) @JsonName("wait") @Nullable WaitFor waitFor,

            @Doc(Docs.TIMEOUT) @Range(min = 0, max = MAX_WAIT_SECONDS) @Default("30")
            int timeoutSeconds,

            @Doc(Docs.IDEMPOTENCY_KEY) @Range(min = 1, max = MAX_KEY) @Nullable
            String idempotencyKey,

            @Doc(Docs.EXPECT_CLUSTER) @Range(min = 1, max = MAX_NAME) @Nullable
            String expectCluster)
            implements HostRequest {}

    /** {@code TestReplicaCollection}. */
    record TestReplica(
            @Doc(Docs.COLLECTION) @JsonName("Collection") @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc(Docs.RECOVERY_POINT) @JsonName("CollectionRecoveryPoint") @Nullable
            RecoveryPointSelector recoveryPoint,

            @Doc(Docs.WAIT) @JsonName("wait") @Nullable WaitFor waitFor,

            @Doc(Docs.TIMEOUT) @Range(min = 0, max = MAX_WAIT_SECONDS) @Default("30")
            int timeoutSeconds,

            @Doc(Docs.IDEMPOTENCY_KEY) @Range(min = 1, max = MAX_KEY) @Nullable
            String idempotencyKey,

            @Doc(Docs.EXPECT_CLUSTER) @Range(min = 1, max = MAX_NAME) @Nullable
            String expectCluster)
            implements HostRequest {}

    /** {@code GetReplicationStatistics}, the only method that changes nothing. */
    record Statistics(
            @Doc(Docs.COLLECTION) @JsonName("Collection") @Range(min = 1, max = MAX_NAME)
            String collection,

            @Doc(Docs.EXPECT_CLUSTER) @Range(min = 1, max = MAX_NAME) @Nullable
            String expectCluster) {}

    /** What a caller can take upon itself. */
    enum Acknowledgement {
        UNPLANNED
    }
}
