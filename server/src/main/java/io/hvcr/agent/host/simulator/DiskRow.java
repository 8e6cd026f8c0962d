// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.util.List;
import java.util.Locale;

/**
 * A virtual disk.
 *
 * @param instanceId how {@code IncludedDisks} names it (contract 3.4)
 * @param path its file on the host
 * @param bytes how much of it is used
 * @param memberIds the machines that have it attached
 */
record DiskRow(String instanceId, String path, long bytes, List<String> memberIds) {

    DiskRow {
        memberIds = List.copyOf(memberIds);
    }

    boolean shared() {
        return memberIds.size() > 1;
    }

    /** Whether collection replication takes it: shared disks have to be VHD Sets (contract 1.1). */
    boolean replicable() {
        return !shared() || path.toLowerCase(Locale.ROOT).endsWith(".vhds");
    }

    boolean isMeantBy(String reference) {
        return instanceId.equalsIgnoreCase(reference) || path.equalsIgnoreCase(reference);
    }
}
