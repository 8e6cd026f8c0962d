// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import org.jspecify.annotations.Nullable;

/**
 * A virtual machine of a collection.
 *
 * @param id {@code Msvm_ComputerSystem.Name}, a GUID
 * @param name the display name
 * @param node the cluster node that owns it, where the host tells
 * @param powerState whether it runs
 * @param state its own replication state, numbered differently from a collection's (contract 3.8)
 * @param health its own replication health
 * @param lastReplicationType what kind of delta it sent or received last, where the host tells
 */
public record Member(
        String id,
        String name,
        @Nullable String node,
        PowerState powerState,
        MemberState state,
        ReplicationHealth health,
        @Nullable LastReplicationType lastReplicationType) {

    /** A member of which the kind of the last delta is not known. */
    public Member(
            String id,
            String name,
            @Nullable String node,
            PowerState powerState,
            MemberState state,
            ReplicationHealth health) {
        this(id, name, node, powerState, state, health, null);
    }

    /** Whether it is off, as planned failover and preparation for reversal demand of every member. */
    public boolean off() {
        return powerState == PowerState.Known.OFF;
    }
}
