// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import java.util.Objects;

/** Carries a {@link HostFault} out of the port. */
public final class HostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HostFault fault;

    public HostException(HostFault fault) {
        super(fault.operation() + ": " + fault.text());
        this.fault = Objects.requireNonNull(fault, "fault");
    }

    public HostFault fault() {
        return fault;
    }
}
