// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.host.wmi.CimType;
import io.hvcr.agent.host.wmi.FabricWmi;
import io.hvcr.agent.host.wmi.FixedPort;
import io.hvcr.agent.host.wmi.WmiException;
import io.hvcr.agent.host.wmi.WmiFault;
import io.hvcr.agent.host.wmi.WmiHost;
import io.hvcr.agent.host.wmi.WmiHostOptions;
import io.hvcr.agent.host.wmi.WmiObject;
import io.hvcr.agent.host.wmi.WmiProperty;
import io.hvcr.agent.host.wmi.WmiStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The session against a strict COM server in this process. Every test ends with an empty ledger and no mistake. */
@OnWindows
class ComSessionTest {

    private static final String NS = "root\\HyperVCluster\\v2";
    private static final String COLLECTIONS = "SELECT CollectionID, ElementName FROM Msvm_VirtualSystemCollection";

    private final FixedPort port = new FixedPort(
            IntStream.range(0, 40).mapToObj(i -> "sql-\u00e9\u65e5-" + i).toList());
    private final ComServer server = new ComServer(new FabricWmi(port));
    private ComSession session = server.session(new ComOptions(2, Duration.ofSeconds(20), true, 2));

    @AfterEach
    void theLedgerIsEmptyAndNoMistakeWasMade() {
        server.faults().unblock();
        session.close();
        server.close();
        assertThat(server.mistakes()).isEmpty();
        assertThat(server.leftovers()).isEmpty();
    }

    private void reopen(ComOptions options) {
        session.close();
        session = server.session(options);
    }

    private WmiHost host() {
        return new WmiHost(session, "HV01", WmiHostOptions.DEFAULTS, InstantSource.system());
    }

    private static void assertFault(Runnable work, Class<? extends WmiFault> kind, WmiStatus status) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(WmiException.class, e -> {
            assertThat(e.fault()).isInstanceOf(kind);
            assertThat(e.fault().detail().hresult()).isEqualTo(status.hresult());
        });
    }

    private void suspend() {
        HostCollection first = port.collections().getFirst();
        session.invoke(
                NS,
                host().collection(first.id()).map(c -> servicePath()).orElseThrow(),
                "SuspendReplication",
                List.of(WmiProperty.reference("Collection", first.path())));
    }

    private String servicePath() {
        return String.valueOf(session.query(
                        NS,
                        "SELECT SystemCreationClassName, SystemName, CreationClassName, Name FROM Msvm_CollectionReplicationService")
                .getFirst()
                .path());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAndCallsSemisynchronouslyAndSynchronously(boolean semisynchronous) {
        reopen(new ComOptions(2, Duration.ofSeconds(20), semisynchronous, 2));
        WmiHost host = host();
        HostCollection first = host.collections().getFirst();

        host.invoke(
                first,
                new ReplicationCall.Start(
                        InitialReplicationType.SEEDED, null, Instant.parse("2026-11-23T01:00:00.123456Z")));

        assertThat(host.collections()).isEqualTo(port.collections());
        assertThat(host.disks(first)).hasSameSizeAs(port.disks(first));
        assertThat(host.settings(first)).isEqualTo(port.settings(first));
        assertThat(host.members(first)).isEqualTo(port.members(first));
        assertThat(port.calls())
                .containsExactly(new ReplicationCall.Start(
                        InitialReplicationType.SEEDED, null, Instant.parse("2026-11-23T01:00:00.123456Z")));
    }

    @Test
    void aTimeOutWhileWaitingIsNotTheEnd() {
        server.faults().timeouts(5);

        assertThat(session.query(NS, COLLECTIONS)).hasSize(40);
        suspend();
        assertThat(port.calls()).hasSize(1);
    }

    @Test
    void aCallThatTimesOutAfterItTookEffectIsCutAndNotRepeated() {
        reopen(new ComOptions(1, Duration.ofMillis(1500), true, 2));
        server.faults().hang("SuspendReplication");

        assertFault(this::suspend, WmiFault.Cut.class, WmiStatus.TIMED_OUT);

        assertThat(port.calls()).hasSize(1);
        assertThat(session.stuckThreads()).isZero();
        assertThat(session.query(NS, COLLECTIONS)).hasSize(40);
    }

    @Test
    void aThreadThatHangsIsWrittenOffReplacedAndPastALimitNothingIsBegun() {
        reopen(new ComOptions(1, Duration.ofSeconds(1), true, 1));
        CountDownLatch gate = new CountDownLatch(1);
        session.query(NS, COLLECTIONS);
        server.faults().block("SuspendReplication", gate);

        assertFault(this::suspend, WmiFault.Cut.class, WmiStatus.TIMED_OUT);
        assertThat(session.stuckThreads()).isOne();
        assertFault(() -> session.query(NS, COLLECTIONS), WmiFault.Unavailable.class, WmiStatus.SERVER_TOO_BUSY);

        server.faults().unblock();
        Deadline patience = Deadline.in(Duration.ofSeconds(20));
        while (session.stuckThreads() > 0 && !patience.over()) {
            Thread.onSpinWait();
        }
        assertThat(session.stuckThreads()).isZero();
        assertThat(session.writtenOffThreads()).isOne();
        assertThat(session.query(NS, COLLECTIONS)).hasSize(40);
    }

    @Test
    void aLostConnectionIsBuiltAnewForWhatWasNotSentYet() {
        String path = servicePath();
        server.faults().disconnect();

        assertThat(session.query(NS, COLLECTIONS)).hasSize(40);
        server.faults().disconnect();
        session.invoke(
                NS,
                path,
                "ResumeReplication",
                List.of(WmiProperty.reference(
                        "Collection", port.collections().getFirst().path())));
        assertThat(port.calls()).hasSize(1);
    }

    @Test
    void aNamespaceThatCannotBeReachedIsLeftAloneForAWhile() {
        server.faults().refuseConnections(WmiStatus.RPC_SERVER_UNAVAILABLE.hresult());
        assertFault(() -> session.query(NS, COLLECTIONS), WmiFault.Unavailable.class, WmiStatus.RPC_SERVER_UNAVAILABLE);
        long before = server.calls();
        server.faults().refuseConnections(0);

        assertThatThrownBy(() -> session.query(NS, COLLECTIONS)).hasMessageContaining("tries to connect again");
        assertThat(server.calls()).isEqualTo(before);

        Deadline patience = Deadline.in(Duration.ofSeconds(20));
        while (true) {
            try {
                assertThat(session.query(NS, COLLECTIONS)).hasSize(40);
                return;
            } catch (WmiException e) {
                assertThat(patience.over()).isFalse();
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void anErrorInTheMiddleOfTheRowsIsAnErrorOfTheQuery() {
        server.faults().breakRowsets(WmiStatus.ACCESS_DENIED.hresult(), 5);

        assertFault(() -> session.query(NS, COLLECTIONS), WmiFault.Denied.class, WmiStatus.ACCESS_DENIED);

        server.faults().breakRowsets(0, 0);
    }

    @Test
    void aBadQueryShowsAtItsFirstRow() {
        assertFault(
                () -> session.query(NS, "SELECT Nothing FROM Msvm_VirtualSystemCollection"),
                WmiFault.Misused.class,
                WmiStatus.INVALID_QUERY);
        assertFault(() -> session.query(NS, "SELECT A FROM B"), WmiFault.Absent.class, WmiStatus.INVALID_CLASS);
        assertFault(
                () -> session.query("root\\none", "SELECT A FROM B"),
                WmiFault.Absent.class,
                WmiStatus.INVALID_NAMESPACE);
        assertThatThrownBy(() -> session.query("root\\none", "SELECT A FROM B"))
                .hasMessageContaining("\\\\.\\root\\none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SuspendReplication", "ResumeReplication"})
    void theProvidersOwnWordsArriveWhereverWmiPutThem(String method) {
        HostCollection first = port.collections().getFirst();
        String path = servicePath();
        port.failWith(new HostFault.Refused("x", "the disk is \u00fcber-full", WmiStatus.PROVIDER_FAILURE.hresult()));

        assertThatThrownBy(() ->
                        session.invoke(NS, path, method, List.of(WmiProperty.reference("Collection", first.path()))))
                .hasMessageContaining("the disk is \u00fcber-full")
                .hasMessageContaining("WBEM_E_PROVIDER_FAILURE");

        port.failWith(null);
        assertThatThrownBy(() -> session.get(NS, "Msvm_ConcreteJob.InstanceID=\"none\""))
                .hasMessageContaining("WBEM_E_NOT_FOUND")
                .hasMessageNotContaining("\u00fcber");
    }

    @Test
    void aComposedServicePathIsRefused() {
        assertFault(
                () -> session.invoke(
                        NS,
                        "Msvm_CollectionReplicationService.Name=\"replicasvc\"",
                        "SuspendReplication",
                        List.of(WmiProperty.reference(
                                "Collection", port.collections().getFirst().path()))),
                WmiFault.Missing.class,
                WmiStatus.NOT_FOUND);
    }

    @Test
    void unknownMethodsAndParametersAreRefusedBeforeAnythingIsSent() {
        String path = servicePath();

        assertFault(
                () -> session.invoke(NS, path, "Nonsense", List.of()), WmiFault.Absent.class, WmiStatus.INVALID_METHOD);
        assertThatThrownBy(() ->
                        session.invoke(NS, path, "SuspendReplication", List.of(WmiProperty.text("Nonsense", "x"))))
                .isInstanceOfSatisfying(
                        WmiException.class,
                        e -> assertThat(e.fault().detail().sent()).isFalse());
        assertThat(port.calls()).isEmpty();
    }

    @Test
    void aValueOfAnotherTypeIsRefusedByWmi() {
        String path = servicePath();

        assertThatThrownBy(() -> session.invoke(
                        NS,
                        path,
                        "StartReplication",
                        List.of(WmiProperty.of("InitialReplicationType", CimType.STRING, "1"))))
                .hasMessageContaining("WBEM_E_TYPE_MISMATCH")
                .hasMessageContaining("InitialReplicationType");

        assertThat(server.mistakes()).hasSize(1);
        server.forgiveMistakes();
    }

    @Test
    void settingsAreRenderedByTheHostsOwnTextSource() {
        WmiHost host = host();
        HostCollection first = host.collections().getFirst();
        DiskReference disk = host.disks(first).getFirst().reference();

        host.invoke(
                first,
                new ReplicationCall.Modify(
                        ReplicationSettings.UNSET.with(port.settings(first).orElseThrow())));

        assertThat(disk.path()).isEqualTo("C:\\ClusterStorage\\Volume1\\d0.vhds");
        assertThat(port.calls())
                .containsExactly(new ReplicationCall.Modify(port.settings(first).orElseThrow()));
    }

    @Test
    @Timeout(600)
    void tenThousandCallsLeaveMemoryAndThreadsAsTheyWere() {
        server.faults().timeouts(0);
        HostCollection first = port.collections().getFirst();
        String path = servicePath();
        WmiHost host = host();
        List<WmiProperty> in = List.of(WmiProperty.reference("Collection", first.path()));
        // Four calls of a method to one that reads arrays.
        Runnable round = () -> {
            for (int i = 0; i < 4; i++) {
                session.invoke(NS, path, "SuspendReplication", in);
            }
            assertThat(host.settings(first)).isPresent();
        };
        IntStream.range(0, 50).forEach(i -> round.run());
        long threads = threadsOfTheSession();
        List<String> before = server.leftovers();

        IntStream.range(0, 2000).forEach(i -> round.run());

        assertThat(server.leftovers()).hasSameSizeAs(before);
        assertThat(threadsOfTheSession()).isEqualTo(threads);
        assertThat(session.stuckThreads()).isZero();
        assertThat(port.calls()).hasSize(4 * 2050);
    }

    private static long threadsOfTheSession() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("wmi-"))
                .count();
    }

    @Test
    void afterClosingNothingIsBegun() {
        session.close();

        assertFault(() -> session.query(NS, COLLECTIONS), WmiFault.Unavailable.class, WmiStatus.SHUTTING_DOWN);
    }

    @Test
    void objectsWithoutAnyPropertySetAreRead() {
        WmiObject fresh = session.spawn(NS, "Msvm_CollectionReplicationStatistics");

        assertThat(fresh.className()).isEqualTo("Msvm_CollectionReplicationStatistics");
        assertThat(fresh.properties()).isNotEmpty().allMatch(p -> p.value() == null);
    }
}
