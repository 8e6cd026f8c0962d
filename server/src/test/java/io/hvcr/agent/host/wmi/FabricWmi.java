// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.ProcessRights;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * WMI in front of a fabric: reads WQL, object paths and method calls, and asks the port of the simulator. It holds no state of
 * its own, and it is as strict as WMI is: unknown classes and properties, values of another type and paths that lead nowhere are
 * refused with WMI's own numbers.
 */
public final class FabricWmi implements WmiSession {

    private final HyperVHost port;
    private final WmiSchema schema;
    private final FabricRows rows;
    private final FabricMethods methods;

    public FabricWmi(HyperVHost port) {
        this.port = port;
        this.schema = new WmiSchema();
        this.rows = new FabricRows(port, schema);
        this.methods = new FabricMethods(port, rows);
    }

    /** The classes that this host knows. */
    public WmiSchema schema() {
        return schema;
    }

    @Override
    public List<WmiObject> query(String namespace, String wql) {
        return translating("query", wql, () -> {
            WqlStatement statement;
            try {
                statement = WqlStatement.parse(wql);
            } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
                throw fault("query", wql, WmiStatus.INVALID_QUERY, false);
            }
            return switch (statement) {
                case WqlStatement.Select select -> select(local(namespace), select);
                case WqlStatement.Associators associators -> associators(associators);
                case WqlStatement.References references -> associationClasses(references);
            };
        });
    }

    private List<WmiObject> select(String namespace, WqlStatement.Select select) {
        WmiSchema.ClassDef def = definition("query", namespace, select.className());
        List<String> names = new ArrayList<>(select.properties());
        select.anyOf().forEach(c -> names.add(c.property()));
        for (String name : names) {
            if (def.column(name).isEmpty()) {
                throw fault("query", name, WmiStatus.INVALID_QUERY, false);
            }
        }
        return rows.of(def).stream()
                .filter(row ->
                        select.anyOf().isEmpty() || select.anyOf().stream().anyMatch(c -> matches(row, c)))
                .map(row -> project(row, select.properties()))
                .toList();
    }

    private static boolean matches(WmiObject row, WqlStatement.Condition condition) {
        return row.text(condition.property())
                .map(v -> v.toLowerCase(Locale.ROOT).equals(condition.value().toLowerCase(Locale.ROOT)))
                .orElse(false);
    }

    private static WmiObject project(WmiObject row, List<String> names) {
        return new WmiObject(
                row.className(),
                row.path(),
                names.stream().map(n -> row.property(n).orElseThrow()).toList());
    }

    private List<WmiObject> associationClasses(WqlStatement.References query) {
        collection(query.path());
        return Stream.of("Msvm_CollectedVirtualSystems", JobReader.AFFECTED_CLASS)
                .map(name -> new WmiObject(name, null, List.of()))
                .toList();
    }

    private HostCollection collection(String path) {
        return ObjectPath.parse(path)
                .flatMap(p -> p.key("CollectionID"))
                .map(CollectionId::new)
                .flatMap(port::collection)
                .orElseThrow(() -> fault("query", path, WmiStatus.NOT_FOUND, false));
    }

    private List<WmiObject> associators(WqlStatement.Associators query) {
        Map<String, String> clauses = query.clauses();
        String by = clauses.getOrDefault("AssocClass", clauses.getOrDefault("ResultClass", ""));
        ObjectPath path = ObjectPath.parse(query.path())
                .orElseThrow(() -> fault("query", query.path(), WmiStatus.INVALID_OBJECT_PATH, false));
        if (path.isClass(SettingsCodec.CLASS)) {
            String id = path.key("InstanceID").orElse("");
            return port.collections().stream()
                    .filter(c ->
                            id.toLowerCase(Locale.ROOT).contains(c.id().value().toLowerCase(Locale.ROOT)))
                    .map(rows::collection)
                    .toList();
        }
        HostCollection collection = collection(query.path());
        return switch (by) {
            case "Msvm_CollectedVirtualSystems" -> rows.members(collection);
            case SettingsCodec.CLASS ->
                port.settings(collection).stream()
                        .map(s -> rows.settings(collection.id(), s))
                        .toList();
            case "Msvm_ReplicaCollectionDependency" ->
                port.testCollection(collection).stream().map(rows::collection).toList();
            case JobReader.AFFECTED_CLASS ->
                port.jobs(collection).stream().map(rows::job).toList();
            default -> throw fault("query", by, WmiStatus.INVALID_CLASS, false);
        };
    }

    @Override
    public WmiObject get(String namespace, String path) {
        return translating("get", path, () -> {
            String name = Wql.classOf(path);
            WmiSchema.ClassDef def = definition("get", local(namespace), name);
            if (Wql.relative(path).equals(name)) {
                return rows.rowIn(def.namespace(), def.name(), null, Map.of());
            }
            return instance(def, path);
        });
    }

    private WmiObject instance(WmiSchema.ClassDef def, String path) {
        ObjectPath wanted =
                ObjectPath.parse(path).orElseThrow(() -> fault("get", path, WmiStatus.INVALID_OBJECT_PATH, false));
        if (wanted.isClass(ObjectPath.JOB_CLASS)) {
            return job(path).map(rows::job).orElseThrow(() -> fault("get", path, WmiStatus.NOT_FOUND, false));
        }
        return rows.of(def).stream()
                .filter(row -> Optional.ofNullable(row.path())
                        .flatMap(ObjectPath::parse)
                        .map(p -> p.relative().equalsIgnoreCase(wanted.relative()))
                        .orElse(false))
                .findFirst()
                .orElseThrow(() -> fault("get", path, WmiStatus.NOT_FOUND, false));
    }

    /** A path without a server is this node's. */
    private Optional<HostJob> job(String path) {
        return port.job(
                path.startsWith("\\\\")
                        ? path
                        : "\\\\" + port.identity().node() + "\\" + WmiReads.CLUSTER + ":" + path);
    }

    @Override
    public WmiObject spawn(String namespace, String className) {
        return translating("spawn", className, () -> {
            WmiSchema.ClassDef def = definition("spawn", local(namespace), className);
            return def.name().equals(SettingsCodec.CLASS)
                    ? rows.freshSettings()
                    : rows.rowIn(def.namespace(), def.name(), null, Map.of());
        });
    }

    @Override
    public WmiObject invoke(String namespace, String path, String method, List<WmiProperty> in) {
        return translating(method, path, () -> {
            WmiSchema.ClassDef def = definition(method, local(namespace), Wql.classOf(path));
            List<WmiSchema.Column> signature =
                    def.method(method).orElseThrow(() -> fault(method, path, WmiStatus.INVALID_METHOD, false));
            for (WmiProperty given : in) {
                check(method, signature, given);
            }
            WmiObject parameters = new WmiObject("__PARAMETERS", null, in);
            return switch (def.name()) {
                case ServiceCaller.SERVICE_CLASS -> {
                    if (!path.equals(rows.service().path())) {
                        throw fault(method, path, WmiStatus.NOT_FOUND, true);
                    }
                    yield methods.call(method, parameters);
                }
                case ObjectPath.JOB_CLASS -> errors(path);
                case Registry.CLASS -> registry(parameters);
                default -> throw fault(method, path, WmiStatus.INVALID_METHOD, false);
            };
        });
    }

    private static void check(String method, List<WmiSchema.Column> signature, WmiProperty given) {
        WmiSchema.Column column = signature.stream()
                .filter(c -> c.name().equals(given.name()))
                .findFirst()
                .orElseThrow(() -> fault(method, given.name(), WmiStatus.INVALID_METHOD_PARAMETERS, false));
        if (given.value() != null && (column.type() != given.type() || column.array() != given.array())) {
            throw fault(method, given.name(), WmiStatus.TYPE_MISMATCH, false);
        }
    }

    private WmiObject errors(String path) {
        List<String> texts = job(path).map(HostJob::errors).orElse(List.of()).stream()
                .map(e -> XmlInstanceWriter.write(
                        rows.row("Msvm_Error", null, Map.of("Message", e, "MessageID", "32768")), InstanceForm.CIM_DTD))
                .toList();
        return new WmiObject(
                "__PARAMETERS",
                null,
                List.of(
                        WmiProperty.of("ReturnValue", CimType.UINT32, 0),
                        WmiProperty.texts("Errors", texts.isEmpty() ? null : texts)));
    }

    private WmiObject registry(WmiObject in) {
        boolean known = in.text("sSubKeyName").map("Cluster"::equals).orElse(false);
        return new WmiObject(
                "__PARAMETERS",
                null,
                List.of(
                        WmiProperty.of("ReturnValue", CimType.UINT32, known ? 0 : 2),
                        WmiProperty.text("sValue", known ? port.identity().clusterId() : null)));
    }

    @Override
    public ProcessRights rights() {
        return new ProcessRights("FABRIC\\svc-hvcr", true, true, false, false);
    }

    @Override
    public String render(String namespace, WmiObject instance, InstanceForm form) {
        definition("render", namespace, instance.className());
        return XmlInstanceWriter.write(instance, form);
    }

    @Override
    public void close() {
        port.close();
    }

    private WmiSchema.ClassDef definition(String operation, String namespace, String className) {
        if (!schema.hasNamespace(namespace)) {
            throw fault(operation, namespace, WmiStatus.INVALID_NAMESPACE, false);
        }
        return schema.find(namespace, className)
                .orElseThrow(() -> fault(operation, className, WmiStatus.INVALID_CLASS, false));
    }

    /** The namespace without its node: every node of a fabric sees the whole cluster. */
    private static String local(String namespace) {
        if (!namespace.startsWith("\\\\")) {
            return namespace;
        }
        return namespace.substring(namespace.indexOf('\\', 2) + 1);
    }

    private static <T> T translating(String operation, String path, Supplier<T> work) {
        try {
            return work.get();
        } catch (HostException e) {
            throw new WmiException(WmiFault.of(
                    operation,
                    path,
                    Optional.ofNullable(e.fault().hresult())
                            .filter(number -> e.fault().outcomeUnknown() || number != WmiStatus.FAILED.hresult())
                            .orElseGet(() -> hresult(e.fault())),
                    e.fault().text(),
                    e.fault().outcomeUnknown()));
        }
    }

    /**
     * The number for a fault that has none. WBEM_E_FAILED counts as none where the fabric says that nothing happened: from a real
     * host it says nothing of the kind, and the client must take it for an unknown outcome.
     */
    private static int hresult(HostFault fault) {
        return switch (fault) {
            case HostFault.Unavailable unavailable -> WmiStatus.RPC_SERVER_UNAVAILABLE.hresult();
            case HostFault.Absent absent -> WmiStatus.INVALID_NAMESPACE.hresult();
            case HostFault.Denied denied -> WmiStatus.ACCESS_DENIED.hresult();
            case HostFault.Missing missing -> WmiStatus.NOT_FOUND.hresult();
            case HostFault.WrongNode wrongNode -> WmiStatus.NOT_FOUND.hresult();
            case HostFault.OutcomeUnknown unknown -> WmiStatus.TIMED_OUT.hresult();
            case HostFault.Refused refused -> WmiStatus.INVALID_PARAMETER.hresult();
        };
    }

    static WmiException fault(String operation, @Nullable String path, WmiStatus status, boolean sent) {
        return new WmiException(WmiFault.of(operation, path, status.hresult(), null, sent));
    }
}
