// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import io.hvcr.agent.host.wmi.WmiException;
import io.hvcr.agent.host.wmi.WmiFault;
import io.hvcr.agent.host.wmi.WmiStatus;
import org.jspecify.annotations.Nullable;

/** One call of the session on its way: what it does, until when, and whether the host may have taken it already. */
final class Call {

    private final String operation;
    private final @Nullable String path;
    private final Deadline deadline;
    private volatile boolean sent;

    Call(String operation, @Nullable String path, Deadline deadline) {
        this.operation = operation;
        this.path = path;
        this.deadline = deadline;
    }

    /** The same, as far as it is about something else: what fails on the way is said of that. */
    Call on(String other) {
        return new Call(operation, other, deadline);
    }

    Deadline deadline() {
        return deadline;
    }

    /** From here on the host may carry the call out. */
    void markSent() {
        sent = true;
    }

    boolean sent() {
        return sent;
    }

    WmiException failed(int hresult, @Nullable String text) {
        return new WmiException(WmiFault.of(operation, path, hresult, text, sent));
    }

    WmiException failed(WmiStatus status, @Nullable String text) {
        return failed(status.hresult(), text);
    }

    /** Throws where the time is over. */
    void checkTime() {
        if (deadline.over()) {
            throw failed(WmiStatus.TIMED_OUT, null);
        }
    }
}
