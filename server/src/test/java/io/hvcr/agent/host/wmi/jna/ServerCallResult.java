// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** IWbemCallResult: says "not yet" as often as the test wants, then hands over once. */
final class ServerCallResult extends ServerObject {

    private final String name;
    private @Nullable Delivery delivery;
    private final int status;
    private int notYet;

    ServerCallResult(ComServer server, String name, Delivery delivery) {
        super(server, ComServer.IID_CALL_RESULT, server.vtables().callResult());
        this.name = name;
        this.delivery = delivery;
        this.status = delivery.status();
        this.notYet = server.faults().timeouts();
    }

    @Override
    boolean isProxy() {
        return true;
    }

    synchronized int callStatus(int millis, Pointer out) {
        if (notYet > 0 || server().faults().hangs(name)) {
            notYet--;
            server().faults().pass(millis);
            return Com.WBEM_S_TIMEDOUT;
        }
        out.setInt(0, status);
        return Com.S_OK;
    }

    synchronized int resultObject(Pointer out) {
        if (delivery == null) {
            server().mistake("the result of " + name + " was taken twice");
            return Com.S_OK;
        }
        Delivery taken = delivery;
        delivery = null;
        return taken.handOver(server(), out);
    }

    @Override
    synchronized void released() {
        if (delivery != null && delivery.object() != null) {
            delivery.object().release();
        }
    }
}
