// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import java.time.Duration;

/**
 * How the session calls.
 *
 * @param threads how many calls may run side by side
 * @param callTimeout how long a call may take, from the moment it is asked for
 * @param semisynchronous whether calls answer at once and are then waited for, which alone lets a call time out without losing
 *     its thread; synchronous is for hosts that know no other way
 * @param stuckLimit how many threads may hang in calls that never return before new calls are refused
 */
public record ComOptions(int threads, Duration callTimeout, boolean semisynchronous, int stuckLimit) {

    public static final ComOptions DEFAULTS = new ComOptions(3, Duration.ofSeconds(60), true, 8);

    public ComOptions {
        if (threads < 1 || stuckLimit < 1 || callTimeout.isNegative() || callTimeout.isZero()) {
            throw new IllegalArgumentException("threads, stuckLimit and callTimeout are positive");
        }
    }
}
