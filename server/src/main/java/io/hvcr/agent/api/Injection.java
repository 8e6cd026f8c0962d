// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.JsonValue;
import io.hvcr.agent.json.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The params of {@code simulator.inject}: the members of all kinds side by side. Which of them a kind takes, needs and makes of them is
 * the simulator's to say: what is here are names, JSON types and words for {@code rpc.discover}.
 */
@Doc("What happens to the fabric: one kind, and the members that this kind takes")
record Injection(
        @Doc(
                "power, link, disk, resync, importCopy, restoredCopy, jobFailure, jobVanish, jobNotTold, returnValue, partial, fault, state,"
                        + " broker, member or clear")
        @Range(min = 1, max = 64)
        String kind,

        @Doc("The collection, by id or name: all kinds but link, broker and clear") @Nullable
        String collection,

        @Doc("primary or recovery: where it happens") @Nullable
        String site,

        @Doc("power, restoredCopy, partial: the members, by id or name") @Nullable
        List<String> members,

        @Doc("importCopy, member: the member, by id or name") @Nullable
        String member,

        @Doc("power: the power state, such as off or running; state: the collection's state, by number or name")
        @Nullable
        JsonValue state,

        @Doc("state: the collection's mode, by number or name") @Nullable
        JsonValue mode,

        @Doc("state: the collection's failover type, by number or name") @Nullable
        JsonValue failoverType,

        @Doc("link: whether anything gets through") @Nullable
        Boolean up,

        @Doc("disk: whether the volume is full") @Nullable Boolean full,

        @Doc("importCopy: the member's own subdirectory, as the export wrote it") @Nullable
        String directory,

        @Doc(
                "jobFailure, jobVanish, jobNotTold, returnValue, partial, fault: the method, by its WMI name; any when absent")
        @Nullable
        String method,

        @Doc("link, jobFailure: what went wrong, such as cannotConnect or diskFull") @Nullable
        String failure,

        @Doc("jobFailure: exception, terminated, killed or completedWithWarnings") @Nullable
        String ending,

        @Doc("jobFailure: the job's error code, 32768 when absent") @Nullable
        Integer errorCode,

        @Doc("jobFailure: texts instead of the host's") @Nullable
        List<String> texts,

        @Doc("returnValue: the number that the method answers") @Nullable
        Integer number,

        @Doc("How many times, 1 when absent") @Nullable Integer times,

        @Doc("fault: the call of the port: invoke, or one that reads, such as collections") @Nullable
        String operation,

        @Doc("fault: unavailable, denied, missing, outcomeUnknown, wrongNode, refused or slow") @Nullable
        String fault,

        @Doc("fault: whether a changing call takes effect all the same") @Nullable
        Boolean tookEffect,

        @Doc("fault: the HRESULT, as a signed number") @Nullable
        Integer hresult,

        @Doc("fault: the layer's words") @Nullable String text,

        @Doc("fault wrongNode: the node that owns the collection") @Nullable
        String ownerNode,

        @Doc("fault: how long the answer is held back, in real milliseconds") @Nullable
        Integer delayMilliseconds,

        @Doc("broker: whether it answers") @Nullable Boolean online,

        @Doc("broker: whether the cluster takes replicas") @Nullable
        Boolean replicaEnabled,

        @Doc("broker: the listener's port for Kerberos") @Nullable
        Integer kerberosPort,

        @Doc("broker: the listener's port for certificates") @Nullable
        Integer certificatePort,

        @Doc("broker: the brokers that may send to it") @Nullable
        List<String> acceptedPrimaries,

        @Doc("member: whether it is a clustered role") @Nullable
        Boolean highlyAvailable,

        @Doc("member: whether it is replicated on its own") @Nullable
        Boolean replicatedAlone,

        @Doc("member: the node that owns it") @Nullable String node) {}
