// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.host.HostFault;
import java.util.Locale;

/** The management layer's failures as the port reports them (contract 4.8). */
final class LayerFaults {

    private LayerFaults() {}

    static HostFault of(String operation, Mishap.Faults mishap, String node) {
        Integer hresult = mishap.hresult() == null ? usual(mishap.fault()) : mishap.hresult();
        String text = mishap.text() == null ? text(mishap.fault(), hresult) : mishap.text();
        return switch (mishap.fault()) {
            case UNAVAILABLE -> new HostFault.Unavailable(operation, text, hresult);
            case DENIED -> new HostFault.Denied(operation, text, hresult);
            case MISSING -> new HostFault.Missing(operation, text, hresult);
            case OUTCOME_UNKNOWN -> new HostFault.OutcomeUnknown(operation, text, hresult);
            case WRONG_NODE ->
                new HostFault.WrongNode(
                        operation, text, hresult, mishap.ownerNode() == null ? node : mishap.ownerNode());
            case REFUSED, SLOW -> new HostFault.Refused(operation, text, hresult);
        };
    }

    private static int usual(Mishap.LayerFault fault) {
        return switch (fault) {
            case UNAVAILABLE -> 0x80041013;
            case DENIED -> 0x80041003;
            case MISSING -> 0x80041002;
            case OUTCOME_UNKNOWN -> 0x80041069;
            case WRONG_NODE -> 0x80041001;
            case REFUSED, SLOW -> 0x80041001;
        };
    }

    private static String text(Mishap.LayerFault fault, int hresult) {
        String words = switch (fault) {
            case UNAVAILABLE -> "the Hyper-V management service is not running";
            case DENIED -> "access denied; the account is not a Hyper-V administrator";
            case MISSING -> "not found";
            case OUTCOME_UNKNOWN -> "the call timed out; it may or may not have taken effect";
            case WRONG_NODE -> "the collection is owned by another node";
            case REFUSED, SLOW -> "the call failed";
        };
        return words + String.format(Locale.ROOT, " (0x%08X)", hresult);
    }
}
