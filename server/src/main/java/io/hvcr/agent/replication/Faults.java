// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.host.HostException;
import java.util.function.Supplier;

/** The border between the port's exceptions and ours: what a read of the host throws becomes a problem. */
final class Faults {

    private Faults() {}

    static <T> T translated(Supplier<T> read) {
        try {
            return read.get();
        } catch (HostException e) {
            throw HostFaults.problem(e.fault()).toException();
        }
    }
}
