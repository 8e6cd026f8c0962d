// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Pointer;
import io.hvcr.agent.host.wmi.WmiException;
import io.hvcr.agent.host.wmi.WmiFault;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a call came to: an object, or the fault that the fabric reported. */
record Delivery(@Nullable ServerClassObject object, WmiFault.@Nullable Detail fault) {

    static Delivery of(Supplier<ServerClassObject> work) {
        try {
            return new Delivery(work.get(), null);
        } catch (WmiException e) {
            return new Delivery(null, e.fault().detail());
        }
    }

    int status() {
        return fault == null ? Com.S_OK : fault.hresult();
    }

    /** Gives the object, with a reference for the client, or the error with its words. */
    int handOver(ComServer server, Pointer target) {
        if (fault != null) {
            server.leaveWords(fault);
            return fault.hresult();
        }
        if (object != null) {
            object.addReference();
            target.setPointer(0, object.pointer());
            object.release();
        }
        return Com.S_OK;
    }
}
