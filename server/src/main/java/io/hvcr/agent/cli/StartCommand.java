// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code StartReplication}: the initial replication over the network, by export, or from a seeded copy. */
@Command(name = "start", description = "Starts the initial replication (StartReplication), on the primary cluster.")
final class StartCommand extends VerbCommand {

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "network",
            description = "network (default), export or seeded.")
    String type = "network";

    @Option(
            names = "--export-location",
            paramLabel = "DIR",
            description =
                    "For an export: an existing directory on the host, such as C:\\ClusterStorage\\Volume1\\seed.")
    @Nullable
    String exportLocation;

    @Option(
            names = "--start-time",
            paramLabel = "TIME",
            description =
                    "When to start, with an offset: 2026-11-23T01:00:00Z. At most 7 days ahead; not for an export.")
    @Nullable
    String startTime;

    StartCommand(Terminal terminal) {
        super(terminal, ReplicationMethod.START_REPLICATION);
    }

    @Override
    protected void params(JsonObject.Builder params) {
        params.put("InitialReplicationType", type)
                .put("InitialReplicationExportLocation", exportLocation)
                .put("StartTime", startTime);
    }
}
