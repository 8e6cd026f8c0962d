// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.WriteNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation of this agent's journal (design 3.2, 4). */
@Doc("An operation of this agent's journal")
public record OperationAnswer(
        @Doc("Its id; null where there was nothing to do and nothing was journalled") @WriteNull @Nullable
        String id,

        @Doc("The method that began it, such as replication.apply or hyperv.StartReplication")
        String method,

        @Doc("The collection") CollectionRef collection,

        @Doc("Whether it called a method that changes something, or will")
        boolean changed,

        @Doc("running, succeeded, failed, unknown (whether the host carried a call out cannot be told) or cancelled")
        String status,

        @Doc("Whether what was waited for is reached") boolean waitSatisfied,
        @Doc("When it was taken") Instant createdAt,
        @Doc("When it ended") @WriteNull @Nullable Instant endedAt,
        @Doc("0 to 100") int percent,
        @Doc("The host calls, in order") List<Step> steps,

        @Doc("Why it ended badly, as the error of an answer") @WriteNull @Nullable
        Problem error,

        @Doc("The plan that it carries out; null for a single host call") @WriteNull @Nullable
        PlanAnswer plan,

        @Doc(Docs.WARNINGS) List<WarningAnswer> warnings) {

    OperationAnswer withWarnings(List<WarningAnswer> more) {
        return new OperationAnswer(
                id,
                method,
                collection,
                changed,
                status,
                waitSatisfied,
                createdAt,
                endedAt,
                percent,
                steps,
                error,
                plan,
                more);
    }

    /** One host call and what became of it. */
    @Doc("One host call and what became of it")
    public record Step(
            @Doc("From 1") int number,
            @Doc("The method of the host's service") ReplicationMethod method,

            @Doc("Its parameters by WMI's names, Collection apart")
            JsonObject params,

            @Doc("Why it is needed, one sentence") String reason,

            @Doc("planned, calling, running, succeeded, failed, unknown or skipped")
            String status,

            @Doc("What the host answered") @WriteNull @Nullable
            ReturnCode returnValue,

            @Doc("The host's job as it was last seen") @WriteNull @Nullable
            JobAnswer job) {}
}
