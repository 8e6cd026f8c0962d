// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Facts;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Outcome;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.StartTimeWindow;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.domain.VirtualDisk;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.host.HostIdentity;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a host's refusal means, in words: operation, collection, its mode and state, the number <em>and</em> its name, why,
 * and what is valid now (contract 6). A failed call without text is normal for this interface, so the number is never lost.
 */
public final class Refusals {

    /** What makes a refusal clear; read only after one, so it costs nothing in the good case. */
    static final Set<Include> CONTEXT = Set.copyOf(EnumSet.of(
            Include.SETTINGS,
            Include.JOBS,
            Include.MEMBERS,
            Include.DISKS,
            Include.RECOVERY_POINTS,
            Include.TEST_COLLECTION));

    private static final String COLLECTION = "Collection";

    private final TransitionTable table;
    private final Supplier<HostIdentity> host;

    /** @param host whose refusals are explained */
    public Refusals(TransitionTable table, Supplier<HostIdentity> host) {
        this.table = table;
        this.host = host;
    }

    /** Why, where, and what to do: the parts of a refusal that depend on number and call. */
    private record Cause(
            Reason reason,
            String why,
            @Nullable String path,
            @Nullable String hint) {}

    /**
     * The host answered a return value that is an error: the code is the value itself.
     *
     * @param seen the collection after the refusal
     */
    public Problem refused(Observed seen, ReplicationCall call, ReturnCode value) {
        List<ReplicationMethod> next = table.valid(seen.side(), seen.state(), FactFinder.of(seen));
        Cause cause = cause(seen, call, value);
        String message = call.method().wmiName() + " answered " + value.describe() + " for " + seen.describe() + ": "
                + cause.why() + ". " + Checker.validNow(next);
        return Problem.refusedBy(value, cause.reason(), message)
                .retryable(value == ReturnCode.Known.SYSTEM_IN_USE
                        || value == ReturnCode.Known.SYSTEM_NOT_AVAILABLE
                        || value == ReturnCode.Known.OUT_OF_MEMORY)
                .outcome(unclear(value) ? Outcome.UNKNOWN : Outcome.NOT_STARTED)
                .path(cause.path() == null ? COLLECTION : cause.path())
                .collection(seen.collection())
                .mode(seen.mode())
                .state(seen.state())
                .allowed(next.stream().map(ReplicationMethod::wmiName).toList())
                .hint(cause.hint())
                .build();
    }

    /** Return values that do not say that nothing happened. */
    static boolean unclear(ReturnCode value) {
        return value == ReturnCode.Known.TIMEOUT || value == ReturnCode.Known.STATUS_UNKNOWN;
    }

    private Cause cause(Observed seen, ReplicationCall call, ReturnCode value) {
        return switch (value) {
            case ReturnCode.Known known ->
                switch (known) {
                    case INVALID_PARAMETER -> invalidParameter(seen, call);
                    case SYSTEM_IN_USE -> inUse(seen);
                    case INVALID_STATE -> invalidState(seen, call);
                    case FILE_NOT_FOUND -> fileNotFound(call);
                    case NOT_SUPPORTED -> notSupported(seen);
                    case ACCESS_DENIED ->
                        new Cause(
                                Reason.ACCESS_DENIED,
                                "the agent's account lacks rights",
                                null,
                                "Run the agent elevated, as a local administrator or a member of Hyper-V Administrators of every node.");
                    case TIMEOUT ->
                        new Cause(
                                Reason.TIMEOUT,
                                "the host did not finish in time, and may have done it all the same",
                                null,
                                "Read the state before doing anything else.");
                    case STATUS_UNKNOWN ->
                        new Cause(
                                Reason.OUTCOME_UNKNOWN,
                                "the host does not know how it ended",
                                null,
                                "Read the state before doing anything else.");
                    case SYSTEM_NOT_AVAILABLE ->
                        new Cause(
                                Reason.HOST_UNAVAILABLE,
                                "the node or the management service is not available",
                                null,
                                "Check that vmms and the cluster service run on the owning node.");
                    case INCORRECT_DATA_TYPE ->
                        new Cause(
                                Reason.WRONG_TYPE,
                                "the host read a parameter as another type",
                                "CollectionReplicationSettingData",
                                "Compare the settings with those of replication.get.");
                    case COMPLETED, JOB_STARTED, FAILED, OUT_OF_MEMORY -> eventLog();
                };
            case ReturnCode.Unknown unknown -> eventLog();
        };
    }

    private static Cause eventLog() {
        return new Cause(
                Reason.HOST_REFUSED,
                "the host gives no reason",
                null,
                "Look into the event log Microsoft-Windows-Hyper-V-VMMS-Admin of the owning node.");
    }

    private static Cause notSupported(Observed seen) {
        if (seen.source().kind() == HostCollection.Kind.MANAGEMENT) {
            return new Cause(
                    Reason.NOT_REPLICABLE,
                    "it is a group of groups (ManagementCollectionType), and groups of groups cannot be replicated",
                    null,
                    "Replicate the groups of virtual machines (VMCollectionType) that it holds, one by one.");
        }
        List<VirtualDisk> disks = seen.disks() == null ? List.of() : seen.disks();
        String noSet = disks.stream()
                .filter(VirtualDisk::shared)
                .map(disk -> disk.reference().path())
                .filter(path -> path != null && !path.toLowerCase(Locale.ROOT).endsWith(".vhds"))
                .findFirst()
                .orElse(null);
        if (noSet != null) {
            return new Cause(
                    Reason.NOT_REPLICABLE,
                    "its members share the disk " + noSet + ", which is no VHD Set (.vhds)",
                    null,
                    "Shut the members down, detach the disk, make a VHD Set of it (Convert-VHD), and attach that.");
        }
        return new Cause(
                Reason.NOT_SUPPORTED,
                "the host or its configuration does not support it",
                null,
                "Only groups of virtual machines on a failover cluster replicate, and only to another cluster, by its Hyper-V Replica Broker; agent.preflight shows what of that holds here.");
    }

    private Cause invalidState(Observed seen, ReplicationCall call) {
        Facts facts = FactFinder.of(seen, call);
        Check check = Checker.judge(table, seen, call.method(), facts);
        Reason reason = check.allowed() || check.reason() == null ? Reason.INVALID_STATE : check.reason();
        if (check.allowed()) {
            String unseen = check.reason() == null
                    ? "the state has changed meanwhile, or the host sees more than can be seen from here"
                    : withoutStop(check.message());
            return new Cause(reason, unseen, null, null);
        }
        String why = reason == Reason.ALREADY_SATISFIED
                ? "it has nothing to do"
                : reason == Reason.MEMBERS_RUNNING
                        ? "all members must be off" + Checker.detail(seen, reason)
                        : reason.meaning().substring(0, 1).toLowerCase(Locale.ROOT)
                                + withoutStop(reason.meaning().substring(1)) + "; it is valid "
                                + table.whereValid(call.method());
        String hint = reason == Reason.MEMBERS_RUNNING
                ? "Shut the members down first; the agent does not change their power."
                : null;
        return new Cause(reason, why, null, hint);
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static Cause inUse(Observed seen) {
        HostJob job = seen.job();
        if (job == null) {
            return new Cause(
                    Reason.COLLECTION_BUSY,
                    "another operation has it (a job, a backup or a migration)",
                    null,
                    "Try again when it has ended.");
        }
        return new Cause(
                Reason.COLLECTION_BUSY,
                "the job '" + job.name() + "' (type " + job.type().describe() + ") has it, at " + job.percentComplete()
                        + " %",
                null,
                "Try again when the job has ended, or stop it with its Cancel method.");
    }

    private static Cause fileNotFound(ReplicationCall call) {
        if (call instanceof ReplicationCall.Start start && start.exportLocation() != null) {
            return new Cause(
                    Reason.PATH_NOT_FOUND,
                    "the directory " + start.exportLocation() + " does not exist",
                    "InitialReplicationExportLocation",
                    "Create it on the node that owns the virtual machines: the path is the host's, not the caller's.");
        }
        return new Cause(
                Reason.PATH_NOT_FOUND,
                "a file or directory that it needs does not exist",
                null,
                "Check the paths of the virtual machines' disks on the owning node.");
    }

    private Cause invalidParameter(Observed seen, ReplicationCall call) {
        if (seen.members() != null && seen.members().isEmpty()) {
            return new Cause(
                    Reason.NO_MEMBERS,
                    "the collection has no member virtual machines",
                    "Collection",
                    "Add members first (Add-VMGroupMember).");
        }
        return switch (call) {
            case ReplicationCall.Start start -> invalidStart(seen, start);
            case ReplicationCall.Resynchronize again -> badTime(seen, again.startTime(), "StartTime");
            case ReplicationCall.InitiateFailover failover -> badPoint(seen);
            case ReplicationCall.TestReplica test -> badPoint(seen);
            case ReplicationCall.Create create -> badSettings(seen, create, create.settings());
            case ReplicationCall.Modify modify -> badSettings(seen, modify, modify.settings());
            case ReplicationCall.Reverse reverse -> badSettings(seen, reverse, reverse.settings());
            case ReplicationCall.Plain plain -> badReference();
            case ReplicationCall.GetStatistics statistics -> badReference();
        };
    }

    private static Cause invalidStart(Observed seen, ReplicationCall.Start start) {
        if (start.type() == InitialReplicationType.EXPORT) {
            return new Cause(
                    Reason.INVALID_EXPORT_LOCATION,
                    "the export location " + start.exportLocation() + " is not a usable directory",
                    "InitialReplicationExportLocation",
                    "Give an absolute path of an existing directory on the owning node, not of a file.");
        }
        return badTime(seen, start.startTime(), "StartTime");
    }

    private static Cause badTime(Observed seen, @Nullable Instant startTime, String path) {
        StartTimeWindow window = StartTimeWindow.of(startTime, seen.hostTime());
        if (window == StartTimeWindow.PAST || window == StartTimeWindow.TOO_FAR) {
            return new Cause(
                    Reason.START_TIME_OUT_OF_RANGE,
                    path + " " + startTime
                            + (window == StartTimeWindow.PAST
                                    ? " lies in the past"
                                    : " is more than seven days ahead, the documented limit")
                            + "; the host's clock says " + seen.hostTime(),
                    path,
                    "Give a time between " + seen.hostTime() + " and "
                            + seen.hostTime().plus(StartTimeWindow.LIMIT) + ", or none to start at once.");
        }
        return badReference();
    }

    private static Cause badPoint(Observed seen) {
        int count = seen.recoveryPoints() == null ? 0 : seen.recoveryPoints().size();
        return new Cause(
                Reason.UNKNOWN_RECOVERY_POINT,
                "the recovery point does not exist any more, or belongs to another collection",
                "CollectionRecoveryPoint",
                "The collection has " + count + (count == 1 ? " recovery point" : " recovery points")
                        + ": recoveryPoint.list shows them. Null takes the latest.");
    }

    private Cause badSettings(Observed seen, ReplicationCall call, ReplicationSettings sent) {
        if (call instanceof ReplicationCall.Modify && seen.side() == Side.RECOVERY) {
            return new Cause(
                    Reason.WRONG_SIDE,
                    "settings are modified on the primary side, and this is the recovery side",
                    null,
                    null);
        }
        return SettingsFlaw.of(sent, seen, host.get().broker())
                .map(flaw -> new Cause(
                        Reason.INVALID_VALUE,
                        flaw.property() + " " + flaw.why(),
                        "CollectionReplicationSettingData." + flaw.property(),
                        flaw.hint()))
                .orElseGet(Refusals::someSetting);
    }

    private static Cause someSetting() {
        return new Cause(
                Reason.INVALID_VALUE,
                "the host does not take one of the settings",
                "CollectionReplicationSettingData",
                "Check: RecoveryConnectionPoint is the other cluster's broker and not this one's; AuthenticationType 1 (Kerberos) or 2 (certificate, with CertificateThumbPrint); ReplicationInterval 30, 300 or 900; RecoveryHistory 0 to 16; ApplicationConsistentSnapshotInterval 0 to 12, and 0 without RecoveryHistory; IncludedDisks attached to members.");
    }

    private static Cause badReference() {
        return new Cause(Reason.INVALID_VALUE, "the host does not take one of the parameters", null, null);
    }

    /** The host took the call and its job ended badly: the job's code if it is of the family, else 32768 (design 3.3). */
    public Problem jobFailed(Observed seen, ReplicationCall call, HostJob job) {
        ReturnCode code = ReturnCode.of(job.errorCode());
        ReturnCode family =
                code instanceof ReturnCode.Known known && !known.accepted() ? known : ReturnCode.Known.FAILED;
        List<ReplicationMethod> next = table.valid(seen.side(), seen.state(), FactFinder.of(seen));
        String texts = String.join(" ", job.errors());
        String said = texts.isBlank() ? "The host gives no text." : texts;
        boolean seeded = call instanceof ReplicationCall.Start start && start.type() == InitialReplicationType.SEEDED;
        String hint = HresultHints.of(texts, seen.settings())
                .orElse(
                        seeded
                                ? "A seeded start needs a restored copy of every member on the recovery side: same ids, same disks, highly available, without checkpoints, and enabled as replica (Enable-VMReplication -AsReplica)."
                                : "Look into the event log Microsoft-Windows-Hyper-V-VMMS-Admin of the owning node.");
        boolean seedMissing = seeded && HresultHints.of(texts, null).isEmpty();
        return Problem.refusedBy(
                        family,
                        seedMissing ? Reason.SEED_MISSING : Reason.JOB_FAILED,
                        "the job '" + job.name() + "' of " + call.method().wmiName() + " ended as "
                                + job.state().describe() + " with error code " + code.describe() + " at "
                                + job.percentComplete() + " %. " + said + " Now: " + seen.describe() + ". "
                                + Checker.validNow(next))
                .outcome(Outcome.FAILED)
                .path(COLLECTION)
                .collection(seen.collection())
                .mode(seen.mode())
                .state(seen.state())
                .allowed(next.stream().map(ReplicationMethod::wmiName).toList())
                .hint(hint)
                .build();
    }

    /** Whether the call took effect is not known yet. */
    Problem outcomeUnknown(Observed seen, ReplicationCall call, String why) {
        return Problem.of(
                        ErrorCode.OUTCOME_UNKNOWN,
                        Reason.OUTCOME_UNKNOWN,
                        "whether " + call.method().wmiName() + " took effect on " + seen.describe()
                                + ", is not known: " + why
                                + ". The agent reads the state until that settles it and does not call again by itself.")
                .outcome(Outcome.UNKNOWN)
                .retryable(false)
                .collection(seen.collection())
                .mode(seen.mode())
                .state(seen.state())
                .hint("Wait for the operation, or read the state before doing anything else.")
                .build();
    }

    /** What a fault of the management layer means for one collection. */
    Problem fault(HostFault fault, Observed seen) {
        return HostFaults.problem(fault)
                .collection(seen.collection())
                .mode(seen.mode())
                .state(seen.state())
                .build();
    }
}
