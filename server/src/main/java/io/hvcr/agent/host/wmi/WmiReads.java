// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.ObjectPath;
import java.util.List;
import java.util.Optional;

/** Reads of a session with faults in the port's words; every reader of the host goes through here. */
final class WmiReads {

    static final String CLUSTER = ObjectPath.CLUSTER_NAMESPACE;
    static final String VIRTUALIZATION = "root\\virtualization\\v2";
    static final String MSCLUSTER = "root\\MSCluster";
    static final String CIMV2 = "root\\cimv2";

    private final WmiSession session;

    WmiReads(WmiSession session) {
        this.session = session;
    }

    /** The namespace of the same name on another node. */
    static String onNode(String node, String namespace) {
        return "\\\\" + node + "\\" + namespace;
    }

    List<WmiObject> cluster(String wql) {
        return query(CLUSTER, wql);
    }

    List<WmiObject> query(String namespace, String wql) {
        try {
            return session.query(namespace, wql);
        } catch (WmiException e) {
            throw HostFaults.read(e.fault());
        }
    }

    WmiObject spawn(String className) {
        try {
            return session.spawn(CLUSTER, className);
        } catch (WmiException e) {
            throw HostFaults.read(e.fault());
        }
    }

    /** Calls a method that only reads. */
    WmiObject call(String namespace, String path, String method, List<WmiProperty> in) {
        try {
            return session.invoke(namespace, path, method, in);
        } catch (WmiException e) {
            throw HostFaults.read(e.fault());
        }
    }

    /** The same without parameters, or nothing where the machine does not have the method or does not let it be called. */
    Optional<WmiObject> callIfThere(String namespace, String path, String method) {
        try {
            return Optional.of(session.invoke(namespace, path, method, List.of()));
        } catch (WmiException e) {
            return Optional.empty();
        }
    }

    /** The first instance of a class, or nothing where there is none or the machine does not have the class. */
    Optional<WmiObject> first(String namespace, String className, String... properties) {
        return queryIfThere(namespace, Wql.select(className, List.of(properties))).stream()
                .flatMap(List::stream)
                .findFirst();
    }

    /** The rows of a query, or nothing where the machine does not have the namespace, the class or a property. */
    Optional<List<WmiObject>> queryIfThere(String namespace, String wql) {
        try {
            return Optional.of(session.query(namespace, wql));
        } catch (WmiException e) {
            if (e.fault() instanceof WmiFault.Absent
                    || e.fault().detail().hresult() == WmiStatus.INVALID_QUERY.hresult()) {
                return Optional.empty();
            }
            throw HostFaults.read(e.fault());
        }
    }
}
