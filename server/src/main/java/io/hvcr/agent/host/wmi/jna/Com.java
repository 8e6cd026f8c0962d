// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.platform.win32.Guid.GUID;

/** Numbers of COM and WMI that jna-platform does not have, and the slots of the interfaces (contract 4.2). */
final class Com {

    static final GUID CLSID_WBEM_LOCATOR = new GUID("{4590F811-1D3A-11D0-891F-00AA004B2E24}");
    static final GUID IID_WBEM_LOCATOR = new GUID("{DC12A687-737F-11CF-884D-00AA004B2E24}");
    static final GUID IID_WBEM_CLASS_OBJECT = new GUID("{DC12A681-737F-11CF-884D-00AA004B2E24}");
    static final GUID CLSID_WBEM_TEXT_SOURCE = new GUID("{8D1C559D-84F0-4BB3-A7D5-56A7435A9BA6}");
    static final GUID IID_WBEM_TEXT_SOURCE = new GUID("{BFBF883A-CAD7-11D3-A11B-00105A1F515A}");

    static final int CLSCTX_INPROC_SERVER = 1;
    static final int COINIT_MULTITHREADED = 0;
    static final int RPC_C_AUTHN_WINNT = 10;
    static final int RPC_C_AUTHZ_NONE = 0;
    static final int RPC_C_AUTHN_LEVEL_PKT_PRIVACY = 6;
    static final int RPC_C_IMP_LEVEL_IMPERSONATE = 3;
    static final int EOAC_NONE = 0;
    static final int RPC_E_TOO_LATE = 0x80010119;
    static final int E_NOINTERFACE = 0x80004002;

    static final int S_OK = 0;
    static final int WBEM_S_FALSE = 1;
    static final int WBEM_S_TIMEDOUT = 0x40004;
    static final int WBEM_FLAG_RETURN_IMMEDIATELY = 0x10;
    static final int WBEM_FLAG_FORWARD_ONLY = 0x20;
    static final int WBEM_FLAG_NONSYSTEM_ONLY = 0x40;
    static final int WBEM_FLAG_CONNECT_USE_MAX_WAIT = 0x80;
    static final int WBEM_FLAG_ENSURE_LOCATABLE = 0x100;

    static final int QUERY_INTERFACE = 0;
    static final int RELEASE = 2;
    static final int LOCATOR_CONNECT_SERVER = 3;
    static final int SERVICES_GET_OBJECT = 6;
    static final int SERVICES_EXEC_QUERY = 20;
    static final int SERVICES_EXEC_METHOD = 24;
    static final int OBJECT_GET = 4;
    static final int OBJECT_PUT = 5;
    static final int OBJECT_GET_NAMES = 7;
    static final int OBJECT_SPAWN_INSTANCE = 15;
    static final int OBJECT_GET_METHOD = 19;
    static final int ENUM_NEXT = 4;
    static final int RESULT_GET_OBJECT = 3;
    static final int RESULT_GET_STATUS = 6;
    static final int TEXT_GET_TEXT = 3;
    static final int ERROR_GET_DESCRIPTION = 5;

    private Com() {}

    static boolean failed(int hresult) {
        return hresult < 0;
    }
}
