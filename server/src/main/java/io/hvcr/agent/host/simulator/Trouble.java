// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What keeps cycles or a copy from going on.
 *
 * @param cause what it is
 * @param since since when
 * @param criticalAt when the retries will be used up and the replication goes critical
 */
record Trouble(Cause cause, Instant since, @Nullable Instant criticalAt) {

    /** The causes, each with what statistics say of it. */
    enum Cause {
        LINK_DOWN("The Replica server cannot be reached"),
        OTHER_SIDE_FULL("The Replica server has no space left for the replica"),
        OTHER_SIDE_GONE("The Replica server has no replica of the collection any more"),
        OTHER_SIDE_FAILED_OVER("The replica has failed over and takes no more changes"),
        OTHER_SIDE_STOPPED("The replica is not in a valid replication state to receive changes"),
        OTHER_SIDE_SUSPENDED("Replication is paused on the Replica server"),
        OWN_DISK_FULL("The volume of the replica is full");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        boolean network() {
            return this == LINK_DOWN;
        }
    }

    Trouble withoutDeadline() {
        return new Trouble(cause, since, null);
    }
}
