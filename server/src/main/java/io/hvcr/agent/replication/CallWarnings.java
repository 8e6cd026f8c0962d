// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import java.util.List;

/** What a caller of a host method should know although the host takes it (design 3.1). */
final class CallWarnings {

    private CallWarnings() {}

    static List<Warning> of(ReplicationCall call) {
        if (call instanceof ReplicationCall.Start start) {
            if (start.type() == InitialReplicationType.EXPORT) {
                return start.startTime() == null
                        ? List.of()
                        : List.of(new Warning(
                                Reason.SETTING_IGNORED,
                                "The host ignores StartTime for an export (InitialReplicationType 2): it begins at once.",
                                "StartTime"));
            }
            return start.exportLocation() == null
                    ? List.of()
                    : List.of(new Warning(
                            Reason.SETTING_IGNORED,
                            "The host uses InitialReplicationExportLocation for an export (InitialReplicationType 2) only.",
                            "InitialReplicationExportLocation"));
        }
        return call.method() == ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP
                ? List.of(Warning.of(
                        Reason.LEFTOVER_ON_OTHER_SIDE,
                        "Removal is this side only: call RemoveReplicationRelationship on the other side too."))
                : List.of();
    }
}
