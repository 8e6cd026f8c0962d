// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Guid.GUID;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/**
 * The functions of ole32 and oleaut32 that a WMI client needs, with pointers where jna-platform has structures: its
 * {@code VariantClear(VARIANT)} and {@code SafeArrayDestroy(SAFEARRAY)} read the structure again after it was freed.
 */
record Ole(Ole32 ole32, OleAut32 oleAut32) {

    /** Loads both libraries; fails on anything but Windows. */
    static Ole load() {
        return new Ole(Native.load("ole32", Ole32.class), Native.load("oleaut32", OleAut32.class));
    }

    /** Apartments, security and activation. */
    interface Ole32 extends StdCallLibrary {
        int CoInitializeEx(@Nullable Pointer reserved, int model);

        void CoUninitialize();

        int CoInitializeSecurity(
                @Nullable Pointer descriptor,
                int services,
                @Nullable Pointer service,
                @Nullable Pointer reserved,
                int authentication,
                int impersonation,
                @Nullable Pointer list,
                int capabilities,
                @Nullable Pointer reserved3);

        int CoSetProxyBlanket(
                Pointer proxy,
                int authenticationService,
                int authorizationService,
                @Nullable Pointer principal,
                int authentication,
                int impersonation,
                @Nullable Pointer identity,
                int capabilities);

        int CoCreateInstance(
                GUID classId, @Nullable Pointer outer, int context, GUID interfaceId, PointerByReference result);
    }

    /** Strings, variants, arrays and error information. */
    interface OleAut32 extends StdCallLibrary {
        @Nullable
        Pointer SysAllocStringLen(@Nullable Pointer text, int length);

        void SysFreeString(@Nullable Pointer bstr);

        int SysStringLen(@Nullable Pointer bstr);

        void VariantInit(Pointer variant);

        int VariantClear(Pointer variant);

        @Nullable
        Pointer SafeArrayCreateVector(short type, int lowerBound, int length);

        int SafeArrayDestroy(Pointer array);

        int SafeArrayGetDim(Pointer array);

        int SafeArrayGetLBound(Pointer array, int dimension, IntByReference bound);

        int SafeArrayGetUBound(Pointer array, int dimension, IntByReference bound);

        int SafeArrayAccessData(Pointer array, PointerByReference data);

        int SafeArrayUnaccessData(Pointer array);

        int GetErrorInfo(int reserved, PointerByReference info);

        int SetErrorInfo(int reserved, @Nullable Pointer info);
    }
}
