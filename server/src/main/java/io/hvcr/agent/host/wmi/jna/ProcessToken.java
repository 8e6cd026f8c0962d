// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Secur32;
import com.sun.jna.platform.win32.Secur32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinNT.PSIDByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import io.hvcr.agent.host.ProcessRights;
import org.jspecify.annotations.Nullable;

/**
 * Asks Windows which rights this process has. Membership is asked of the access token and not of the account: a group that User
 * Account Control has set to "deny only" is listed in the token, and yet grants nothing.
 */
final class ProcessToken {

    private static final String LOCAL_SYSTEM = "S-1-5-18";
    private static final String ADMINISTRATORS = "S-1-5-32-544";
    private static final String HYPER_V_ADMINISTRATORS = "S-1-5-32-578";

    /** What jna-platform lacks. */
    interface Membership extends StdCallLibrary {
        /** With no token it asks that of the calling thread's process. */
        boolean CheckTokenMembership(@Nullable Pointer token, Pointer sid, IntByReference member);
    }

    private final Membership membership;

    private ProcessToken(Membership membership) {
        this.membership = membership;
    }

    static ProcessRights rights() {
        ProcessToken token = new ProcessToken(Native.load("advapi32", Membership.class, W32APIOptions.DEFAULT_OPTIONS));
        return new ProcessRights(
                account(),
                elevated(),
                token.has(ADMINISTRATORS),
                token.has(HYPER_V_ADMINISTRATORS),
                token.has(LOCAL_SYSTEM));
    }

    private static String account() {
        try {
            return Secur32Util.getUserNameEx(Secur32.EXTENDED_NAME_FORMAT.NameSamCompatible);
        } catch (Win32Exception noDomainName) {
            return System.getProperty("user.name", "unknown");
        }
    }

    private static boolean elevated() {
        try {
            return Advapi32Util.isCurrentProcessElevated();
        } catch (Win32Exception unknown) {
            return false;
        }
    }

    private boolean has(String sid) {
        PSIDByReference converted = new PSIDByReference();
        if (!Advapi32.INSTANCE.ConvertStringSidToSid(sid, converted)) {
            return false;
        }
        Pointer pointer = converted.getPointer().getPointer(0);
        try {
            IntByReference member = new IntByReference();
            return membership.CheckTokenMembership(null, pointer, member) && member.getValue() != 0;
        } finally {
            Kernel32.INSTANCE.LocalFree(pointer);
        }
    }
}
