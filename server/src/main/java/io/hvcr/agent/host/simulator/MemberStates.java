// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.MemberState.Known.COMMITTED;
import static io.hvcr.agent.domain.MemberState.Known.CRITICAL;
import static io.hvcr.agent.domain.MemberState.Known.DISABLED;
import static io.hvcr.agent.domain.MemberState.Known.DISK_UPDATE_IN_PROGRESS;
import static io.hvcr.agent.domain.MemberState.Known.FAILOVER_IN_PROGRESS;
import static io.hvcr.agent.domain.MemberState.Known.PREPARED_FOR_GROUP_REVERSE;
import static io.hvcr.agent.domain.MemberState.Known.PREPARED_FOR_SYNC_REPLICATION;
import static io.hvcr.agent.domain.MemberState.Known.READY;
import static io.hvcr.agent.domain.MemberState.Known.RECOVERED;
import static io.hvcr.agent.domain.MemberState.Known.REPLICATING;
import static io.hvcr.agent.domain.MemberState.Known.REPURPOSE_IN_PROGRESS;
import static io.hvcr.agent.domain.MemberState.Known.RESYNCHRONIZATION_SUSPENDED;
import static io.hvcr.agent.domain.MemberState.Known.RESYNCHRONIZING;
import static io.hvcr.agent.domain.MemberState.Known.SUSPENDED;
import static io.hvcr.agent.domain.MemberState.Known.SYNCED_REPLICATION_COMPLETE;
import static io.hvcr.agent.domain.MemberState.Known.WAITING_INITIAL_REPLICATION;
import static io.hvcr.agent.domain.MemberState.Known.WAITING_RESYNCHRONIZATION;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.Side;
import java.util.List;

/** The replication state of a member or of the shared disks, which follows from the collection's (contract 3.8, 5.2 and 5.3). */
final class MemberStates {

    private MemberStates() {}

    /** The state that all members have which no partial result left behind. */
    static MemberState of(CollectionRow row, List<JobRow> jobs) {
        if (row.side() == Side.NONE || row.side() == Side.TEST || row.replication() == null) {
            return DISABLED;
        }
        if (jobs.stream().anyMatch(job -> job.running() && job.role() == JobRow.Role.DISK_UPDATE)) {
            return DISK_UPDATE_IN_PROGRESS;
        }
        if (jobs.stream().anyMatch(MemberStates::preparesPlannedFailover)) {
            return PREPARED_FOR_SYNC_REPLICATION;
        }
        if (!(row.state() instanceof CollectionState.Known known)) {
            return MemberState.Known.UNKNOWN;
        }
        Replication replication = row.replicated();
        return switch (known) {
            case DISABLED -> DISABLED;
            case READY, PARTIALLY_ENABLED -> READY;
            case WAITING_INITIAL_REPLICATION ->
                replication.prepared() ? PREPARED_FOR_GROUP_REVERSE : WAITING_INITIAL_REPLICATION;
            case REPLICATING, TEST_FAILOVER_INITIATED, PARTIALLY_DISABLED -> REPLICATING;
            case FAILOVER_INITIATED -> FAILOVER_IN_PROGRESS;
            case RECOVERED, PARTIALLY_RECOVERED -> RECOVERED;
            case COMMITTED -> COMMITTED;
            case SUSPENDED ->
                replication.before() == CollectionState.Known.RESYNCHRONIZING ? RESYNCHRONIZATION_SUSPENDED : SUSPENDED;
            case CRITICAL -> CRITICAL;
            case WAITING_RESYNCHRONIZATION -> WAITING_RESYNCHRONIZATION;
            case RESYNCHRONIZING -> RESYNCHRONIZING;
            case PLANNED_FAILOVER_INITIATED -> SYNCED_REPLICATION_COMPLETE;
            case REPURPOSE_INITIATED -> REPURPOSE_IN_PROGRESS;
        };
    }

    private static boolean preparesPlannedFailover(JobRow job) {
        return job.running() && job.method() == ReplicationMethod.INITIATE_PLANNED_FAILOVER;
    }
}
