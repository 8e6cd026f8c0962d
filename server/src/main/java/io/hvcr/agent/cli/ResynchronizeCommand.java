// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code Resynchronize}: compares the disks and sends the differences; deletes the recovery points of the other side. */
@Command(
        name = "resynchronize",
        description = "Compares the disks block by block and sends the differences. Recovery points are deleted.")
final class ResynchronizeCommand extends VerbCommand {

    @Option(names = "--start-time", paramLabel = "TIME", description = "When to start, with an offset; now by default.")
    @Nullable
    String startTime;

    @Option(names = "--include-suspended", description = "Also take members whose replication is suspended.")
    boolean includeSuspended;

    ResynchronizeCommand(Terminal terminal) {
        super(terminal, ReplicationMethod.RESYNCHRONIZE);
    }

    @Override
    protected void params(JsonObject.Builder params) {
        params.put("StartTime", startTime).put("IncludeSuspended", includeSuspended);
    }
}
