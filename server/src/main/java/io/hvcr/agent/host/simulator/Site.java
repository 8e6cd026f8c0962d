// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.util.Locale;

/** The two clusters of a fabric. Which of them sends is the business of each collection: a failover turns it round. */
public enum Site {
    PRIMARY,
    RECOVERY;

    /** The name on the command line and in documents. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Site other() {
        return this == PRIMARY ? RECOVERY : PRIMARY;
    }
}
