// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.Need;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.WriteNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code replication.apply} would do (design 3.2). */
@Doc("What replication.apply would do, call by call")
public record PlanAnswer(
        @Doc("The collection") CollectionRef collection,
        @Doc("Whether there is a step") boolean changed,

        @Doc(
                "Stands for this plan and what it rests on: replication.apply with it as planDigest carries out this plan or none")
        String digest,

        @Doc("Why the plan cannot be carried out") @WriteNull @Nullable
        BlockedAnswer blocked,

        @Doc("What has to be allowed: reseed, discardRecoveryPoints")
        List<Need> needs,

        @Doc("The host calls, in order") List<StepAnswer> steps,
        @Doc(Docs.WARNINGS) List<WarningAnswer> warnings,
        @Doc("The document that describes what is") Document before,
        @Doc("The document that describes what will be") Document after) {

    /** Why a plan cannot be carried out. */
    @Doc("Why the plan cannot be carried out")
    public record BlockedAnswer(
            @Doc("The stable reason") Reason reason,

            @Doc("What stands in the way, and what to do about it")
            String message,

            @Doc("What the host would answer; null where the agent holds back by itself") @WriteNull @Nullable
            ReturnCode returnValue,

            @Doc(
                    "The member of the document that it is about, such as settings.replicaServerPort; null where it is about none")
            @WriteNull
            @Nullable
            String path,

            @Doc("The host methods that are valid now") List<ReplicationMethod> next) {}

    /** One host call. */
    @Doc("One host call of a plan")
    public record StepAnswer(
            @Doc("From 1") int number,

            @Doc("The method of the host's service; hyperv.<method> is the same call")
            ReplicationMethod method,

            @Doc("Its parameters by WMI's names, Collection apart")
            JsonObject params,

            @Doc("Why it is needed, one sentence") String reason) {}
}
