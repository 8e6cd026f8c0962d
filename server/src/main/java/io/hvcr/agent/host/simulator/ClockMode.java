// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

/** How the time of a fabric passes (design 5). */
public enum ClockMode {
    /** As the machine's. */
    REALTIME,
    /** Faster or slower than the machine's. */
    SCALED,
    /** Only by {@code simulator.advance}. */
    STEPPED
}
