// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.List;

/**
 * A disk attached to one member or, shared, to several (contract 3.4, 3.12).
 *
 * @param reference how {@code IncludedDisks} names it, with its file
 * @param memberIds the ids of the virtual machines that have it attached
 */
public record VirtualDisk(DiskReference reference, List<String> memberIds) {

    public VirtualDisk {
        memberIds = List.copyOf(memberIds);
    }

    /** Whether several members share it, as the nodes of a guest cluster do. */
    public boolean shared() {
        return memberIds.size() > 1;
    }
}
