// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code Msvm_VirtualSystemCollection} (PowerShell: VM group) as one query answers it (contract 3.2).
 *
 * @param ref id and name
 * @param path the object path exactly as the host answered it
 * @param kind whether it holds virtual machines or other groups
 * @param mode the part it plays in replication here
 * @param state its replication state
 * @param failoverType whether the last failover here was planned
 * @param lastApplyTime when a delta was last applied, on the recovery side
 * @param lastApplyConsistency how consistent that delta was
 */
public record HostCollection(
        CollectionRef ref,
        String path,
        Kind kind,
        CollectionMode mode,
        CollectionState state,
        FailoverType failoverType,
        @Nullable Instant lastApplyTime,
        ConsistencyLevel lastApplyConsistency) {

    /** What a group holds (contract 1.2): only groups of virtual machines can be replicated. */
    public enum Kind {
        VIRTUAL_SYSTEMS,
        MANAGEMENT
    }

    public HostCollection {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(state, "state");
    }

    public CollectionId id() {
        return ref.id();
    }

    public Side side() {
        return Side.of(mode);
    }
}
