// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The real oleaut32 with a ledger: every BSTR, VARIANT and SAFEARRAY that client and server make stands in it until it is freed, and
 * freeing what does not stand there is noted as a mistake.
 */
final class CountingOleAut implements Ole.OleAut32 {

    private final Ole.OleAut32 real;
    private final Map<Long, String> live = new ConcurrentHashMap<>();
    private final List<String> mistakes = new CopyOnWriteArrayList<>();

    CountingOleAut(Ole.OleAut32 real) {
        this.real = real;
    }

    /** What was made and not freed. */
    Map<Long, String> live() {
        return Map.copyOf(live);
    }

    /** What was freed twice, or was never made. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    private void made(@Nullable Pointer pointer, String what) {
        if (pointer != null && live.put(Pointer.nativeValue(pointer), what) != null) {
            mistakes.add("made twice: " + what);
        }
    }

    private void freed(@Nullable Pointer pointer, String what) {
        if (pointer != null && live.remove(Pointer.nativeValue(pointer)) == null) {
            mistakes.add("freed, but not alive: " + what);
        }
    }

    @Override
    public @Nullable Pointer SysAllocStringLen(@Nullable Pointer text, int length) {
        Pointer bstr = real.SysAllocStringLen(text, length);
        made(bstr, "BSTR of " + length);
        return bstr;
    }

    @Override
    public void SysFreeString(@Nullable Pointer bstr) {
        freed(bstr, "BSTR");
        real.SysFreeString(bstr);
    }

    @Override
    public int SysStringLen(@Nullable Pointer bstr) {
        return real.SysStringLen(bstr);
    }

    @Override
    public void VariantInit(Pointer variant) {
        made(variant, "VARIANT");
        real.VariantInit(variant);
    }

    @Override
    public int VariantClear(Pointer variant) {
        freed(variant, "VARIANT");
        short tag = variant.getShort(0);
        Pointer content = variant.getPointer(Variant.DATA);
        if (tag == Variant.VT_BSTR) {
            freed(content, "BSTR in a VARIANT");
        } else if ((tag & Variant.VT_ARRAY) != 0 && content != null) {
            forget(content, (short) (tag & ~Variant.VT_ARRAY));
        }
        return real.VariantClear(variant);
    }

    @Override
    public @Nullable Pointer SafeArrayCreateVector(short type, int lowerBound, int length) {
        Pointer array = real.SafeArrayCreateVector(type, lowerBound, length);
        made(array, "SAFEARRAY of " + type);
        return array;
    }

    @Override
    public int SafeArrayDestroy(Pointer array) {
        // Everything that is destroyed by itself, and not with its VARIANT, is an array of names.
        forget(array, Variant.VT_BSTR);
        return real.SafeArrayDestroy(array);
    }

    private void forget(Pointer array, short tag) {
        freed(array, "SAFEARRAY");
        if (tag != Variant.VT_BSTR) {
            return;
        }
        PointerByReference data = new PointerByReference();
        IntByReference upper = new IntByReference();
        real.SafeArrayGetUBound(array, 1, upper);
        real.SafeArrayAccessData(array, data);
        for (int i = 0; i <= upper.getValue(); i++) {
            freed(data.getValue().getPointer(8L * i), "BSTR in a SAFEARRAY");
        }
        real.SafeArrayUnaccessData(array);
    }

    @Override
    public int SafeArrayGetDim(Pointer array) {
        return real.SafeArrayGetDim(array);
    }

    @Override
    public int SafeArrayGetLBound(Pointer array, int dimension, IntByReference bound) {
        return real.SafeArrayGetLBound(array, dimension, bound);
    }

    @Override
    public int SafeArrayGetUBound(Pointer array, int dimension, IntByReference bound) {
        return real.SafeArrayGetUBound(array, dimension, bound);
    }

    @Override
    public int SafeArrayAccessData(Pointer array, PointerByReference data) {
        return real.SafeArrayAccessData(array, data);
    }

    @Override
    public int SafeArrayUnaccessData(Pointer array) {
        return real.SafeArrayUnaccessData(array);
    }

    @Override
    public int GetErrorInfo(int reserved, PointerByReference info) {
        return real.GetErrorInfo(reserved, info);
    }

    @Override
    public int SetErrorInfo(int reserved, @Nullable Pointer info) {
        return real.SetErrorInfo(reserved, info);
    }
}
