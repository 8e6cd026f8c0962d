// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A COM object of the test server: a vtable pointer that native code sees, and a count of references. */
abstract class ServerObject {

    private final ComServer server;
    private final String interfaceId;
    private final Memory self;
    private final AtomicInteger references = new AtomicInteger(1);
    private volatile boolean protectedByBlanket;

    ServerObject(ComServer server, String interfaceId, Vtable vtable) {
        this.server = server;
        this.interfaceId = interfaceId;
        this.self = new Memory(8);
        self.setPointer(0, vtable.pointer());
        server.register(this);
    }

    final ComServer server() {
        return server;
    }

    final Pointer pointer() {
        return self;
    }

    final long address() {
        return Pointer.nativeValue(self);
    }

    /** Whether the client has to put a blanket on it before its first call. */
    boolean isProxy() {
        return false;
    }

    final boolean isProtected() {
        return protectedByBlanket;
    }

    final void protect() {
        protectedByBlanket = true;
    }

    int addReference() {
        return references.incrementAndGet();
    }

    final int release() {
        int left = references.decrementAndGet();
        if (left == 0) {
            server.forget(this);
            released();
        }
        return left;
    }

    /** Lets go of what the object holds. */
    void released() {}

    /** The pointer of another interface, with a reference; null where there is none. */
    @Nullable
    Pointer query(String wanted) {
        if (wanted.equals(interfaceId) || wanted.equals(ComServer.IID_UNKNOWN)) {
            addReference();
            return pointer();
        }
        if (wanted.equals(ComServer.IID_CLIENT_SECURITY) && isProxy()) {
            return new ServerSecurity(server, this).pointer();
        }
        return null;
    }
}
