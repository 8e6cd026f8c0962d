// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.replication.Include;
import io.hvcr.agent.replication.Observed;
import io.hvcr.agent.replication.Observer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns params into calls of the port, and refuses what never should get that far (design 3.3, "Who refuses"; contract 6.1).
 *
 * <p>An export location is judged even where the host would ignore it: that the host does so is documented for single virtual
 * machines only, and a share that nobody may name is better not handed on at all.
 */
final class HostCalls {

    static final String SETTING_DATA = "CollectionReplicationSettingData";
    static final String EXPORT_LOCATION = "InitialReplicationExportLocation";
    static final String START_TIME = "StartTime";

    private final Observer observer;
    private final RecoveryPoints points;
    private final ExportLocationPolicy exports;

    HostCalls(Observer observer, RecoveryPoints points, ExportLocationPolicy exports) {
        this.observer = observer;
        this.points = points;
        this.exports = exports;
    }

    /**
     * A call and what there is to say about it.
     *
     * @param point the recovery point chosen, for the two methods that take one
     */
    record Prepared(ReplicationCall call, List<WarningAnswer> warnings, RecoveryPoints.@Nullable Choice point) {

        static Prepared of(ReplicationCall call) {
            return new Prepared(call, List.of(), null);
        }
    }

    /** What the params alone rule out: refused before anything is looked up. */
    void validate(ReplicationMethod method, HostRequest request) {
        switch (request) {
            case HostRequest.Start start -> start(start);
            case HostRequest.WithSettings with -> settings(method, with);
            case HostRequest.Reverse reverse -> {
                if (reverse.settingData() != null) {
                    reverse.settingData().toSettings(SETTING_DATA, false);
                }
            }
            case HostRequest.Plain ignored -> {}
            case HostRequest.Resynchronize ignored -> {}
            case HostRequest.Failover ignored -> {}
            case HostRequest.TestReplica ignored -> {}
        }
    }

    Prepared prepare(ReplicationMethod method, HostRequest request) {
        return switch (request) {
            case HostRequest.Plain ignored -> Prepared.of(new ReplicationCall.Plain(method));
            case HostRequest.WithSettings with -> {
                ReplicationSettings settings = settings(method, with);
                yield Prepared.of(
                        method == ReplicationMethod.CREATE_REPLICATION_RELATIONSHIP
                                ? new ReplicationCall.Create(settings)
                                : new ReplicationCall.Modify(settings));
            }
            case HostRequest.Reverse reverse -> Prepared.of(new ReplicationCall.Reverse(reversed(reverse)));
            case HostRequest.Start start -> start(start);
            case HostRequest.Resynchronize again ->
                Prepared.of(new ReplicationCall.Resynchronize(
                        again.startTime() == null ? null : again.startTime().instant(), again.includeSuspended()));
            case HostRequest.Failover failover -> {
                RecoveryPoints.Choice choice = points.choose(failover.collection(), failover.recoveryPoint());
                yield new Prepared(new ReplicationCall.InitiateFailover(choice.path()), List.of(), choice);
            }
            case HostRequest.TestReplica test -> {
                RecoveryPoints.Choice choice = points.choose(test.collection(), test.recoveryPoint());
                yield new Prepared(new ReplicationCall.TestReplica(choice.path()), List.of(), choice);
            }
        };
    }

    private static ReplicationSettings settings(ReplicationMethod method, HostRequest.WithSettings request) {
        return request.settingData()
                .toSettings(SETTING_DATA, method == ReplicationMethod.CREATE_REPLICATION_RELATIONSHIP);
    }

    /** The settings of the call, or the present ones turned round as Microsoft's sample does it (contract 2.4). */
    private ReplicationSettings reversed(HostRequest.Reverse request) {
        if (request.settingData() != null) {
            return request.settingData().toSettings(SETTING_DATA, false);
        }
        Observed seen = observer.get(request.collection(), EnumSet.of(Include.SETTINGS));
        ReplicationSettings present = seen.settings();
        String back = present == null ? null : present.primaryConnectionPoint();
        return new ReplicationSettings(
                null, null, null, null, null, back, null, null, null, null, null, null, null, null, null, null, null,
                null);
    }

    private Prepared start(HostRequest.Start request) {
        List<WarningAnswer> warnings = new ArrayList<>();
        String location = location(request, warnings);
        if (request.type() == InitialReplicationType.EXPORT && request.startTime() != null) {
            warnings.add(new WarningAnswer(
                    Reason.SETTING_IGNORED,
                    "The host ignores StartTime for an export (type 2): it begins at once.",
                    START_TIME));
        }
        return new Prepared(
                new ReplicationCall.Start(
                        request.type(),
                        location,
                        request.startTime() == null ? null : request.startTime().instant()),
                List.copyOf(warnings),
                null);
    }

    private @Nullable String location(HostRequest.Start request, List<WarningAnswer> warnings) {
        String given = request.exportLocation();
        boolean export = request.type() == InitialReplicationType.EXPORT;
        if (export && given == null) {
            throw Problem.invalid(
                            Reason.MISSING_MEMBER,
                            EXPORT_LOCATION,
                            EXPORT_LOCATION + " is required for an export (InitialReplicationType 2)")
                    .returnValue(ReturnCode.Known.INVALID_PARAMETER)
                    .hint("Write an absolute directory of the node that owns the virtual machines, such as"
                            + " C:\\ClusterStorage\\Volume1\\seed.")
                    .toException();
        }
        if (given == null || (!export && given.isEmpty())) {
            return null;
        }
        String location = exports.accept(given, EXPORT_LOCATION);
        if (!export) {
            warnings.add(new WarningAnswer(
                    Reason.SETTING_IGNORED,
                    "The host uses InitialReplicationExportLocation for an export (type 2) only.",
                    EXPORT_LOCATION));
        }
        return location;
    }
}
