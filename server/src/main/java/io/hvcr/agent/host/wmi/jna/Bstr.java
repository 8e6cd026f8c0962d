// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A BSTR of ours, freed by closing it. Every UTF-16 unit is kept, lone surrogates and zeroes too. */
final class Bstr implements AutoCloseable {

    private final Ole.OleAut32 api;
    private @Nullable Pointer bstr;

    Bstr(Ole.OleAut32 api, String text) {
        this.api = api;
        this.bstr = allocate(api, text);
    }

    /** A BSTR that its receiver frees. */
    static Pointer allocate(Ole.OleAut32 api, String text) {
        // One unit more, because a Memory of size zero cannot be had.
        Memory units = new Memory(2L * (text.length() + 1));
        units.getByteBuffer(0, units.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asCharBuffer()
                .put(text);
        Pointer bstr = api.SysAllocStringLen(units, text.length());
        if (bstr == null) {
            throw new OutOfMemoryError("SysAllocStringLen of " + text.length() + " characters");
        }
        return bstr;
    }

    /** The text of a BSTR that somebody else owns; null is the empty string. */
    static String read(Ole.OleAut32 api, @Nullable Pointer bstr) {
        if (bstr == null) {
            return "";
        }
        int length = api.SysStringLen(bstr);
        return ByteBuffer.wrap(bstr.getByteArray(0, length * 2))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asCharBuffer()
                .toString();
    }

    /** The text of a BSTR that a call handed to us; it is freed. */
    static String take(Ole.OleAut32 api, @Nullable Pointer bstr) {
        try {
            return read(api, bstr);
        } finally {
            api.SysFreeString(bstr);
        }
    }

    Pointer pointer() {
        if (bstr == null) {
            throw new IllegalStateException("the BSTR was freed");
        }
        return bstr;
    }

    @Override
    public void close() {
        api.SysFreeString(bstr);
        bstr = null;
    }
}
