// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.host.ProcessRights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A session that answers what a test wrote down, for hosts that behave as no fabric does. A request is known by its words: the
 * query, {@code get PATH}, {@code spawn CLASS}, or {@code invoke METHOD}; the longest beginning that was written down answers.
 */
final class ScriptedWmi implements WmiSession {

    private final Map<String, Supplier<List<WmiObject>>> script = new LinkedHashMap<>();
    final List<String> requests = new ArrayList<>();
    final List<List<WmiProperty>> parameters = new ArrayList<>();
    boolean canRender = true;
    ProcessRights rights = new ProcessRights("CONTOSO\\svc", true, true, false, false);

    /** Answers rows. */
    ScriptedWmi on(String beginning, WmiObject... rows) {
        script.put(beginning, () -> List.of(rows));
        return this;
    }

    /** Breaks in the agent itself. */
    ScriptedWmi broken(String beginning) {
        script.put(beginning, () -> {
            throw new IllegalStateException("nobody foresaw this");
        });
        return this;
    }

    /** Fails. */
    ScriptedWmi failing(String beginning, WmiStatus status, boolean sent) {
        script.put(beginning, () -> {
            throw new WmiException(WmiFault.of(beginning, null, status.hresult(), null, sent));
        });
        return this;
    }

    /** A row from name and value pairs: texts, numbers (uint16), booleans, lists of texts. */
    static WmiObject row(String className, String path, Object... pairs) {
        List<WmiProperty> properties = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            String name = (String) pairs[i];
            Object value = pairs[i + 1];
            properties.add(
                    switch (value) {
                        case Integer number -> WmiProperty.of(name, CimType.UINT32, number);
                        case Boolean flag -> WmiProperty.flag(name, flag);
                        case List<?> list -> new WmiProperty(name, CimType.STRING, true, list);
                        default -> WmiProperty.text(name, value.toString());
                    });
        }
        return new WmiObject(className, path.isEmpty() ? null : path, properties);
    }

    private List<WmiObject> answer(String request) {
        requests.add(request);
        return script.keySet().stream()
                .filter(request::startsWith)
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .map(key -> Objects.requireNonNull(script.get(key)).get())
                .orElseThrow(
                        () -> new WmiException(WmiFault.of(request, null, WmiStatus.NOT_FOUND.hresult(), null, false)));
    }

    @Override
    public List<WmiObject> query(String namespace, String wql) {
        return answer(namespace.startsWith("\\\\") ? namespace + " " + wql : wql);
    }

    @Override
    public WmiObject get(String namespace, String path) {
        return answer("get " + (namespace.startsWith("\\\\") ? namespace + " " : "") + path)
                .getFirst();
    }

    @Override
    public WmiObject spawn(String namespace, String className) {
        return answer("spawn " + className).getFirst();
    }

    @Override
    public WmiObject invoke(String namespace, String path, String method, List<WmiProperty> in) {
        parameters.add(in);
        return answer("invoke " + method).getFirst();
    }

    @Override
    public String render(String namespace, WmiObject instance, InstanceForm form) {
        if (!canRender) {
            throw new WmiException(WmiFault.of("render", null, WmiStatus.CLASS_NOT_REGISTERED.hresult(), null, false));
        }
        return "<!-- " + form + " -->" + XmlInstanceWriter.write(instance, form);
    }

    @Override
    public ProcessRights rights() {
        return rights;
    }

    @Override
    public void close() {
        requests.add("close");
    }
}
