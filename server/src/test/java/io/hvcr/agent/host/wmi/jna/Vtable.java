// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.win32.StdCallLibrary.StdCallCallback;
import java.util.ArrayList;
import java.util.List;

/**
 * A vtable made of JNA callbacks. On 64-bit Windows every argument is one 8-byte slot, whatever its type, so all methods can be
 * written with longs; the upper half of a 32-bit argument is undefined and has to be cut off.
 */
final class Vtable {

    /** Methods by their number of arguments, the object itself included. */
    interface Fn1 extends StdCallCallback {
        int invoke(long self);
    }

    interface Fn2 extends StdCallCallback {
        int invoke(long self, long a);
    }

    interface Fn3 extends StdCallCallback {
        int invoke(long self, long a, long b);
    }

    interface Fn5 extends StdCallCallback {
        int invoke(long self, long a, long b, long c, long d);
    }

    interface Fn6 extends StdCallCallback {
        int invoke(long self, long a, long b, long c, long d, long e);
    }

    interface Fn8 extends StdCallCallback {
        int invoke(long self, long a, long b, long c, long d, long e, long f, long g);
    }

    interface Fn9 extends StdCallCallback {
        int invoke(long self, long a, long b, long c, long d, long e, long f, long g, long h);
    }

    private final Memory slots;
    // The collector must not take a callback that native code may still call.
    private final List<Callback> kept = new ArrayList<>();

    Vtable(int size, Fn1 notImplemented) {
        slots = new Memory((long) size * Native.POINTER_SIZE);
        for (int i = 0; i < size; i++) {
            slot(i, notImplemented);
        }
    }

    Vtable slot(int index, Callback method) {
        kept.add(method);
        slots.setPointer((long) index * Native.POINTER_SIZE, CallbackReference.getFunctionPointer(method));
        return this;
    }

    Pointer pointer() {
        return slots;
    }
}
