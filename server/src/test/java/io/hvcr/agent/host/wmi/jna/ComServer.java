// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Guid.GUID;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import io.hvcr.agent.host.wmi.FabricWmi;
import io.hvcr.agent.host.wmi.WmiFault;
import io.hvcr.agent.host.wmi.WmiSchema;
import io.hvcr.agent.host.wmi.WmiStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * WMI in this process, played strictly: real vtables, VARIANTs, BSTRs and SAFEARRAYs, and a fabric behind them that knows what the
 * answers are. This class and its kin add only what COM adds: they refuse a thread outside the multithreaded apartment, a proxy
 * without its blanket, a VARIANT under another tag; they answer late; they leave words behind an error; and they keep a ledger of
 * every reference and every piece of memory. What the client does wrong is refused and noted, and each test ends by asking for the
 * notes and the ledger.
 */
final class ComServer implements AutoCloseable {

    static final String IID_UNKNOWN = "{00000000-0000-0000-C000-000000000046}";
    static final String IID_CLIENT_SECURITY = "{0000013D-0000-0000-C000-000000000046}";
    static final String IID_ERROR_INFO = "{1CF2B120-547D-101B-8E65-08002B2BD119}";
    static final String IID_CLASS_OBJECT = Com.IID_WBEM_CLASS_OBJECT.toGuidString();
    static final String IID_LOCATOR = Com.IID_WBEM_LOCATOR.toGuidString();
    static final String IID_TEXT_SOURCE = Com.IID_WBEM_TEXT_SOURCE.toGuidString();
    static final String IID_SERVICES = "{9556DC99-828C-11CF-A37E-00AA003240C7}";
    static final String IID_ENUM = "{027947E1-D731-11CE-A357-000000000001}";
    static final String IID_CALL_RESULT = "{44ACA675-E8FC-11D0-A07C-00C04FB68820}";

    private static final int RPC_E_WRONG_THREAD = 0x8001010E;
    private static final int CLASS_E_CLASSNOTAVAILABLE = 0x80040111;

    private final FabricWmi backend;
    private final CountingOleAut api;
    private final ApartmentApi apartments = Native.load("ole32", ApartmentApi.class);
    private final Map<Long, ServerObject> live = new ConcurrentHashMap<>();
    private final List<String> mistakes = new CopyOnWriteArrayList<>();
    private final ServerFaults faults = new ServerFaults();
    private final AtomicLong calls = new AtomicLong();
    private final ServerVtables vtables;
    private final ServerVariant variants;
    private final Ole ole;

    /** What jna-platform lacks: which apartment a thread is in. */
    interface ApartmentApi extends StdCallLibrary {
        int CoGetApartmentType(IntByReference type, IntByReference qualifier);
    }

    ComServer(FabricWmi backend) {
        Ole real = Ole.load();
        this.backend = backend;
        this.api = new CountingOleAut(real.oleAut32());
        this.ole = new Ole(real.ole32(), api);
        this.variants = new ServerVariant(this);
        this.vtables = new ServerVtables(this);
    }

    /** A session whose COM classes are this server's. */
    ComSession session(ComOptions options) {
        return new ComSession(ole, activator(), options);
    }

    /** What makes this server's COM classes. */
    Wbem.Activator activator() {
        return this::create;
    }

    private int create(GUID classId, GUID interfaceId, PointerByReference out) {
        int wrong = apartment();
        if (wrong != 0) {
            return wrong;
        }
        if (classId.equals(Com.CLSID_WBEM_LOCATOR) && interfaceId.equals(Com.IID_WBEM_LOCATOR)) {
            out.setValue(new Simple(this, IID_LOCATOR, vtables.locator()).pointer());
        } else if (classId.equals(Com.CLSID_WBEM_TEXT_SOURCE) && interfaceId.equals(Com.IID_WBEM_TEXT_SOURCE)) {
            out.setValue(new Simple(this, IID_TEXT_SOURCE, vtables.textSource()).pointer());
        } else {
            return CLASS_E_CLASSNOTAVAILABLE;
        }
        return Com.S_OK;
    }

    /** Connects as IWbemLocator does; credentials are never right on a local connection. */
    int connect(String resource, boolean credentials, int flags, Pointer out) {
        if (credentials) {
            return WmiStatus.LOCAL_CREDENTIALS.hresult();
        }
        if (flags != Com.WBEM_FLAG_CONNECT_USE_MAX_WAIT) {
            mistake("ConnectServer without a limit to its wait");
        }
        if (faults.refusal() != 0) {
            return faults.refusal();
        }
        String namespace = resource.startsWith("\\\\.\\") ? resource.substring(4) : resource;
        String local = namespace.startsWith("\\\\") ? namespace.substring(namespace.indexOf('\\', 2) + 1) : namespace;
        if (!schema().hasNamespace(local)) {
            return WmiStatus.INVALID_NAMESPACE.hresult();
        }
        out.setPointer(0, new ServerServices(this, namespace).pointer());
        return Com.S_OK;
    }

    /** 0, or the error for a thread that is not in the multithreaded apartment by its own doing. */
    int apartment() {
        IntByReference type = new IntByReference(-1);
        IntByReference qualifier = new IntByReference(-1);
        int hresult = apartments.CoGetApartmentType(type, qualifier);
        if (hresult == Com.S_OK && type.getValue() == 1 && qualifier.getValue() == 0) {
            return 0;
        }
        mistake("a call on thread " + Thread.currentThread().getName() + " of apartment " + type.getValue() + ", "
                + qualifier.getValue());
        return hresult == Com.S_OK ? RPC_E_WRONG_THREAD : hresult;
    }

    void register(ServerObject object) {
        live.put(object.address(), object);
    }

    void forget(ServerObject object) {
        live.remove(object.address());
    }

    <T> T object(long address, Class<T> type) {
        ServerObject object = live.get(address);
        if (object == null) {
            throw new IllegalStateException("a call on an object that was released");
        }
        return type.cast(object);
    }

    /** Leaves words behind an error, in one of the two ways that WMI has. */
    void leaveWords(WmiFault.Detail fault) {
        if (fault.providerText() == null) {
            return;
        }
        ServerErrorInfo info = new ServerErrorInfo(
                this, fault.providerText(), fault.operation().length() % 2 == 0);
        api.SetErrorInfo(0, info.pointer());
        info.release();
    }

    Pointer bstr(String text) {
        Memory units = new Memory(2L * (text.length() + 1));
        for (int i = 0; i < text.length(); i++) {
            units.setShort(2L * i, (short) text.charAt(i));
        }
        Pointer made = api.SysAllocStringLen(units, text.length());
        if (made == null) {
            throw new OutOfMemoryError("a BSTR");
        }
        return made;
    }

    Pointer array(int tag, int length) {
        Pointer made = api.SafeArrayCreateVector((short) tag, 0, length);
        if (made == null) {
            throw new OutOfMemoryError("a SAFEARRAY");
        }
        return made;
    }

    void mistake(String what) {
        mistakes.add(what);
    }

    /** What the client did wrong, with what it freed wrongly. */
    List<String> mistakes() {
        List<String> all = new ArrayList<>(mistakes);
        all.addAll(api.mistakes());
        return all;
    }

    /** For a test that wanted one. */
    void forgiveMistakes() {
        mistakes.clear();
    }

    /** What still lives: objects and memory. Empty once the session is closed. */
    List<String> leftovers() {
        List<String> all = new ArrayList<>();
        live.values().forEach(o -> all.add(o.getClass().getSimpleName()));
        api.live().values().forEach(all::add);
        return all;
    }

    long countCall() {
        return calls.incrementAndGet();
    }

    long calls() {
        return calls.get();
    }

    ServerFaults faults() {
        return faults;
    }

    ServerVtables vtables() {
        return vtables;
    }

    ServerVariant variants() {
        return variants;
    }

    CountingOleAut api() {
        return api;
    }

    FabricWmi backend() {
        return backend;
    }

    WmiSchema schema() {
        return backend.schema();
    }

    static String guid(Pointer pointer) {
        return new GUID(pointer).toGuidString().toUpperCase(Locale.ROOT);
    }

    @Override
    public void close() {
        backend.close();
    }

    /** An object that needs nothing but its vtable. */
    private static final class Simple extends ServerObject {
        Simple(ComServer server, String interfaceId, Vtable vtable) {
            super(server, interfaceId, vtable);
        }

        @Override
        @Nullable
        Pointer query(String wanted) {
            return super.query(wanted);
        }
    }
}
