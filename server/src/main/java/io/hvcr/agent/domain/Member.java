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
 */
public record Member(
        String id,
        String name,
        @Nullable String node,
        PowerState powerState,
        MemberState state,
        ReplicationHealth health) {

    /** Whether it is off, as planned failover and preparation for reversal demand of every member. */
    public boolean off() {
        return powerState == PowerState.Known.OFF;
    }
}
