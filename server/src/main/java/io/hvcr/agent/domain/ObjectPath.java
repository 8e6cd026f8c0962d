// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A WMI object path (contract 4.5), such as
 * {@code \\HV01\root\HyperVCluster\v2:Msvm_VirtualSystemCollection.CollectionID="5F3C…"}.
 *
 * <p>Paths that come from a host are passed back exactly as they came; this type reads them, and writes those that the
 * simulator makes up. Class and key names compare without regard to case, as WMI does.
 *
 * @param server the server part, or null for a relative path
 * @param namespace the namespace with backslashes, such as {@code root\HyperVCluster\v2}, or null for a relative path
 * @param className the class
 * @param keys key names and their unescaped values, in the order read; the name is empty where a single key had none
 */
public record ObjectPath(
        @Nullable String server, @Nullable String namespace, String className, Map<String, String> keys) {

    /** The namespace of everything about collections (contract 3.1). */
    public static final String CLUSTER_NAMESPACE = "root\\HyperVCluster\\v2";

    public static final String COLLECTION_CLASS = "Msvm_VirtualSystemCollection";
    public static final String MANAGEMENT_COLLECTION_CLASS = "Msvm_ManagementCollection";
    public static final String RECOVERY_POINT_CLASS = "Msvm_CollectionRecoveryPoint";
    public static final String JOB_CLASS = "Msvm_ConcreteJob";

    public ObjectPath {
        Objects.requireNonNull(className, "className");
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /** A path with a single key in the cluster namespace of a server. */
    public static ObjectPath inCluster(String server, String className, String key, String value) {
        return new ObjectPath(server, CLUSTER_NAMESPACE, className, Map.of(key, value));
    }

    /** Whether a text looks like a path rather than an id or a name: it has a class, a dot and a quoted key. */
    public static boolean looksLikePath(String text) {
        return parse(text).isPresent();
    }

    /** Reads a path, absolute or relative; nothing where the text is none. */
    public static Optional<ObjectPath> parse(String text) {
        return new ObjectPathParser(text).parse();
    }

    public boolean isClass(String name) {
        return className.equalsIgnoreCase(name);
    }

    /** The value of a key by its name, or of a single nameless key. */
    public Optional<String> key(String name) {
        for (Map.Entry<String, String> entry : keys.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(name) || (entry.getKey().isEmpty() && keys.size() == 1)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** The part after the colon. */
    public String relative() {
        return className
                + "."
                + keys.entrySet().stream()
                        .map(e -> (e.getKey().isEmpty() ? "" : e.getKey() + "=") + quote(e.getValue()))
                        .collect(Collectors.joining(","));
    }

    /** The path as text, absolute where server and namespace are known. */
    public String text() {
        return server == null || namespace == null ? relative() : "\\\\" + server + "\\" + namespace + ":" + relative();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectPath that && text().equalsIgnoreCase(that.text());
    }

    @Override
    public int hashCode() {
        return text().toLowerCase(Locale.ROOT).hashCode();
    }

    @Override
    public String toString() {
        return text();
    }

    private static String quote(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
