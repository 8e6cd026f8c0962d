// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.json.JsonTagged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a job still has to know of the call that started it, when its time comes. */
@JsonTagged("work")
sealed interface Work {

    /** Settings to work with: complete, laid over what was there. */
    record Configure(ReplicationSettings settings) implements Work {}

    /** A start of the initial replication; the directory is an export's. */
    record Start(InitialReplicationType type, @Nullable String directory) implements Work {}

    /** The recovery point that was chosen, by the time it was taken. */
    record ToPoint(Instant point, boolean planned) implements Work {}

    /** Nothing but the method. */
    record Plain() implements Work {}
}
