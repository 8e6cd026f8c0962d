// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.JsonName;
import io.hvcr.agent.json.WriteNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code hyperv.<Method>} answers when the host took the call: its out-parameters, and our own members in lower case. */
public sealed interface HostCallAnswer {

    /** Most methods. */
    record Called(
            @Doc(RETURN_VALUE) @JsonName("ReturnValue") int returnValue,
            @Doc(JOB) @JsonName("Job") @WriteNull @Nullable JobAnswer job,
            @Doc(OPERATION_ID) String operationId,
            @Doc(WAIT_SATISFIED) @Nullable Boolean waitSatisfied,
            @Doc(Docs.WARNINGS) List<WarningAnswer> warnings)
            implements HostCallAnswer {}

    /** {@code InitiateFailover}. */
    record FailedOver(
            @Doc(RETURN_VALUE) @JsonName("ReturnValue") int returnValue,
            @Doc(JOB) @JsonName("Job") @WriteNull @Nullable JobAnswer job,

            @Doc("The recovery point that was chosen and its age; null when the host chose and none could be listed")
            @JsonName("CollectionRecoveryPoint")
            @WriteNull
            @Nullable
            ChosenPoint recoveryPoint,

            @Doc(OPERATION_ID) String operationId,
            @Doc(WAIT_SATISFIED) @Nullable Boolean waitSatisfied,
            @Doc(Docs.WARNINGS) List<WarningAnswer> warnings)
            implements HostCallAnswer {}

    /** {@code TestReplicaCollection}. */
    record TestMade(
            @Doc(RETURN_VALUE) @JsonName("ReturnValue") int returnValue,
            @Doc(JOB) @JsonName("Job") @WriteNull @Nullable JobAnswer job,

            @Doc("The recovery point that was chosen and its age; null when the host chose and none could be listed")
            @JsonName("CollectionRecoveryPoint")
            @WriteNull
            @Nullable
            ChosenPoint recoveryPoint,

            @Doc("The test collection; null while its job runs, then replication.get shows it as testCollection")
            @JsonName("ResultingCollection")
            @WriteNull
            @Nullable
            CollectionRef resultingCollection,

            @Doc(OPERATION_ID) String operationId,
            @Doc(WAIT_SATISFIED) @Nullable Boolean waitSatisfied,
            @Doc(Docs.WARNINGS) List<WarningAnswer> warnings)
            implements HostCallAnswer {}

    String RETURN_VALUE = "0 done, 4096 a job was started; every other return value is a JSON-RPC error with that code";
    String JOB = "The host's job; null when the work was done inside the call";
    String OPERATION_ID = "The journalled operation: operation.get and operation.wait take it";
    String WAIT_SATISFIED = "Whether what was waited for is reached; absent unless wait asked for more than accepted";
}
