// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Pointer;
import io.hvcr.agent.host.wmi.WmiObject;
import io.hvcr.agent.host.wmi.WmiProperty;
import io.hvcr.agent.host.wmi.WmiStatus;
import io.hvcr.agent.host.wmi.Wql;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** IWbemServices of one namespace. What the fabric says is only handed over when the client comes for it. */
final class ServerServices extends ServerObject {

    private final String namespace;
    private final int generation;

    ServerServices(ComServer server, String namespace) {
        super(server, ComServer.IID_SERVICES, server.vtables().services());
        this.namespace = namespace;
        this.generation = server.faults().generation();
    }

    @Override
    boolean isProxy() {
        return true;
    }

    /** Whether the connection was cut since it was made. */
    boolean lost() {
        return generation != server().faults().generation();
    }

    int getObject(Pointer path, int flags, @Nullable Pointer object, @Nullable Pointer result) {
        String wanted = server().variants().text(path);
        return deliver("GetObject", flags, object, result, () -> {
            WmiObject found = server().backend().get(namespace, wanted);
            boolean isClass = Wql.classOf(wanted).equals(wanted);
            return new ServerClassObject(
                    server(),
                    found,
                    isClass ? server().schema().find(local(), found.className()).orElseThrow() : null);
        });
    }

    int execQuery(Pointer language, Pointer query, int flags, Pointer out) {
        int wanted = Com.WBEM_FLAG_RETURN_IMMEDIATELY | Com.WBEM_FLAG_FORWARD_ONLY | Com.WBEM_FLAG_ENSURE_LOCATABLE;
        if (flags != wanted || !server().variants().text(language).equals("WQL")) {
            return WmiStatus.INVALID_PARAMETER.hresult();
        }
        String wql = server().variants().text(query);
        // An error of the query shows at the first Next only (contract 5.9, 14).
        out.setPointer(0, new ServerRowset(server(), () -> server().backend().query(namespace, wql)).pointer());
        return Com.S_OK;
    }

    int execMethod(
            Pointer path,
            Pointer method,
            int flags,
            @Nullable Pointer in,
            @Nullable Pointer out,
            @Nullable Pointer result) {
        String name = server().variants().text(method);
        List<WmiProperty> parameters = in == null
                ? List.of()
                : server().object(Pointer.nativeValue(in), ServerClassObject.class)
                        .object()
                        .properties();
        String object = server().variants().text(path);
        server().faults().block(name);
        return deliver(
                name,
                flags,
                out,
                result,
                () -> new ServerClassObject(
                        server(), server().backend().invoke(namespace, object, name, parameters), null));
    }

    /** Synchronously, or by a call result; the work itself is done at once in either case. */
    private int deliver(
            String name,
            int flags,
            @Nullable Pointer object,
            @Nullable Pointer result,
            Supplier<ServerClassObject> work) {
        boolean semisynchronous = (flags & Com.WBEM_FLAG_RETURN_IMMEDIATELY) != 0;
        Pointer target = semisynchronous ? result : object;
        if (target == null || target.getPointer(0) != null || (flags & ~Com.WBEM_FLAG_RETURN_IMMEDIATELY) != 0) {
            server().mistake(name + " with flags " + flags + " and without a place for its result");
            return WmiStatus.INVALID_PARAMETER.hresult();
        }
        Delivery delivery = Delivery.of(work);
        if (semisynchronous) {
            target.setPointer(0, new ServerCallResult(server(), name, delivery).pointer());
            return Com.S_OK;
        }
        return delivery.handOver(server(), target);
    }

    private String local() {
        return namespace.startsWith("\\\\") ? namespace.substring(namespace.indexOf('\\', 2) + 1) : namespace;
    }
}
