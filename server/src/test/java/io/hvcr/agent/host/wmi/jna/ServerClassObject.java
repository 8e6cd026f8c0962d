// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.hvcr.agent.host.wmi.WmiObject;
import io.hvcr.agent.host.wmi.WmiProperty;
import io.hvcr.agent.host.wmi.WmiSchema;
import io.hvcr.agent.host.wmi.WmiStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** IWbemClassObject: a class, an instance, or the parameters of a method. */
final class ServerClassObject extends ServerObject {

    private static final int E_INVALIDARG = 0x80070057;

    private final WmiSchema.@Nullable ClassDef definition;
    private WmiObject object;

    ServerClassObject(ComServer server, WmiObject object, WmiSchema.@Nullable ClassDef definition) {
        super(server, ComServer.IID_CLASS_OBJECT, server.vtables().classObject());
        this.object = object;
        this.definition = definition;
    }

    WmiObject object() {
        return object;
    }

    int get(Pointer name, @Nullable Pointer variant, @Nullable Pointer type) {
        String wanted = name.getWideString(0);
        Optional<WmiProperty> property = switch (wanted) {
            case "__CLASS" -> Optional.of(WmiProperty.text(wanted, object.className()));
            case "__PATH" -> Optional.of(WmiProperty.text(wanted, object.path()));
            default -> object.property(wanted);
        };
        if (property.isEmpty()) {
            return WmiStatus.NOT_FOUND.hresult();
        }
        if (variant != null) {
            server().variants().write(variant, property.get());
        }
        if (type != null) {
            type.setInt(0, property.get().cimTypeNumber());
        }
        return Com.S_OK;
    }

    int put(Pointer name, Pointer variant, int cimType) {
        String wanted = name.getWideString(0);
        Optional<WmiProperty> declared = object.property(wanted);
        if (declared.isEmpty()) {
            return WmiStatus.NOT_FOUND.hresult();
        }
        if (cimType != 0 && cimType != declared.get().cimTypeNumber()) {
            return WmiStatus.TYPE_MISMATCH.hresult();
        }
        WmiProperty value = server().variants()
                .read(
                        variant,
                        new WmiSchema.Column(
                                declared.get().name(),
                                declared.get().type(),
                                declared.get().array()));
        if (value == null) {
            return WmiStatus.TYPE_MISMATCH.hresult();
        }
        object = object.with(value);
        return Com.S_OK;
    }

    int names(int flags, Pointer out) {
        if (flags != Com.WBEM_FLAG_NONSYSTEM_ONLY) {
            return E_INVALIDARG;
        }
        Ole.OleAut32 api = server().api();
        Pointer array = server().array(Variant.VT_BSTR, object.properties().size());
        PointerByReference data = new PointerByReference();
        api.SafeArrayAccessData(array, data);
        for (int i = 0; i < object.properties().size(); i++) {
            data.getValue()
                    .setPointer(8L * i, server().bstr(object.properties().get(i).name()));
        }
        api.SafeArrayUnaccessData(array);
        out.setPointer(0, array);
        return Com.S_OK;
    }

    int spawn(Pointer out) {
        if (definition == null) {
            server().mistake("SpawnInstance on an instance of " + object.className());
            return WmiStatus.INVALID_OPERATION.hresult();
        }
        WmiObject fresh = definition.name().equals("__PARAMETERS")
                ? object
                : server().backend().spawn(definition.namespace(), definition.name());
        out.setPointer(0, new ServerClassObject(server(), fresh, null).pointer());
        return Com.S_OK;
    }

    int method(Pointer name, Pointer out) {
        if (definition == null) {
            server().mistake("GetMethod on an instance of " + object.className());
            return WmiStatus.NOT_FOUND.hresult();
        }
        Optional<List<WmiSchema.Column>> signature = definition.method(name.getWideString(0));
        if (signature.isEmpty()) {
            return WmiStatus.NOT_FOUND.hresult();
        }
        if (signature.get().isEmpty()) {
            out.setPointer(0, null);
            return Com.S_OK;
        }
        List<WmiProperty> parameters = new ArrayList<>();
        for (WmiSchema.Column column : signature.get()) {
            parameters.add(new WmiProperty(column.name(), column.type(), column.array(), null));
        }
        WmiObject in = new WmiObject("__PARAMETERS", null, parameters);
        out.setPointer(
                0,
                new ServerClassObject(
                                server(),
                                in,
                                new WmiSchema.ClassDef(definition.namespace(), "__PARAMETERS", List.of(), Map.of()))
                        .pointer());
        return Com.S_OK;
    }
}
