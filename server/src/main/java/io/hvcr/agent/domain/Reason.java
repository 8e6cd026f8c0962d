// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Locale;

/**
 * The closed list of reasons that errors, plans, warnings and checks carry, stable across versions.
 *
 * <p>A program branches on the reason, never on the text of a message. {@code rpc.discover} publishes the list.
 */
public enum Reason {
    // What the caller sent
    PARSE_ERROR(
            "The request is not valid JSON, or exceeds a limit of the JSON reader.",
            "Send one JSON text in UTF-8; agent.limits shows how deep, how long and how many its parts may be."),
    INVALID_REQUEST(
            "The JSON is not a JSON-RPC 2.0 request.",
            "Send {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"…\",\"params\":{…}}, or an array of such requests."),
    METHOD_NOT_FOUND("No method of that name exists.", "rpc.discover lists the methods; case counts."),
    MISSING_MEMBER(
            "A required member is absent or null.", "Add the member; rpc.discover describes what each method takes."),
    UNKNOWN_MEMBER(
            "A member that the method does not have.",
            "Take the member out or correct its name; case counts, and rpc.discover describes what each method takes."),
    WRONG_TYPE(
            "A member has the wrong JSON type.",
            "Send the type that the message names; numbers, true and false stand without quotes."),
    INVALID_VALUE(
            "A member's value is outside what is allowed.",
            "Send a value that the message allows; rpc.discover describes every member."),
    INVALID_TIME(
            "A time has no offset, or is not a time.",
            "Write RFC 3339 with an offset from UTC, such as 2026-11-23T01:00:00Z."),
    START_TIME_OUT_OF_RANGE(
            "A start time lies in the past or more than seven days ahead of the host's clock.",
            "Give a time within seven days from now by the host's clock (agent.info shows it), or none to start at once."),
    INVALID_EXPORT_LOCATION(
            "The export location is not an absolute directory path of an allowed form.",
            "Write an absolute directory on a drive of the node that owns the virtual machines, such as C:\\ClusterStorage\\Volume1\\seed."),
    AMBIGUOUS_COLLECTION("Several collections have that name; use an id.", "Give the id of the one you mean."),
    UNKNOWN_COLLECTION(
            "No collection has that id, path or name.", "collection.list shows what exists on this cluster."),
    UNKNOWN_RECOVERY_POINT(
            "The collection has no such recovery point.",
            "recoveryPoint.list shows the recovery points; null takes the latest."),
    UNKNOWN_OPERATION(
            "No operation has that id in this agent's journal.",
            "operation.list shows the operations of this agent; an operation's id begins with the node that has it."),
    UNKNOWN_JOB(
            "The host has no such job any more.",
            "The host forgets a job five minutes after its end; read the collection's state instead."),
    DUPLICATE_COLLECTION("The same collection appears twice.", "Name every collection once."),
    // Who asks, and where
    UNAUTHORIZED(
            "No valid credential was presented.",
            "Send the header Authorization: Bearer <token>; the first token is in administrator.token of the data folder."),
    FORBIDDEN(
            "The credential does not allow this.",
            "Use a credential that allows it, or ask the administrator of the agent for one."),
    FOREIGN_HOST(
            "The Host header names something that this agent is not.",
            "Call the agent by a name that its certificate has, or let an administrator list the name in allowedHosts."),
    FOREIGN_ORIGIN(
            "The Origin header names another site.", "Call the agent from a program, not from a page of another site."),
    UNSUPPORTED_MEDIA_TYPE(
            "The content type is not application/json.",
            "Send Content-Type: application/json, without Content-Encoding."),
    METHOD_NOT_ALLOWED("The HTTP method is not allowed here.", "Use POST for /rpc, and GET for /healthz and /metrics."),
    NOT_FOUND(
            "Nothing is served at this path.", "The API is at POST /rpc; GET /healthz and GET /metrics are there too."),
    TOO_LARGE("The request exceeds the size limit.", "Send less at once; agent.limits shows the limits."),
    RATE_LIMITED(
            "Too many requests, or too many failures to authenticate.",
            "Wait as long as the Retry-After header says, and check the token."),
    WRONG_CLUSTER(
            "expectCluster names another cluster than the one this agent serves.",
            "Send the call to an agent of the cluster that you mean; agent.info says who answers."),
    WRONG_NODE(
            "The host refused because another node owns the collection.",
            "Send the call to the agent on the node that owns the collection."),
    // Replication
    ALREADY_SATISFIED(
            "The collection is already in the wanted state.",
            "There is nothing to do. replication.apply counts this as success with nothing changed."),
    INVALID_STATE(
            "The operation is not valid in the collection's mode and state.",
            "Bring the collection into a state in which the call is valid, or make a call that is valid now; replication.check tells beforehand."),
    WRONG_SIDE(
            "The operation belongs to the other side of the replication.",
            "Make the call on an agent of the other cluster."),
    SIDE_CHANGED(
            "The collection is not on the primary side any more (failover, reversal or test copy).",
            "After a failover or a reversal, speak to the agent of the side that is primary now."),
    NOT_REPLICATED(
            "The collection has no replication relationship.",
            "Create a relationship first: CreateReplicationRelationship, or replication.apply with state enabled or replicating."),
    NO_MEMBERS("The collection has no member virtual machines.", "Add virtual machines first (Add-VMGroupMember)."),
    NOT_REPLICABLE(
            "The collection cannot be replicated: a group of groups, or a disk that is not a VHD Set.",
            "Only groups of virtual machines replicate, with shared disks that are VHD Sets (.vhds; Convert-VHD makes one of a shared .vhdx)."),
    MEMBERS_RUNNING(
            "Member virtual machines are running and must be off.",
            "Shut the virtual machines down first; the agent does not change their power."),
    OTHER_SIDE_NOT_READY(
            "The other side is not in the state that this operation needs.",
            "Look at the collection on the other cluster, and bring that side where it is needed first."),
    OTHER_SIDE_UNKNOWN(
            "Whether the other side is ready cannot be seen from here.",
            "Look at the collection on the other cluster before you go on."),
    SCHEDULE_PENDING(
            "A scheduled start is pending.",
            "Wait for the scheduled time, or cancel the schedule with CancelInitialReplication or CancelResynchronize."),
    NO_SCHEDULE("Nothing is scheduled or running that could be cancelled.", "There is nothing to cancel."),
    EXPORT_FINISHED(
            "The export has finished and can no longer be cancelled.",
            "Import the exported copies on the recovery side, or remove the relationship."),
    IMPORT_MISSING(
            "Exported copies still have to be imported on the recovery side.",
            "Import every copy on the recovery side with Import-VMInitialReplication."),
    SEED_MISSING(
            "The recovery side has no matching copy of the virtual machines to start from.",
            "Restore a copy of every member on the recovery side and enable it as replica (Enable-VMReplication -AsReplica), or start over the network."),
    TEST_COLLECTION_EXISTS(
            "A test collection exists; only one is possible at a time.",
            "Destroy the test collection first: RevertTestReplicaCollection."),
    NO_TEST_COLLECTION("No test collection exists.", "There is no test to end; TestReplicaCollection begins one."),
    INITIAL_REPLICATION_INCOMPLETE(
            "The initial replication is not complete.",
            "Wait until the first copy is complete: state 3 (Replicating)."),
    INCLUDE_SUSPENDED_NEEDED(
            "A suspended collection resynchronizes only with IncludeSuspended.",
            "Send IncludeSuspended true, or resume the collection first."),
    MERGE_STARTED(
            "The resynchronization has reached its merge phase and can no longer be cancelled.",
            "Wait until the resynchronization has ended."),
    NO_DISK_UPDATE("No change of the replicated disk set is running.", "There is nothing to cancel."),
    COLLECTION_BUSY("Another operation or job has the collection.", "Try again when the other operation has ended."),
    NEEDS_RESEED(
            "The change needs a new relationship and a full copy; allow reseed.",
            "Look at the steps of the plan, then send allow [\"reseed\"]."),
    NEEDS_DISCARD_RECOVERY_POINTS(
            "The change deletes recovery points; allow discardRecoveryPoints.",
            "Look at the steps of the plan, then send allow [\"discardRecoveryPoints\"]."),
    NEEDS_ACKNOWLEDGEMENT(
            "The operation can lose data and wants to be acknowledged.",
            "Make sure that the primary side is down, then send acknowledge \"unplanned\"."),
    SETTINGS_MISSING(
            "A new relationship needs settings that the document does not give.",
            "Give settings.replicaServerName and settings.authenticationType, and a certificate where that is chosen."),
    SETTINGS_NOT_COMPARED(
            "Settings are compared on the primary side only and were ignored.",
            "Send the settings to the agent of the primary side."),
    SETTING_IGNORED("The host ignores this value in this combination.", "Leave the value out."),
    NO_TRANSITION(
            "The wanted state cannot be reached from the present one.",
            "Make one of the calls that are valid now, or declare another state."),
    UNKNOWN_STATE(
            "The host reports a state number that is not documented.",
            "Look at the collection on the host; the agent changes nothing in a state that it does not know."),
    WAIT_NOT_POSSIBLE(
            "The wanted kind of waiting is not possible for this request.", "Wait for less: accepted or started."),
    LEFTOVER_ON_OTHER_SIDE(
            "Removal is this side only; the other side still has its part.",
            "Call RemoveReplicationRelationship, or declare state absent, on an agent of the other cluster."),
    // Operations and journal
    IDEMPOTENCY_KEY_REUSED(
            "The idempotency key was used before with other parameters.", "Use another key for another request."),
    PLAN_CHANGED("The plan is not the one that was shown.", "Plan again and look at the steps."),
    OPERATION_ENDED("The operation has ended already.", "operation.get shows how it ended."),
    CANCELLED("The operation was cancelled; no further step was started.", "Read the state; apply again to go on."),
    OUTCOME_UNKNOWN(
            "Whether the host carried the call out is not known yet.",
            "Wait for the operation, or read the state, before doing anything else."),
    JOURNAL_UNAVAILABLE(
            "The journal cannot be written, so nothing that changes the host may be called.",
            "Free space in the agent's data folder and check its rights."),
    AUDIT_UNAVAILABLE(
            "The audit log cannot be written, so nothing that changes the host may be called.",
            "Free space in the agent's data folder and check its rights."),
    STOPPING(
            "The agent is stopping and takes no new changes.",
            "Send the call again when the agent runs again, or to another node."),
    // The host
    HOST_REFUSED(
            "The host answered a return value that is an error.",
            "Look into the event log Microsoft-Windows-Hyper-V-VMMS-Admin of the owning node."),
    HOST_UNAVAILABLE(
            "The host's management service cannot be reached.",
            "Check that vmms and the cluster service run on the node, then send the call again."),
    HOST_FAULT(
            "The host's management layer reported an error (HRESULT).",
            "Look into the event log Microsoft-Windows-Hyper-V-VMMS-Admin of the node at the time of the call."),
    JOB_FAILED(
            "The host's job ended with an error.",
            "Look into the event log Microsoft-Windows-Hyper-V-VMMS-Admin of the owning node."),
    JOB_WARNINGS(
            "The host's job completed with warnings.",
            "Look into the event log Microsoft-Windows-Hyper-V-VMMS-Admin of the owning node."),
    ACCESS_DENIED(
            "The agent's account lacks rights on the host.",
            "Run the agent elevated, as a local administrator or a member of Hyper-V Administrators of every node."),
    NOT_SUPPORTED(
            "The host or its configuration does not support the operation.",
            "agent.preflight shows which prerequisites of the host do not hold."),
    TIMEOUT("The host did not answer in time.", "Read the state before doing anything else."),
    PATH_NOT_FOUND(
            "A directory or file does not exist on the host.",
            "Create it on the node that owns the virtual machines: the path is the host's, not the caller's."),
    SIMULATION_ONLY(
            "The method exists only where the simulator answers.", "Start an agent with --host simulator to try it."),
    INTERNAL(
            "An error inside the agent; the log has the details under the request id.",
            "Look into the agent's log for the request id that the message names.");

    private final String meaning;
    private final String advice;

    Reason(String meaning, String advice) {
        this.meaning = meaning;
        this.advice = advice;
    }

    /** The stable name on the wire, such as {@code ambiguous_collection}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One sentence for {@code rpc.discover} and the docs. */
    public String meaning() {
        return meaning;
    }

    /** What to do about it in general: the hint of an error that has none of its own. */
    public String advice() {
        return advice;
    }
}
