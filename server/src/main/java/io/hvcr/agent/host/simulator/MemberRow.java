// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.PowerState;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine of a collection on one site.
 *
 * @param id its GUID, the same on both sites
 * @param name its display name
 * @param node the node that owns it
 * @param power whether it runs
 * @param locked whether a planned failover keeps it from starting
 * @param highlyAvailable whether it is a clustered role
 * @param replicatedAlone whether it has a replication relationship of its own already
 * @param left the number of the replication state in which a partial result left it, apart from the others
 */
record MemberRow(
        String id,
        String name,
        String node,
        PowerState power,
        boolean locked,
        boolean highlyAvailable,
        boolean replicatedAlone,
        @Nullable Integer left) {

    boolean off() {
        return power == PowerState.Known.OFF;
    }

    MemberRow with(PowerState changed) {
        return new MemberRow(id, name, node, changed, locked, highlyAvailable, replicatedAlone, left);
    }

    MemberRow withLock(boolean changed) {
        return new MemberRow(id, name, node, power, changed, highlyAvailable, replicatedAlone, left);
    }

    MemberRow left(@Nullable Integer changed) {
        return new MemberRow(id, name, node, power, locked, highlyAvailable, replicatedAlone, changed);
    }

    /** Whether a caller's word means this machine: its id or its name, in any case. */
    boolean isMeantBy(String word) {
        return id.equalsIgnoreCase(word) || name.equalsIgnoreCase(word);
    }
}
