// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.util.Objects;

/**
 * How the time of a new fabric passes, whatever its scenario says.
 *
 * @param mode how time passes
 * @param factor fabric seconds per real second, for a scaled clock; 1 otherwise
 */
public record FabricClock(ClockMode mode, double factor) {

    public FabricClock {
        Objects.requireNonNull(mode, "mode");
        if (!(factor > 0)) {
            throw new IllegalArgumentException("a factor is more than 0");
        }
    }
}
