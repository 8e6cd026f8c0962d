// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.util.Objects;

/** Carries a {@link WmiFault} out of a session. */
public final class WmiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient WmiFault fault;

    public WmiException(WmiFault fault) {
        super(fault.message());
        this.fault = Objects.requireNonNull(fault, "fault");
    }

    public WmiFault fault() {
        return fault;
    }
}
