// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.WriteNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A collection as it is (design 3.2): what {@code replication.get} answers, and without its optional members an item of a list. */
@Doc("A collection as it is")
public record ObservedAnswer(
        @Doc("The collection") CollectionRef collection,

        @Doc("none, primary, recovery or test: the part that this cluster plays; unknown for an undocumented mode")
        Side side,

        @Doc("ReplicationMode") CollectionMode mode,

        @Doc("ReplicationState; the names of 11 to 16 are inferred, the numbers are certain")
        CollectionState state,

        @Doc("The health by the host's own rules; null where it was not read") @WriteNull @Nullable
        ReplicationHealth health,

        @Doc("Seconds since health was read: lists show a cached reading") @WriteNull @Nullable
        Long healthAgeSeconds,

        @Doc("The wanted states that this state satisfies: a caller whose wanted state is among them has nothing to do")
        List<DesiredState> satisfies,

        @Doc("The document that describes what is") Document document,

        @Doc("When a scheduled start is due") @WriteNull @Nullable
        Instant pendingStart,

        @Doc("The job of the host that runs on it") @WriteNull @Nullable
        JobAnswer job,

        @Doc("This agent's operation that runs on it") @WriteNull @Nullable
        String operationId,

        @Doc("The member virtual machines") @Nullable List<MemberAnswer> members,

        @Doc("Statistics of one monitoring window; absent where the collection has no replication") @Nullable
        StatisticsValues statistics,

        @Doc("What is wrong with the group and its virtual machines, in the host's words") @Nullable
        List<String> healthIssues,

        @Doc("Recovery points, oldest first; the primary side has none") @Nullable
        List<RecoveryPointAnswer> recoveryPoints,

        @Doc("The test collection made from it") @Nullable OptionalRef testCollection,
        @Doc(Docs.WARNINGS) List<WarningAnswer> warnings) {

    /** A virtual machine of the collection. */
    @Doc("A virtual machine of the collection")
    public record MemberAnswer(
            @Doc("Its id, a GUID") String id,
            @Doc("Its display name; not unique") String name,

            @Doc("The cluster node that owns it") @WriteNull @Nullable
            String node,

            @Doc("Whether it runs") PowerState powerState,

            @Doc("Its own replication state; from 4 upwards the numbers mean other things than those of a collection")
            MemberState state,

            @Doc("Its own replication health") ReplicationHealth health) {

        static MemberAnswer of(Member m) {
            return new MemberAnswer(m.id(), m.name(), m.node(), m.powerState(), m.state(), m.health());
        }
    }
}
