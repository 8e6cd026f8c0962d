// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Guid.GUID;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.hvcr.agent.host.wmi.CimType;
import io.hvcr.agent.host.wmi.WmiObject;
import io.hvcr.agent.host.wmi.WmiProperty;
import io.hvcr.agent.host.wmi.WmiStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one does with WMI objects and proxies: read, fill, protect, ask for the words of an error. */
final class Wbem {

    private final Ole ole;
    private final Activator activator;

    /** Makes the two COM classes that the session starts from. */
    interface Activator {
        int create(GUID classId, GUID interfaceId, PointerByReference out);
    }

    Wbem(Ole ole, Activator activator) {
        this.ole = ole;
        this.activator = activator;
    }

    Ole.OleAut32 strings() {
        return ole.oleAut32();
    }

    ComRef create(Call call, GUID classId, GUID interfaceId) {
        PointerByReference out = new PointerByReference();
        check(call, activator.create(classId, interfaceId, out));
        return required(call, out);
    }

    /**
     * Encrypts what goes over a proxy and lets WMI act as the agent's account (contract 4.1). An object that lives in this process
     * is no proxy: there is nothing to protect then.
     */
    void protect(Call call, ComRef proxy) {
        int hresult = ole.ole32()
                .CoSetProxyBlanket(
                        proxy.pointer(),
                        Com.RPC_C_AUTHN_WINNT,
                        Com.RPC_C_AUTHZ_NONE,
                        null,
                        Com.RPC_C_AUTHN_LEVEL_PKT_PRIVACY,
                        Com.RPC_C_IMP_LEVEL_IMPERSONATE,
                        null,
                        Com.EOAC_NONE);
        if (hresult != Com.E_NOINTERFACE) {
            check(call, hresult);
        }
    }

    /** The object that a call handed out; a host that answers success and nothing is refused. */
    ComRef required(Call call, PointerByReference out) {
        return ComRef.from(out)
                .orElseThrow(() -> call.failed(WmiStatus.FAILED, "the call succeeded, but handed out no object"));
    }

    /** Throws where a call failed, with the words that it left behind. */
    void check(Call call, int hresult) {
        if (Com.failed(hresult)) {
            throw call.failed(hresult, errorText());
        }
    }

    /** Forgets the words of an earlier error on this thread. */
    void clearErrorText() {
        ole.oleAut32().SetErrorInfo(0, null);
    }

    /** The description in {@code __ExtendedStatus}, or else in IErrorInfo; reading it clears it. */
    @Nullable
    String errorText() {
        PointerByReference out = new PointerByReference();
        if (ole.oleAut32().GetErrorInfo(0, out) != Com.S_OK) {
            return null;
        }
        Optional<ComRef> info = ComRef.from(out);
        if (info.isEmpty()) {
            return null;
        }
        try (ComRef error = info.get()) {
            Optional<ComRef> status = error.queryInterface(Com.IID_WBEM_CLASS_OBJECT);
            if (status.isPresent()) {
                try (ComRef extended = status.get()) {
                    return extendedText(extended);
                }
            }
            PointerByReference text = new PointerByReference();
            return Com.failed(error.call(Com.ERROR_GET_DESCRIPTION, text))
                    ? null
                    : blankToNull(Bstr.take(strings(), text.getValue()));
        }
    }

    private @Nullable String extendedText(ComRef extended) {
        String description = Objects.requireNonNullElse(text(extended, "Description"), "");
        String parameter = Objects.requireNonNullElse(text(extended, "ParameterInfo"), "");
        return blankToNull(
                parameter.isBlank() || description.contains(parameter)
                        ? description
                        : (description + " [" + parameter + "]").strip());
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text.strip();
    }

    /** Reads an object completely, embedded objects too. A property that cannot be read is an error: no part is taken for the whole. */
    WmiObject read(Call call, ComRef object) {
        String className = Objects.requireNonNullElse(text(object, "__CLASS"), "");
        String path = text(object, "__PATH");
        List<WmiProperty> properties = new ArrayList<>();
        for (String name : names(call, object)) {
            property(call, object, name).ifPresent(properties::add);
        }
        return new WmiObject(className, path == null || path.isBlank() ? null : path, properties);
    }

    private List<String> names(Call call, ComRef object) {
        PointerByReference out = new PointerByReference();
        check(call, object.call(Com.OBJECT_GET_NAMES, null, Com.WBEM_FLAG_NONSYSTEM_ONLY, null, out));
        Pointer array = out.getValue();
        if (array == null) {
            return List.of();
        }
        try {
            return Variant.elements(strings(), array, Variant.VT_BSTR, CimType.STRING, p -> "").stream()
                    .map(Object::toString)
                    .toList();
        } finally {
            strings().SafeArrayDestroy(array);
        }
    }

    /** A property; nothing where its type is none that this program knows. */
    private Optional<WmiProperty> property(Call call, ComRef object, String name) {
        try (Variant variant = new Variant(strings())) {
            IntByReference cimType = new IntByReference();
            check(call, object.call(Com.OBJECT_GET, new WString(name), 0, variant.pointer(), cimType, null));
            Optional<CimType> type = CimType.of(cimType.getValue());
            if (type.isEmpty()) {
                return Optional.empty();
            }
            boolean array = (cimType.getValue() & CimType.ARRAY_FLAG) != 0;
            return Optional.of(new WmiProperty(
                    name, type.get(), array, variant.value(type.get(), unknown -> embedded(call, unknown))));
        }
    }

    private Object embedded(Call call, Pointer unknown) {
        // The pointer stays its owner's; only the interface asked of it is ours.
        Optional<ComRef> object = borrowed(unknown);
        if (object.isEmpty()) {
            throw new IllegalArgumentException("an embedded value that is no WMI object");
        }
        try (ComRef own = object.get()) {
            return read(call, own);
        }
    }

    private static Optional<ComRef> borrowed(Pointer unknown) {
        return new ComRef(unknown).queryInterface(Com.IID_WBEM_CLASS_OBJECT);
    }

    /** A text that an object need not have, as out-parameters have no path; who cannot do without it says so. */
    private @Nullable String text(ComRef object, String name) {
        try (Variant variant = new Variant(strings())) {
            int hresult = object.call(Com.OBJECT_GET, new WString(name), 0, variant.pointer(), null, null);
            return !Com.failed(hresult) && variant.value(CimType.STRING, p -> "") instanceof String text ? text : null;
        }
    }

    /** Sets a property under the tag that its type demands. */
    void put(Call call, ComRef object, WmiProperty property) {
        Variant variant;
        try {
            variant = Variant.of(strings(), property);
        } catch (IllegalArgumentException e) {
            throw call.failed(WmiStatus.TYPE_MISMATCH, property.name() + ": " + e.getMessage());
        }
        try (variant) {
            clearErrorText();
            int hresult = object.call(Com.OBJECT_PUT, new WString(property.name()), 0, variant.pointer(), 0);
            if (Com.failed(hresult)) {
                String text = errorText();
                throw call.failed(hresult, property.name() + (text == null ? "" : ": " + text));
            }
        }
    }
}
