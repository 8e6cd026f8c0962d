// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * A mishap that waits for its victim.
 *
 * @param number its place in the order in which faults were asked for
 * @param mishap what is to happen
 * @param times how many more times
 */
record PlannedFault(long number, Mishap mishap, int times) implements StoredRow {

    @Override
    public Kind kind() {
        return Kind.FAULT;
    }

    @Override
    public String key() {
        return Long.toString(number);
    }

    @Override
    public Optional<Instant> due() {
        return Optional.empty();
    }
}
