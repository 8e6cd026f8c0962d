// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong in a session into what the port knows. */
final class HostFaults {

    private HostFaults() {}

    /** Of a read: it can be repeated, so nothing about it is ever unknown. */
    static HostException read(WmiFault fault) {
        return new HostException(
                switch (fault) {
                    case WmiFault.Denied d -> new HostFault.Denied(operation(d), text(d), hresult(d));
                    case WmiFault.Missing m -> new HostFault.Missing(operation(m), text(m), hresult(m));
                    case WmiFault.Unavailable u -> new HostFault.Unavailable(operation(u), text(u), hresult(u));
                    case WmiFault.Cut c -> new HostFault.Unavailable(operation(c), text(c), hresult(c));
                    case WmiFault.Absent a -> absent(a);
                    case WmiFault.Misused m -> new HostFault.Refused(operation(m), text(m), hresult(m));
                    case WmiFault.Failed f -> new HostFault.Refused(operation(f), text(f), hresult(f));
                });
    }

    /**
     * Of a call that changes something. Where the provider failed inside the call, or the call was cut off, it may have taken
     * effect: only the state can tell (contract 4.8).
     */
    static HostException changing(WmiFault fault) {
        return switch (fault) {
            case WmiFault.Cut cut -> unknown(cut);
            case WmiFault.Failed failed -> failed.detail().sent() ? unknown(failed) : read(failed);
            case WmiFault.Denied denied -> read(denied);
            case WmiFault.Missing missing -> read(missing);
            case WmiFault.Unavailable unavailable -> read(unavailable);
            case WmiFault.Absent absent -> read(absent);
            case WmiFault.Misused misused -> read(misused);
        };
    }

    /** An answer that cannot be understood: a read is refused, the outcome of a changing call is unknown. */
    static HostException unreadable(String operation, String what, boolean changing) {
        return new HostException(
                changing
                        ? new HostFault.OutcomeUnknown(operation, what, null)
                        : new HostFault.Refused(operation, what, null));
    }

    /** A host without the namespace is no host at all; a missing class or method is a refusal. */
    private static HostFault absent(WmiFault.Absent fault) {
        return fault.detail().hresult() == WmiStatus.INVALID_NAMESPACE.hresult()
                ? new HostFault.Absent(operation(fault), text(fault), hresult(fault))
                : new HostFault.Refused(operation(fault), text(fault), hresult(fault));
    }

    private static HostException unknown(WmiFault fault) {
        return new HostException(new HostFault.OutcomeUnknown(operation(fault), text(fault), hresult(fault)));
    }

    private static String operation(WmiFault fault) {
        return fault.detail().operation();
    }

    private static String text(WmiFault fault) {
        String path = fault.detail().path();
        return path == null || path.toLowerCase(Locale.ROOT).startsWith("select")
                ? fault.explanation()
                : fault.explanation() + " [" + path + "]";
    }

    private static @Nullable Integer hresult(WmiFault fault) {
        return fault.detail().hresult();
    }
}
