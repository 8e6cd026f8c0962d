// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DeclaredSettings;
import io.hvcr.agent.domain.InitialReplication;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.StartTimeWindow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the methods of a cell into calls with parameters, and blocks the plan where the document does not give them. */
final class StepWriter {

    private final PlanDraft draft;
    private final Observed seen;
    private final DiskNames disks;

    StepWriter(PlanDraft draft) {
        this.draft = draft;
        this.seen = draft.seen;
        this.disks = DiskNames.of(draft.seen.disks());
    }

    /** A step of a plan that keeps the relationship. */
    PlanDraft.Step write(ReplicationMethod method) {
        return switch (method) {
            case CREATE_REPLICATION_RELATIONSHIP ->
                create(lastAttempt(), "the collection has no complete relationship");
            case START_REPLICATION -> start("the first copy has not been started");
            case RESYNCHRONIZE ->
                new PlanDraft.Step(
                        new ReplicationCall.Resynchronize(null, false),
                        "the copy on the recovery side no longer fits and has to be compared block by block");
            case RESUME_REPLICATION -> plain(method, resumeReason());
            case SUSPEND_REPLICATION -> plain(method, "the collection is to be suspended");
            case REMOVE_REPLICATION_RELATIONSHIP -> plain(method, "no replication is wanted on this side");
            case MODIFY_REPLICATION_SETTINGS,
                    CANCEL_INITIAL_REPLICATION,
                    CANCEL_RESYNCHRONIZE,
                    CANCEL_UPDATE_DISK_SET,
                    INITIATE_PLANNED_FAILOVER,
                    REVERT_PLANNED_FAILOVER,
                    INITIATE_FAILOVER,
                    REVERT_FAILOVER,
                    COMMIT_FAILOVER,
                    PREPARE_FOR_REVERSE_REPLICATION,
                    REVERSE_REPLICATION_RELATIONSHIP,
                    TEST_REPLICA_COLLECTION,
                    REVERT_TEST_REPLICA_COLLECTION,
                    GET_REPLICATION_STATISTICS,
                    RESET_REPLICATION_STATISTICS ->
                throw new IllegalStateException("the desired table names " + method.wmiName());
        };
    }

    /** A step of a plan that makes the relationship anew: what the document does not give stays as it was. */
    PlanDraft.Step rewrite(ReplicationMethod method) {
        if (method == ReplicationMethod.CREATE_REPLICATION_RELATIONSHIP) {
            return create(seen.settings(), "the relationship is made anew with the other recovery server");
        }
        return method == ReplicationMethod.START_REPLICATION
                ? start("the new relationship needs a full copy")
                : write(method);
    }

    PlanDraft.Step modify(SettingsDifference difference) {
        refuseUnknownFiles(difference.contains(SettingsDifference.Setting.REPLICATED_DISK_PATHS));
        ReplicationSettings changes = difference.toModify(disks);
        draft.settingsAfter(seen.settings() == null ? changes : seen.settings().with(changes));
        return new PlanDraft.Step(
                new ReplicationCall.Modify(changes), "settings differ: " + String.join(", ", difference.names()));
    }

    private static PlanDraft.Step plain(ReplicationMethod method, String reason) {
        return new PlanDraft.Step(new ReplicationCall.Plain(method), reason);
    }

    private String resumeReason() {
        return seen.state() == CollectionState.Known.CRITICAL
                ? "replication stopped with an error; once its cause is mended it goes on"
                : "the collection is suspended";
    }

    /** What an attempt that was only half carried out has left of its settings. */
    private @Nullable ReplicationSettings lastAttempt() {
        return seen.state() == CollectionState.Known.PARTIALLY_ENABLED ? seen.settings() : null;
    }

    private PlanDraft.Step create(@Nullable ReplicationSettings before, String reason) {
        DeclaredSettings declared = draft.wanted.settings();
        DeclaredSettings given = declared == null ? DeclaredSettings.NONE : declared;
        ReplicationSettings told = SettingsDifference.toCreate(given, disks);
        ReplicationSettings settings =
                withPort(before == null ? told : writable(before).with(told), before, told);
        refuseUnknownFiles(true);
        refuseIncomplete(settings);
        ReplicationSettings fresh = draft.fresh;
        draft.settingsAfter(fresh == null ? settings : fresh.with(settings));
        return new PlanDraft.Step(new ReplicationCall.Create(settings), reason);
    }

    /** Without what the host fills in itself, and without a placement that was made for the other server. */
    private static ReplicationSettings writable(ReplicationSettings s) {
        return new ReplicationSettings(
                s.authenticationType(),
                s.certificateThumbPrint(),
                null,
                s.compressionEnabled(),
                s.bypassProxyServer(),
                s.recoveryConnectionPoint(),
                null,
                s.recoveryServerPortNumber(),
                s.replicateHostKvpItems(),
                s.applicationConsistentSnapshotInterval(),
                s.recoveryHistory(),
                s.autoResynchronizeEnabled(),
                s.autoResynchronizeIntervalStart(),
                s.autoResynchronizeIntervalEnd(),
                s.replicationInterval(),
                s.includedDisks(),
                null,
                null);
    }

    /** The listener's usual port, unless one is given or was in use with the same kind of authentication. */
    private static ReplicationSettings withPort(
            ReplicationSettings settings, @Nullable ReplicationSettings before, ReplicationSettings told) {
        AuthenticationType type = settings.authenticationType();
        boolean kept = before != null && type != null && type.equals(before.authenticationType());
        if (told.recoveryServerPortNumber() != null
                || type == null
                || (kept && settings.recoveryServerPortNumber() != null)) {
            return settings;
        }
        return settings.with(port(ReplicationSettings.defaultPort(type)));
    }

    private static ReplicationSettings port(int port) {
        return new ReplicationSettings(
                null, null, null, null, null, null, null, port, null, null, null, null, null, null, null, null, null,
                null);
    }

    private void refuseIncomplete(ReplicationSettings settings) {
        if (settings.recoveryConnectionPoint() == null) {
            missing("replicaServerName", "the recovery cluster's Hyper-V Replica Broker, by its client access point");
        } else if (settings.authenticationType() == null) {
            missing("authenticationType", "kerberos or certificate");
        } else if (settings.authenticationType() == AuthenticationType.Known.CERTIFICATE
                && settings.certificateThumbPrint() == null) {
            missing("certificateThumbprint", "the thumbprint of the certificate in LocalMachine\\My");
        }
    }

    private void missing(String member, String what) {
        draft.block(
                Reason.SETTINGS_MISSING,
                "A new relationship for " + seen.collection().describe() + " needs settings." + member + ": " + what
                        + ".",
                ReturnCode.Known.INVALID_PARAMETER,
                "settings." + member);
    }

    private void refuseUnknownFiles(boolean used) {
        List<String> unknown =
                used ? SettingsDifference.unknownFiles(draft.wanted.settings(), disks) : List.<String>of();
        if (!unknown.isEmpty()) {
            draft.block(
                    Reason.INVALID_VALUE,
                    "No member of " + seen.collection().describe() + " has a disk with the file "
                            + String.join(", ", unknown) + ". Attached are: " + String.join(", ", disks.attachedPaths())
                            + ".",
                    ReturnCode.Known.INVALID_PARAMETER,
                    "settings.replicatedDiskPaths");
        }
    }

    private PlanDraft.Step start(String reason) {
        InitialReplication how = draft.wanted.initialReplication();
        InitialReplication start = how == null ? InitialReplication.NETWORK_NOW : how;
        draft.starts(start);
        return new PlanDraft.Step(start.type() == InitialReplicationType.EXPORT ? export(start) : copy(start), reason);
    }

    private ReplicationCall export(InitialReplication start) {
        if (start.startTime() != null) {
            draft.warn(new Warning(
                    Reason.SETTING_IGNORED,
                    "The host ignores a start time for an export: it begins at once.",
                    "initialReplication.startTime"));
        }
        if (start.exportLocation() == null || start.exportLocation().isBlank()) {
            draft.block(
                    Reason.INVALID_EXPORT_LOCATION,
                    "An export needs initialReplication.exportLocation: an absolute directory of the host.",
                    ReturnCode.Known.INVALID_PARAMETER,
                    "initialReplication.exportLocation");
        }
        return new ReplicationCall.Start(start.type(), start.exportLocation(), null);
    }

    private ReplicationCall copy(InitialReplication start) {
        if (start.exportLocation() != null) {
            draft.warn(new Warning(
                    Reason.SETTING_IGNORED,
                    "The host uses an export location for an export only.",
                    "initialReplication.exportLocation"));
        }
        Instant startTime = start.startTime();
        return switch (StartTimeWindow.of(startTime, seen.hostTime())) {
            case NOW -> new ReplicationCall.Start(start.type(), null, null);
            case LATER -> new ReplicationCall.Start(start.type(), null, startTime);
            case PAST -> outOfRange(start, "lies in the past");
            case TOO_FAR -> outOfRange(start, "is more than seven days ahead, the documented limit");
        };
    }

    private ReplicationCall outOfRange(InitialReplication start, String how) {
        draft.block(
                Reason.START_TIME_OUT_OF_RANGE,
                "initialReplication.startTime " + start.startTime() + " " + how + "; the host's clock says "
                        + seen.hostTime() + ". Give a time up to "
                        + seen.hostTime().plus(StartTimeWindow.LIMIT)
                        + ", or none to start at once.",
                ReturnCode.Known.INVALID_PARAMETER,
                "initialReplication.startTime");
        return new ReplicationCall.Start(start.type(), null, start.startTime());
    }
}
