// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The methods that act on a recovery point: {@code InitiateFailover} and {@code TestReplicaCollection}. */
@Command
final class RecoveryPointCommand extends VerbCommand {

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    @Nullable
    Choice choice;

    @Option(
            names = "--acknowledge",
            paramLabel = "WORD",
            description = "For a failover without a planned one before it: unplanned. The primary may still be alive.")
    @Nullable
    String acknowledge;

    /** Which recovery point; the latest by default. */
    static final class Choice {
        @Option(names = "--recovery-point", paramLabel = "ID", description = "A recovery point by its id.")
        @Nullable
        String id;

        @Option(names = "--before", paramLabel = "TIME", description = "The last recovery point before this time.")
        @Nullable
        String before;

        @Option(
                names = "--latest",
                paramLabel = "KIND",
                description = "The latest of a kind, such as applicationConsistent.")
        @Nullable
        String latest;
    }

    RecoveryPointCommand(Terminal terminal, ReplicationMethod method) {
        super(terminal, method);
    }

    @Override
    protected void params(JsonObject.Builder params) {
        params.put("acknowledge", acknowledge);
        if (choice == null) {
            return;
        }
        params.put("CollectionRecoveryPoint", choice.id);
        if (choice.id == null) {
            params.put(
                    "CollectionRecoveryPoint",
                    Json.object()
                            .put("before", choice.before)
                            .put("latest", choice.latest)
                            .build());
        }
    }
}
