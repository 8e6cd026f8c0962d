// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import static io.hvcr.agent.host.wmi.ScriptedWmi.row;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A host over a scripted session with one replicating collection. */
abstract class WmiHostFixture {

    static final String NS = "\\\\HV01\\root\\HyperVCluster\\v2:";
    static final String SERVICE = NS + "Msvm_CollectionReplicationService.Name=\"x\"";
    static final String VM = "6f1b8c1e-0000-4000-8000-000000000001";
    static final String COLLECTIONS = "SELECT CollectionID, ElementName, ReplicationState";
    static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

    /** The names that this machine can resolve. */
    final Set<String> resolvable = new HashSet<>();

    final ScriptedWmi wmi = new ScriptedWmi()
            .on("SELECT SystemCreationClassName", row("Msvm_CollectionReplicationService", SERVICE, "Name", "x"))
            .on("SELECT CollectionID, ElementName FROM")
            .on(COLLECTIONS, collectionRow("sql-fci", 3, 1));

    WmiHost host(WmiHostOptions options) {
        return new WmiHost(wmi, "HV01", options, InstantSource.fixed(NOW), resolvable::contains);
    }

    WmiHost host() {
        return host(WmiHostOptions.DEFAULTS);
    }

    static WmiObject collectionRow(String name, int state, int mode) {
        return row(
                "Msvm_VirtualSystemCollection",
                NS + "Msvm_VirtualSystemCollection.CollectionID=\"C1\"",
                "CollectionID",
                "C1",
                "ElementName",
                name,
                "ReplicationState",
                state,
                "ReplicationMode",
                mode);
    }

    HostCollection collection() {
        return host().collection(new CollectionId("c1")).orElseThrow();
    }

    static WmiObject out(Object... pairs) {
        return row("__PARAMETERS", "", pairs);
    }

    void members(@Nullable String node) {
        wmi.on(
                "ASSOCIATORS OF {Msvm_VirtualSystemCollection.CollectionID=\"C1\"} WHERE AssocClass = Msvm_CollectedVirtualSystems",
                row(
                        "Msvm_ComputerSystem",
                        "",
                        "Name",
                        VM,
                        "ElementName",
                        "sql-1",
                        "EnabledState",
                        2,
                        "ReplicationState",
                        3,
                        "ReplicationHealth",
                        1),
                row("Msvm_ComputerSystem", "", "Name", "HV01", "ElementName", "HV01"));
        wmi.on(
                "SELECT Name, HostComputerSystemName",
                node == null
                        ? new WmiObject[0]
                        : new WmiObject[] {
                            row(
                                    "Msvm_SummaryInformation",
                                    "",
                                    "Name",
                                    VM.toUpperCase(Locale.ROOT),
                                    "HostComputerSystemName",
                                    node)
                        });
    }

    HostFault faultOf(ReplicationCall call) {
        try {
            host().invoke(collection(), call);
            throw new AssertionError("the call was answered");
        } catch (HostException e) {
            return e.fault();
        }
    }

    String sentSettings() {
        return Optional.ofNullable(wmi.parameters.getLast().get(1).value())
                .map(Object::toString)
                .orElseThrow();
    }

    static ReplicationSettings wanted(String broker) {
        return ReplicationSettings.UNSET.with(new ReplicationSettings(
                AuthenticationType.Known.KERBEROS,
                null,
                null,
                null,
                null,
                broker,
                null,
                80,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    }
}
