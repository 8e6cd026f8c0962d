// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Guid.GUID;
import com.sun.jna.ptr.PointerByReference;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reference to a COM object: calls go through its vtable, closing releases it once. Used on one thread only. */
final class ComRef implements AutoCloseable {

    private final Pointer self;
    private boolean released;

    ComRef(Pointer self) {
        this.self = Objects.requireNonNull(self, "self");
    }

    /** The reference that a call put into an out-parameter, or nothing where it left it null. */
    static Optional<ComRef> from(PointerByReference out) {
        Pointer pointer = out.getValue();
        return pointer == null ? Optional.empty() : Optional.of(new ComRef(pointer));
    }

    Pointer pointer() {
        if (released) {
            throw new IllegalStateException("the COM object was released");
        }
        return self;
    }

    /** Calls a method; the object itself goes first among the arguments. */
    int call(int slot, @Nullable Object... arguments) {
        @Nullable Object[] all = new @Nullable Object[arguments.length + 1];
        all[0] = pointer();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return method(slot).invokeInt(all);
    }

    /** Another interface of the object, a reference of its own. */
    Optional<ComRef> queryInterface(GUID interfaceId) {
        PointerByReference out = new PointerByReference();
        int hresult = call(Com.QUERY_INTERFACE, interfaceId, out);
        return Com.failed(hresult) ? Optional.empty() : from(out);
    }

    @Override
    public void close() {
        if (!released) {
            Function release = method(Com.RELEASE);
            released = true;
            release.invokeInt(new Object[] {self});
        }
    }

    private Function method(int slot) {
        Pointer vtable = self.getPointer(0);
        return Function.getFunction(vtable.getPointer((long) slot * Native.POINTER_SIZE), Function.ALT_CONVENTION);
    }
}
