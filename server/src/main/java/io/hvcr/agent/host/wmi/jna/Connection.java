// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.hvcr.agent.host.wmi.InstanceForm;
import io.hvcr.agent.host.wmi.WmiObject;
import io.hvcr.agent.host.wmi.WmiProperty;
import io.hvcr.agent.host.wmi.WmiStatus;
import io.hvcr.agent.host.wmi.Wql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The services of one namespace, on one thread, with the classes that were asked for. */
final class Connection implements AutoCloseable {

    /** How many rows one round trip brings. */
    private static final int BATCH = 16;

    private static final int QUERY_FLAGS =
            Com.WBEM_FLAG_RETURN_IMMEDIATELY | Com.WBEM_FLAG_FORWARD_ONLY | Com.WBEM_FLAG_ENSURE_LOCATABLE;

    private final Wbem wbem;
    private final ComRef services;
    private final boolean semisynchronous;
    private final Map<String, ComRef> classes = new HashMap<>();

    private Connection(Wbem wbem, ComRef services, boolean semisynchronous) {
        this.wbem = wbem;
        this.services = services;
        this.semisynchronous = semisynchronous;
    }

    /** Connects to a namespace, on this machine where it names no other; never with credentials (contract 4.1). */
    static Connection open(Wbem wbem, Call wanting, String namespace, boolean semisynchronous) {
        String where = namespace.startsWith("\\\\") ? namespace : "\\\\.\\" + namespace;
        Call call = wanting.on(where);
        wbem.clearErrorText();
        PointerByReference out = new PointerByReference();
        try (ComRef locator = wbem.create(call, Com.CLSID_WBEM_LOCATOR, Com.IID_WBEM_LOCATOR);
                Bstr name = new Bstr(wbem.strings(), where)) {
            wbem.check(
                    call,
                    locator.call(
                            Com.LOCATOR_CONNECT_SERVER,
                            name.pointer(),
                            null,
                            null,
                            null,
                            Com.WBEM_FLAG_CONNECT_USE_MAX_WAIT,
                            null,
                            null,
                            out));
        }
        ComRef services = wbem.required(call, out);
        try {
            wbem.protect(call, services);
            return new Connection(wbem, services, semisynchronous);
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    /** Rows arrive in batches; an error may show only then, and a time-out is not the end. */
    List<WmiObject> query(Call call, String wql) {
        PointerByReference out = new PointerByReference();
        wbem.clearErrorText();
        try (Bstr language = new Bstr(wbem.strings(), "WQL");
                Bstr text = new Bstr(wbem.strings(), wql)) {
            wbem.check(
                    call,
                    services.call(Com.SERVICES_EXEC_QUERY, language.pointer(), text.pointer(), QUERY_FLAGS, null, out));
        }
        List<WmiObject> rows = new ArrayList<>();
        try (ComRef rowset = wbem.required(call, out)) {
            wbem.protect(call, rowset);
            Pointer[] batch = new Pointer[BATCH];
            int hresult;
            do {
                call.checkTime();
                IntByReference returned = new IntByReference();
                Arrays.fill(batch, null);
                wbem.clearErrorText();
                hresult = rowset.call(Com.ENUM_NEXT, call.deadline().sliceMillis(), BATCH, batch, returned);
                take(call, batch, Com.failed(hresult) ? 0 : returned.getValue(), rows);
                wbem.check(call, hresult);
            } while (hresult != Com.WBEM_S_FALSE);
        }
        return rows;
    }

    /** Reads a batch of rows; each is released, also those behind one that cannot be read. */
    private void take(Call call, Pointer[] batch, int count, List<WmiObject> rows) {
        List<ComRef> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(new ComRef(batch[i]));
        }
        try {
            objects.forEach(object -> rows.add(wbem.read(call, object)));
        } finally {
            objects.forEach(ComRef::close);
        }
    }

    WmiObject get(Call call, String path) {
        try (ComRef object = getObject(call, path)) {
            return wbem.read(call, object);
        }
    }

    private ComRef getObject(Call call, String path) {
        PointerByReference object = new PointerByReference();
        PointerByReference result = new PointerByReference();
        wbem.clearErrorText();
        try (Bstr name = new Bstr(wbem.strings(), path)) {
            wbem.check(
                    call,
                    semisynchronous
                            ? services.call(
                                    Com.SERVICES_GET_OBJECT,
                                    name.pointer(),
                                    Com.WBEM_FLAG_RETURN_IMMEDIATELY,
                                    null,
                                    null,
                                    result)
                            : services.call(Com.SERVICES_GET_OBJECT, name.pointer(), 0, null, object, null));
        }
        return semisynchronous ? awaited(call, result).orElseThrow(() -> nothing(call)) : wbem.required(call, object);
    }

    WmiObject spawn(Call call, String className) {
        try (ComRef instance = spawned(call, classOf(call, className))) {
            return wbem.read(call, instance);
        }
    }

    /** The text of an instance, by the host's own text source. */
    String render(Call call, WmiObject instance, InstanceForm form) {
        try (ComRef object = spawned(call, classOf(call, instance.className()));
                ComRef source = wbem.create(call, Com.CLSID_WBEM_TEXT_SOURCE, Com.IID_WBEM_TEXT_SOURCE)) {
            fill(call, object, instance.properties());
            PointerByReference text = new PointerByReference();
            wbem.check(call, source.call(Com.TEXT_GET_TEXT, 0, object.pointer(), form.number(), null, text));
            return Bstr.take(wbem.strings(), text.getValue());
        }
    }

    /** Looks the method up, fills its parameters, calls it once. */
    WmiObject invoke(Call call, String path, String method, List<WmiProperty> in) {
        Optional<ComRef> parameters = parameters(call, classOf(call, Wql.classOf(path)), method, in);
        try (ComRef filled = parameters.orElse(null)) {
            return execute(call, path, method, filled == null ? null : filled.pointer());
        }
    }

    private WmiObject execute(Call call, String path, String method, @Nullable Pointer in) {
        PointerByReference out = new PointerByReference();
        PointerByReference result = new PointerByReference();
        call.checkTime();
        wbem.clearErrorText();
        try (Bstr object = new Bstr(wbem.strings(), path);
                Bstr name = new Bstr(wbem.strings(), method)) {
            call.markSent();
            wbem.check(
                    call,
                    semisynchronous
                            ? services.call(
                                    Com.SERVICES_EXEC_METHOD,
                                    object.pointer(),
                                    name.pointer(),
                                    Com.WBEM_FLAG_RETURN_IMMEDIATELY,
                                    null,
                                    in,
                                    null,
                                    result)
                            : services.call(
                                    Com.SERVICES_EXEC_METHOD,
                                    object.pointer(),
                                    name.pointer(),
                                    0,
                                    null,
                                    in,
                                    out,
                                    null));
        }
        Optional<ComRef> answer = semisynchronous ? awaited(call, result) : ComRef.from(out);
        try (ComRef read = answer.orElse(null)) {
            return read == null ? new WmiObject("__PARAMETERS", null, List.of()) : wbem.read(call, read);
        }
    }

    /** The in-parameters of a method, filled; nothing where it takes none. */
    private Optional<ComRef> parameters(Call call, ComRef definition, String method, List<WmiProperty> in) {
        PointerByReference signature = new PointerByReference();
        wbem.clearErrorText();
        int hresult = definition.call(Com.OBJECT_GET_METHOD, new WString(method), 0, signature, null);
        if (hresult == WmiStatus.NOT_FOUND.hresult()) {
            throw call.failed(WmiStatus.INVALID_METHOD, null);
        }
        wbem.check(call, hresult);
        Optional<ComRef> found = ComRef.from(signature);
        if (found.isEmpty()) {
            if (in.stream().anyMatch(p -> p.value() != null)) {
                throw call.failed(WmiStatus.INVALID_METHOD_PARAMETERS, "the method takes no parameters");
            }
            return Optional.empty();
        }
        try (ComRef own = found.get()) {
            ComRef instance = spawned(call, own);
            try {
                fill(call, instance, in);
                return Optional.of(instance);
            } catch (RuntimeException e) {
                instance.close();
                throw e;
            }
        }
    }

    private void fill(Call call, ComRef object, List<WmiProperty> properties) {
        for (WmiProperty property : properties) {
            if (property.value() != null) {
                wbem.put(call, object, property);
            }
        }
    }

    private ComRef spawned(Call call, ComRef definition) {
        PointerByReference out = new PointerByReference();
        wbem.check(call, definition.call(Com.OBJECT_SPAWN_INSTANCE, 0, out));
        return wbem.required(call, out);
    }

    /** A class definition; instances do not know their methods (anchor: GetMethod must be called on the class). */
    private ComRef classOf(Call call, String name) {
        ComRef known = classes.get(name);
        if (known == null) {
            known = getObject(call, name);
            classes.put(name, known);
        }
        return known;
    }

    /** Waits for a semisynchronous call; slices of a second keep the absolute deadline. */
    private Optional<ComRef> awaited(Call call, PointerByReference result) {
        try (ComRef pending = wbem.required(call, result)) {
            wbem.protect(call, pending);
            IntByReference status = new IntByReference();
            int hresult;
            do {
                call.checkTime();
                hresult = pending.call(Com.RESULT_GET_STATUS, call.deadline().sliceMillis(), status);
                wbem.check(call, hresult);
            } while (hresult == Com.WBEM_S_TIMEDOUT);
            PointerByReference object = new PointerByReference();
            do {
                wbem.clearErrorText();
                // Also after a failure: this call brings its words along.
                hresult = pending.call(Com.RESULT_GET_OBJECT, call.deadline().sliceMillis(), object);
                wbem.check(call, Com.failed(status.getValue()) ? status.getValue() : hresult);
                if (hresult == Com.WBEM_S_TIMEDOUT) {
                    call.checkTime();
                }
            } while (hresult == Com.WBEM_S_TIMEDOUT);
            return ComRef.from(object);
        }
    }

    private static RuntimeException nothing(Call call) {
        return call.failed(WmiStatus.FAILED, "the call succeeded, but handed out no object");
    }

    @Override
    public void close() {
        classes.values().forEach(ComRef::close);
        classes.clear();
        services.close();
    }
}
