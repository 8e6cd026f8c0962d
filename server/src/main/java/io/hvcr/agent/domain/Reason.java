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
    PARSE_ERROR("The request is not valid JSON, or exceeds a limit of the JSON reader."),
    INVALID_REQUEST("The JSON is not a JSON-RPC 2.0 request."),
    METHOD_NOT_FOUND("No method of that name exists."),
    MISSING_MEMBER("A required member is absent or null."),
    UNKNOWN_MEMBER("A member that the method does not have."),
    WRONG_TYPE("A member has the wrong JSON type."),
    INVALID_VALUE("A member's value is outside what is allowed."),
    INVALID_TIME("A time has no offset, or is not a time."),
    START_TIME_OUT_OF_RANGE("A start time lies in the past or more than seven days ahead of the host's clock."),
    INVALID_EXPORT_LOCATION("The export location is not an absolute directory path of an allowed form."),
    AMBIGUOUS_COLLECTION("Several collections have that name; use an id."),
    UNKNOWN_COLLECTION("No collection has that id, path or name."),
    UNKNOWN_RECOVERY_POINT("The collection has no such recovery point."),
    UNKNOWN_OPERATION("No operation has that id in this agent's journal."),
    UNKNOWN_JOB("The host has no such job any more."),
    DUPLICATE_COLLECTION("The same collection appears twice."),
    // Who asks, and where
    UNAUTHORIZED("No valid credential was presented."),
    FORBIDDEN("The credential does not allow this."),
    FOREIGN_HOST("The Host header names something that this agent is not."),
    FOREIGN_ORIGIN("The Origin header names another site."),
    UNSUPPORTED_MEDIA_TYPE("The content type is not application/json."),
    METHOD_NOT_ALLOWED("The HTTP method is not allowed here."),
    NOT_FOUND("Nothing is served at this path."),
    TOO_LARGE("The request exceeds the size limit."),
    RATE_LIMITED("Too many requests, or too many failures to authenticate."),
    WRONG_CLUSTER("expectCluster names another cluster than the one this agent serves."),
    WRONG_NODE("The host refused because another node owns the collection."),
    // Replication
    ALREADY_SATISFIED("The collection is already in the wanted state."),
    INVALID_STATE("The operation is not valid in the collection's mode and state."),
    WRONG_SIDE("The operation belongs to the other side of the replication."),
    SIDE_CHANGED("The collection is not on the primary side any more (failover, reversal or test copy)."),
    NOT_REPLICATED("The collection has no replication relationship."),
    NO_MEMBERS("The collection has no member virtual machines."),
    NOT_REPLICABLE("The collection cannot be replicated: a group of groups, or a disk that is not a VHD Set."),
    MEMBERS_RUNNING("Member virtual machines are running and must be off."),
    OTHER_SIDE_NOT_READY("The other side is not in the state that this operation needs."),
    OTHER_SIDE_UNKNOWN("Whether the other side is ready cannot be seen from here."),
    SCHEDULE_PENDING("A scheduled start is pending."),
    NO_SCHEDULE("Nothing is scheduled or running that could be cancelled."),
    EXPORT_FINISHED("The export has finished and can no longer be cancelled."),
    IMPORT_MISSING("Exported copies still have to be imported on the recovery side."),
    SEED_MISSING("The recovery side has no matching copy of the virtual machines to start from."),
    TEST_COLLECTION_EXISTS("A test collection exists; only one is possible at a time."),
    NO_TEST_COLLECTION("No test collection exists."),
    INITIAL_REPLICATION_INCOMPLETE("The initial replication is not complete."),
    INCLUDE_SUSPENDED_NEEDED("A suspended collection resynchronizes only with IncludeSuspended."),
    MERGE_STARTED("The resynchronization has reached its merge phase and can no longer be cancelled."),
    NO_DISK_UPDATE("No change of the replicated disk set is running."),
    COLLECTION_BUSY("Another operation or job has the collection."),
    NEEDS_RESEED("The change needs a new relationship and a full copy; allow reseed."),
    NEEDS_DISCARD_RECOVERY_POINTS("The change deletes recovery points; allow discardRecoveryPoints."),
    NEEDS_ACKNOWLEDGEMENT("The operation can lose data and wants to be acknowledged."),
    SETTINGS_MISSING("A new relationship needs settings that the document does not give."),
    SETTINGS_NOT_COMPARED("Settings are compared on the primary side only and were ignored."),
    SETTING_IGNORED("The host ignores this value in this combination."),
    NO_TRANSITION("The wanted state cannot be reached from the present one."),
    UNKNOWN_STATE("The host reports a state number that is not documented."),
    WAIT_NOT_POSSIBLE("The wanted kind of waiting is not possible for this request."),
    LEFTOVER_ON_OTHER_SIDE("Removal is this side only; the other side still has its part."),
    // Operations and journal
    IDEMPOTENCY_KEY_REUSED("The idempotency key was used before with other parameters."),
    PLAN_CHANGED("The plan is not the one that was shown."),
    OPERATION_ENDED("The operation has ended already."),
    CANCELLED("The operation was cancelled; no further step was started."),
    OUTCOME_UNKNOWN("Whether the host carried the call out is not known yet."),
    JOURNAL_UNAVAILABLE("The journal cannot be written, so nothing that changes the host may be called."),
    AUDIT_UNAVAILABLE("The audit log cannot be written, so nothing that changes the host may be called."),
    STOPPING("The agent is stopping and takes no new changes."),
    // The host
    HOST_REFUSED("The host answered a return value that is an error."),
    HOST_UNAVAILABLE("The host's management service cannot be reached."),
    HOST_FAULT("The host's management layer reported an error (HRESULT)."),
    JOB_FAILED("The host's job ended with an error."),
    JOB_WARNINGS("The host's job completed with warnings."),
    ACCESS_DENIED("The agent's account lacks rights on the host."),
    NOT_SUPPORTED("The host or its configuration does not support the operation."),
    TIMEOUT("The host did not answer in time."),
    PATH_NOT_FOUND("A directory or file does not exist on the host."),
    SIMULATION_ONLY("The method exists only where the simulator answers."),
    INTERNAL("An error inside the agent; the log has the details under the request id.");

    private final String meaning;

    Reason(String meaning) {
        this.meaning = meaning;
    }

    /** The stable name on the wire, such as {@code ambiguous_collection}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One sentence for {@code rpc.discover} and the docs. */
    public String meaning() {
        return meaning;
    }
}
