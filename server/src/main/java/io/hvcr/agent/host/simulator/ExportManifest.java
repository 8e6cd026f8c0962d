// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.json.Doc;
import java.time.Instant;
import java.util.List;

/**
 * The file that tells what lies in a machine's folder of an export.
 *
 * @param simulated always true: nobody shall take the folder for a real export
 * @param collectionId the collection
 * @param collectionName its name
 * @param virtualMachineId the machine
 * @param virtualMachineName its name
 * @param exportedAt when the export ended, by the fabric's clock
 * @param disks the disks that were copied
 */
record ExportManifest(
        @Doc("Always true: this is no real export.") boolean simulated,
        String collectionId,
        String collectionName,
        String virtualMachineId,
        String virtualMachineName,
        Instant exportedAt,
        List<Disk> disks) {

    /** One disk of the machine. */
    record Disk(String path, long bytes, boolean shared) {}

    ExportManifest {
        disks = List.copyOf(disks);
    }
}
