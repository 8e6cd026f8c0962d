// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.host.wmi.FabricWmi;
import io.hvcr.agent.host.wmi.FixedPort;
import io.hvcr.agent.host.wmi.InstanceForm;
import io.hvcr.agent.host.wmi.WmiException;
import io.hvcr.agent.host.wmi.WmiObject;
import io.hvcr.agent.host.wmi.WmiProperty;
import io.hvcr.agent.host.wmi.WmiStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets every single call to COM fail in its turn, in one life of a session. Whatever fails, everything is released, no changing call
 * is repeated, and no part of an answer is taken for the whole.
 */
@OnWindows
class ComFaultSweepTest {

    private static final String NS = "root\\HyperVCluster\\v2";

    private final FixedPort port = new FixedPort(List.of("sql-fci", "file-cluster"));
    private final ComServer server = new ComServer(new FabricWmi(port));
    private final HostCollection first = port.collections().getFirst();

    @ParameterizedTest
    @EnumSource(
            value = WmiStatus.class,
            names = {"PROVIDER_FAILURE", "RPC_DISCONNECTED"})
    @Timeout(900)
    void aFailureAnywhereLosesNothingAndRepeatsNothing(WmiStatus status) {
        server.faults().timeouts(0);
        long before = server.calls();
        assertThat(life()).as("steps that failed without any fault").isZero();
        int calls = (int) (server.calls() - before);
        assertThat(calls).isGreaterThan(50);
        int failed = 0;

        for (int at = 1; at <= calls; at++) {
            int changed = port.calls().size();
            server.faults().failCall(at, status.hresult());
            failed += life();
            server.faults().failCall(0, 0);
            assertThat(server.mistakes()).as("call %d of %d", at, calls).isEmpty();
            assertThat(server.leftovers()).as("call %d of %d", at, calls).isEmpty();
            assertThat(port.calls().size() - changed)
                    .as("changing calls, with a failure of call %d of %d", at, calls)
                    .isLessThanOrEqualTo(1);
        }

        assertThat(failed).as("steps that failed in %d lives", calls).isPositive();
    }

    /** A session from its first connection to its end; answers how many of its steps failed. */
    private int life() {
        AtomicInteger failed = new AtomicInteger();
        try (ComSession session = server.session(new ComOptions(1, Duration.ofSeconds(60), true, 1))) {
            step(failed, () -> assertThat(rows(session)).hasSize(2));
            step(
                    failed,
                    () -> session.invoke(
                            NS,
                            servicePath(session),
                            "SuspendReplication",
                            List.of(WmiProperty.reference("Collection", first.path()))));
            step(failed, () -> {
                WmiObject fresh = session.spawn(NS, "Msvm_CollectionReplicationSettingData");
                assertThat(fresh.properties()).hasSizeGreaterThan(10);
                assertThat(session.render(NS, fresh, InstanceForm.WMI_DTD)).startsWith("<INSTANCE");
            });
            step(failed, () -> session.get(NS, "Msvm_ConcreteJob.InstanceID=\"none\""));
        }
        return failed.get() - 1; // there is no such job
    }

    private static List<WmiObject> rows(ComSession session) {
        List<WmiObject> rows = session.query(NS, "SELECT CollectionID, ElementName FROM Msvm_VirtualSystemCollection");
        assertThat(rows).allSatisfy(row -> assertThat(row.properties()).hasSize(2));
        return rows;
    }

    private static String servicePath(ComSession session) {
        return String.valueOf(session.query(
                        NS,
                        "SELECT SystemCreationClassName, SystemName, CreationClassName, Name FROM Msvm_CollectionReplicationService")
                .getFirst()
                .path());
    }

    private static void step(AtomicInteger failed, Runnable work) {
        try {
            work.run();
        } catch (WmiException e) {
            failed.incrementAndGet();
        }
    }
}
