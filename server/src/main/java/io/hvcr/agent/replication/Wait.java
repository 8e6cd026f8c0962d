// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

/** What a caller waits for, and therefore how long an operation lasts (design 3.2). */
public enum Wait {
    /** The operation is journalled, and the first host call answered. */
    ACCEPTED,
    /** Every step was called and its job ended well; a schedule counts. */
    STARTED,
    /** The wanted state is there and no copy or resynchronization runs. Not for an export, which waits for people. */
    SYNCHRONIZED
}
