// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code Msvm_SharedDiskSetReplicationRelationship}: the replication of the disks that members share (contract 3.7).
 *
 * @param state numbered as a member's
 * @param health its health
 * @param lastReplicationTime when it was last replicated
 * @param lastApplyTime when a delta was last applied
 * @param lastReplicationType what kind of delta was sent or received last, where the host tells
 */
public record SharedDiskSet(
        MemberState state,
        ReplicationHealth health,
        @Nullable Instant lastReplicationTime,
        @Nullable Instant lastApplyTime,
        @Nullable LastReplicationType lastReplicationType) {

    /** A set of which the kind of the last delta is not known. */
    public SharedDiskSet(
            MemberState state,
            ReplicationHealth health,
            @Nullable Instant lastReplicationTime,
            @Nullable Instant lastApplyTime) {
        this(state, health, lastReplicationTime, lastApplyTime, null);
    }
}
