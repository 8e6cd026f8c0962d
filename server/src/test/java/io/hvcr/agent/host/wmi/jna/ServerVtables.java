// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Pointer;
import io.hvcr.agent.host.wmi.InstanceForm;
import io.hvcr.agent.host.wmi.WmiException;
import io.hvcr.agent.host.wmi.WmiStatus;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The vtables of the server's interfaces; every entry passes the guard before anything happens. */
final class ServerVtables {

    private static final int E_NOTIMPL = 0x80004001;
    private static final int E_UNEXPECTED = 0x8000FFFF;
    private static final int E_ACCESSDENIED = 0x80070005;

    private final ComServer server;
    private final Vtable locator;
    private final Vtable services;
    private final Vtable classObject;
    private final Vtable rowset;
    private final Vtable callResult;
    private final Vtable textSource;
    private final Vtable errorInfo;
    private final Vtable security;

    ServerVtables(ComServer server) {
        this.server = server;
        this.locator = unknown(4).slot(3, (Vtable.Fn9)
                (self, resource, user, password, locale, flags, authority, context, out) -> guarded(
                        self,
                        ServerObject.class,
                        o -> server.connect(
                                server.variants().text(at(resource)),
                                user != 0 || password != 0,
                                (int) flags,
                                need(out))));
        this.services = unknown(26)
                .slot(6, (Vtable.Fn6) (self, path, flags, context, object, result) -> guarded(
                        self, ServerServices.class, o -> o.getObject(need(path), (int) flags, at(object), at(result))))
                .slot(20, (Vtable.Fn6) (self, language, query, flags, context, out) -> guarded(
                        self,
                        ServerServices.class,
                        o -> o.execQuery(need(language), need(query), (int) flags, need(out))))
                .slot(24, (Vtable.Fn8) (self, path, method, flags, context, in, out, result) -> guarded(
                        self,
                        ServerServices.class,
                        o -> o.execMethod(need(path), need(method), (int) flags, at(in), at(out), at(result))));
        this.classObject = unknown(27)
                .slot(4, (Vtable.Fn6) (self, name, flags, variant, type, flavor) ->
                        guarded(self, ServerClassObject.class, o -> o.get(need(name), at(variant), at(type))))
                .slot(5, (Vtable.Fn5) (self, name, flags, variant, type) ->
                        guarded(self, ServerClassObject.class, o -> o.put(need(name), need(variant), (int) type)))
                .slot(7, (Vtable.Fn5) (self, qualifier, flags, value, out) ->
                        guarded(self, ServerClassObject.class, o -> o.names((int) flags, need(out))))
                .slot(15, (Vtable.Fn3)
                        (self, flags, out) -> guarded(self, ServerClassObject.class, o -> o.spawn(need(out))))
                .slot(19, (Vtable.Fn5) (self, name, flags, in, out) ->
                        guarded(self, ServerClassObject.class, o -> o.method(need(name), need(in))));
        this.rowset = unknown(8).slot(4, (Vtable.Fn5) (self, timeout, count, out, returned) ->
                guarded(self, ServerRowset.class, o -> o.next((int) timeout, (int) count, need(out), need(returned))));
        this.callResult = unknown(7)
                .slot(3, (Vtable.Fn3)
                        (self, timeout, out) -> guarded(self, ServerCallResult.class, o -> o.resultObject(need(out))))
                .slot(6, (Vtable.Fn3) (self, timeout, out) ->
                        guarded(self, ServerCallResult.class, o -> o.callStatus((int) timeout, need(out))));
        this.textSource = unknown(5).slot(3, (Vtable.Fn6) (self, flags, object, format, context, out) ->
                guarded(self, ServerObject.class, o -> text(object, (int) format, need(out))));
        this.errorInfo = unknown(8).slot(5, (Vtable.Fn2)
                (self, out) -> guarded(self, ServerErrorInfo.class, o -> o.description(need(out))));
        this.security = unknown(6).slot(4, (Vtable.Fn9)
                (self, proxy, authentication, authorization, principal, level, impersonation, identity, flags) ->
                        guarded(self, ServerSecurity.class, o -> o.setBlanket(authentication, level, impersonation)));
    }

    private Vtable unknown(int size) {
        return new Vtable(size, self -> {
                    server.mistake("a method that the server does not have");
                    return E_NOTIMPL;
                })
                .slot(0, (Vtable.Fn3) this::queryInterface)
                .slot(1, (Vtable.Fn1)
                        self -> server.object(self, ServerObject.class).addReference())
                .slot(2, (Vtable.Fn1) this::release);
    }

    private int queryInterface(long self, long interfaceId, long out) {
        try {
            Pointer found = server.object(self, ServerObject.class).query(ComServer.guid(need(interfaceId)));
            need(out).setPointer(0, found);
            return found == null ? Com.E_NOINTERFACE : Com.S_OK;
        } catch (RuntimeException e) {
            server.mistake("QueryInterface: " + e);
            return E_UNEXPECTED;
        }
    }

    private int release(long self) {
        try {
            return server.object(self, ServerObject.class).release();
        } catch (RuntimeException e) {
            server.mistake("Release: " + e);
            return 0;
        }
    }

    /** Apartment, blanket and connection are looked at before a method runs; nothing it throws reaches native code. */
    private <T extends ServerObject> int guarded(long self, Class<T> type, ToIntFunction<T> method) {
        try {
            server.countCall();
            int wrong = server.apartment();
            if (wrong != 0) {
                return wrong;
            }
            int planned = server.faults().planned();
            if (planned != 0) {
                return planned;
            }
            T object = server.object(self, type);
            if (object.isProxy() && !object.isProtected()) {
                server.mistake("a call on a " + type.getSimpleName() + " without a blanket");
                return E_ACCESSDENIED;
            }
            if (object instanceof ServerServices services && services.lost()) {
                return WmiStatus.RPC_DISCONNECTED.hresult();
            }
            return method.applyAsInt(object);
        } catch (WmiException e) {
            server.leaveWords(e.fault().detail());
            return e.fault().detail().hresult();
        } catch (RuntimeException e) {
            server.mistake(type.getSimpleName() + ": " + e);
            return E_UNEXPECTED;
        }
    }

    private int text(long object, int format, Pointer out) {
        ServerClassObject instance = server.object(object, ServerClassObject.class);
        for (InstanceForm form : InstanceForm.values()) {
            if (form.number() == format) {
                out.setPointer(
                        0, server.bstr(server.backend().render("root\\HyperVCluster\\v2", instance.object(), form)));
                return Com.S_OK;
            }
        }
        return WmiStatus.INVALID_PARAMETER.hresult();
    }

    private static @Nullable Pointer at(long address) {
        return address == 0 ? null : new Pointer(address);
    }

    private static Pointer need(long address) {
        if (address == 0) {
            throw new IllegalArgumentException("a null pointer where there must be none");
        }
        return new Pointer(address);
    }

    Vtable locator() {
        return locator;
    }

    Vtable services() {
        return services;
    }

    Vtable classObject() {
        return classObject;
    }

    Vtable rowset() {
        return rowset;
    }

    Vtable callResult() {
        return callResult;
    }

    Vtable textSource() {
        return textSource;
    }

    Vtable errorInfo() {
        return errorInfo;
    }

    Vtable security() {
        return security;
    }
}
