// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Pointer;
import io.hvcr.agent.host.wmi.WmiException;
import io.hvcr.agent.host.wmi.WmiObject;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** IEnumWbemClassObject: runs its query at the first Next, hands out at most three rows at once, and breaks off where told to. */
final class ServerRowset extends ServerObject {

    private static final int MOST = 3;

    private final Supplier<List<WmiObject>> query;
    private @Nullable List<WmiObject> rows;
    private int at;
    private int notYet;

    ServerRowset(ComServer server, Supplier<List<WmiObject>> query) {
        super(server, ComServer.IID_ENUM, server.vtables().rowset());
        this.query = query;
        this.notYet = server.faults().timeouts();
    }

    @Override
    boolean isProxy() {
        return true;
    }

    synchronized int next(int millis, int count, Pointer out, Pointer returned) {
        returned.setInt(0, 0);
        if (notYet > 0) {
            notYet--;
            server().faults().pass(millis);
            return Com.WBEM_S_TIMEDOUT;
        }
        if (rows == null) {
            try {
                rows = query.get();
            } catch (WmiException e) {
                server().leaveWords(e.fault().detail());
                return e.fault().detail().hresult();
            }
        }
        int broken = server().faults().rowsetError(at);
        if (broken != 0) {
            return broken;
        }
        int handed = 0;
        while (handed < Math.min(count, MOST) && at < rows.size()) {
            out.setPointer(8L * handed++, new ServerClassObject(server(), rows.get(at++), null).pointer());
        }
        returned.setInt(0, handed);
        return handed < count && at == rows.size() ? Com.WBEM_S_FALSE : handed < count ? Com.WBEM_S_TIMEDOUT : Com.S_OK;
    }
}
