// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

/** How long a changing call waits before it answers (design 3.2). */
public enum WaitFor {
    /** The operation is journalled and the first host call answered. */
    ACCEPTED,
    /** Every step is called and its job well ended; a schedule counts. */
    STARTED,
    /** The wanted state is reached and no copy or resynchronization runs. */
    SYNCHRONIZED
}
