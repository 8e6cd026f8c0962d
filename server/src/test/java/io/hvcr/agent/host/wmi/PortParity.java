// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.simulator.ScenarioSource;
import io.hvcr.agent.host.simulator.SimulatedFabric;
import io.hvcr.agent.host.simulator.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Leads two equal fabrics through the same life, one asked directly and one through WMI: every one of the 21 methods must answer the
 * same, refusals too, and after each step every read through WMI must tell what the fabric tells.
 */
public final class PortParity implements AutoCloseable {

    private static final String SQL = "sql-fci";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final SimulatedFabric direct;
    private final SimulatedFabric behind;
    private final HyperVHost directPrimary;
    private final HyperVHost directRecovery;
    private final HyperVHost behindPrimary;
    private final HyperVHost behindRecovery;
    private final HyperVHost wmiPrimary;
    private final HyperVHost wmiRecovery;
    private final Set<ReplicationMethod> accepted = EnumSet.noneOf(ReplicationMethod.class);
    private final Set<ReplicationMethod> called = EnumSet.noneOf(ReplicationMethod.class);

    public PortParity(Path folder, UnaryOperator<HyperVHost> throughWmi) {
        direct = open(folder.resolve("direct.fabric"));
        behind = open(folder.resolve("behind.fabric"));
        directPrimary = direct.host(Site.PRIMARY);
        directRecovery = direct.host(Site.RECOVERY);
        behindPrimary = behind.host(Site.PRIMARY);
        behindRecovery = behind.host(Site.RECOVERY);
        wmiPrimary = throughWmi.apply(behindPrimary);
        wmiRecovery = throughWmi.apply(behindRecovery);
    }

    private static SimulatedFabric open(Path file) {
        return SimulatedFabric.open(file, InstantSource.fixed(NOON), new ScenarioSource.Named("two"));
    }

    /** A whole life of a collection, wrong turns included. */
    public void run() {
        ReplicationSettings toRecovery = settings("broker.recovery.example");
        primary(new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null));
        primary(new ReplicationCall.Create(settings("")));
        primary(new ReplicationCall.Create(toRecovery));
        plain(true, ReplicationMethod.CANCEL_INITIAL_REPLICATION);
        primary(new ReplicationCall.Start(InitialReplicationType.EXPORT, "C:\\no\\such", null));
        primary(new ReplicationCall.Start(InitialReplicationType.NETWORK, null, NOON.plus(Duration.ofDays(30))));
        primary(new ReplicationCall.Start(InitialReplicationType.NETWORK, null, NOON.plus(Duration.ofDays(1))));
        plain(true, ReplicationMethod.CANCEL_INITIAL_REPLICATION);
        primary(new ReplicationCall.Start(InitialReplicationType.NETWORK, null, null));
        settle(Duration.ofHours(12));
        plain(true, ReplicationMethod.SUSPEND_REPLICATION);
        plain(true, ReplicationMethod.SUSPEND_REPLICATION);
        primary(new ReplicationCall.Resynchronize(null, false));
        primary(new ReplicationCall.Resynchronize(null, true));
        plain(true, ReplicationMethod.CANCEL_RESYNCHRONIZE);
        primary(new ReplicationCall.Resynchronize(null, true));
        settle(Duration.ofHours(12));
        plain(true, ReplicationMethod.SUSPEND_REPLICATION);
        plain(true, ReplicationMethod.RESUME_REPLICATION);
        primary(new ReplicationCall.Modify(history(7)));
        primary(new ReplicationCall.Modify(history(99)));
        plain(true, ReplicationMethod.CANCEL_UPDATE_DISK_SET);
        primary(new ReplicationCall.GetStatistics());
        plain(true, ReplicationMethod.RESET_REPLICATION_STATISTICS);
        settle(Duration.ofHours(3));
        recovery(new ReplicationCall.TestReplica(null));
        recovery(new ReplicationCall.TestReplica("Msvm_CollectionRecoveryPoint.CollectionID=\"x\",InstanceID=\"y\""));
        plain(false, ReplicationMethod.REVERT_TEST_REPLICA_COLLECTION);
        plain(true, ReplicationMethod.INITIATE_PLANNED_FAILOVER);
        powerOff();
        plain(true, ReplicationMethod.INITIATE_PLANNED_FAILOVER);
        plain(true, ReplicationMethod.REVERT_PLANNED_FAILOVER);
        plain(true, ReplicationMethod.INITIATE_PLANNED_FAILOVER);
        recovery(new ReplicationCall.InitiateFailover(null));
        plain(false, ReplicationMethod.REVERT_FAILOVER);
        recovery(new ReplicationCall.InitiateFailover(null));
        recovery(new ReplicationCall.Reverse(settings("broker.primary.example")));
        plain(false, ReplicationMethod.COMMIT_FAILOVER);
        plain(true, ReplicationMethod.PREPARE_FOR_REVERSE_REPLICATION);
        recovery(new ReplicationCall.Reverse(settings("broker.primary.example")));
        settle(Duration.ofHours(1));
        plain(true, ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP);
        plain(false, ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP);
        assertThat(called).containsAll(EnumSet.allOf(ReplicationMethod.class));
        assertThat(accepted).hasSizeGreaterThanOrEqualTo(18);
    }

    private void plain(boolean atPrimary, ReplicationMethod method) {
        step(atPrimary, new ReplicationCall.Plain(method));
    }

    private void primary(ReplicationCall call) {
        step(true, call);
    }

    private void recovery(ReplicationCall call) {
        step(false, call);
    }

    private void step(boolean atPrimary, ReplicationCall call) {
        HyperVHost plain = atPrimary ? directPrimary : directRecovery;
        HyperVHost wmi = atPrimary ? wmiPrimary : wmiRecovery;
        HostAnswer expected = plain.invoke(collection(plain), call);
        HostAnswer answer = wmi.invoke(collection(wmi), call);
        String where = call + " in " + states(directPrimary, directRecovery);
        assertThat(answer.returnValue()).as(where).isEqualTo(expected.returnValue());
        assertThat(answer.jobPath() == null).as(where).isEqualTo(expected.jobPath() == null);
        assertThat(answer.statistics()).as(where).isEqualTo(expected.statistics());
        assertThat(answer.resultingCollectionPath() == null)
                .as(where)
                .isEqualTo(expected.resultingCollectionPath() == null);
        called.add(call.method());
        if (expected.returnValue().accepted()) {
            accepted.add(call.method());
        }
        readsAgree();
        if (expected.returnValue() == ReturnCode.Known.JOB_STARTED) {
            settle(Duration.ofMinutes(2));
        }
    }

    private void settle(Duration time) {
        direct.advance(time);
        behind.advance(time);
        assertThat(states(behindPrimary, behindRecovery)).isEqualTo(states(directPrimary, directRecovery));
        readsAgree();
    }

    private void powerOff() {
        String all = "{\"kind\":\"power\",\"site\":\"primary\",\"collection\":\"sql-fci\",\"state\":\"off\"}";
        direct.inject(all);
        behind.inject(all);
    }

    private void readsAgree() {
        readsAgree(behindPrimary, wmiPrimary);
        readsAgree(behindRecovery, wmiRecovery);
    }

    private static void readsAgree(HyperVHost fabric, HyperVHost wmi) {
        List<HostCollection> collections = fabric.collections();
        assertThat(wmi.collections()).containsExactlyInAnyOrderElementsOf(collections);
        assertThat(wmi.identity().clusterId()).isEqualTo(fabric.identity().clusterId());
        assertThat(wmi.identity().broker()).isEqualTo(fabric.identity().broker());
        for (HostCollection c : collections) {
            assertThat(wmi.collection(c.id())).contains(c);
            assertThat(wmi.collectionsNamed(c.ref().name())).contains(c);
            if (c.kind() == HostCollection.Kind.VIRTUAL_SYSTEMS) {
                partsAgree(fabric, wmi, c);
            }
        }
        assertThat(wmi.settings().keySet()).isEqualTo(fabric.settings().keySet());
        assertThat(errorless(wmi.jobs())).containsExactlyInAnyOrderElementsOf(errorless(fabric.jobs()));
    }

    private static void partsAgree(HyperVHost fabric, HyperVHost wmi, HostCollection c) {
        assertThat(wmi.disks(c)).hasSameSizeAs(fabric.disks(c));
        assertThat(wmi.settings(c)).isEqualTo(fabric.settings(c));
        assertThat(wmi.members(c)).containsExactlyElementsOf(fabric.members(c));
        assertThat(wmi.recoveryPoints(c)).containsExactlyElementsOf(fabric.recoveryPoints(c));
        assertThat(wmi.sharedDiskSet(c)).isEqualTo(fabric.sharedDiskSet(c));
        assertThat(wmi.testCollection(c)).isEqualTo(fabric.testCollection(c));
        List<HostJob> jobs = fabric.jobs(c);
        assertThat(errorless(wmi.jobs(c))).containsExactlyInAnyOrderElementsOf(errorless(jobs));
        for (HostJob job : jobs) {
            assertThat(wmi.job(job.path())).contains(job);
        }
    }

    /** A list of jobs tells only the first error of each; the others cost a call. */
    private static List<HostJob> errorless(List<HostJob> jobs) {
        List<HostJob> bare = new ArrayList<>();
        for (HostJob j : jobs) {
            bare.add(new HostJob(
                    j.path(),
                    j.instanceId(),
                    j.collectionId(),
                    j.name(),
                    j.state(),
                    j.type(),
                    j.percentComplete(),
                    j.errorCode(),
                    List.of(),
                    j.timeSubmitted(),
                    j.scheduledStart(),
                    j.timeOfLastChange()));
        }
        return bare;
    }

    private static HostCollection collection(HyperVHost host) {
        return host.collectionsNamed(SQL).getFirst();
    }

    private static String states(HyperVHost primary, HyperVHost recovery) {
        return state(primary) + " " + state(recovery);
    }

    private static String state(HyperVHost host) {
        return host.collectionsNamed(SQL).stream()
                .findFirst()
                .map(c -> c.mode().number() + "/" + c.state().number())
                .orElse("-");
    }

    private static ReplicationSettings settings(String server) {
        return new ReplicationSettings(
                AuthenticationType.Known.KERBEROS,
                null,
                null,
                null,
                null,
                server,
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
                null);
    }

    private static ReplicationSettings history(int points) {
        return new ReplicationSettings(
                null, null, null, null, null, null, null, null, null, null, points, null, null, null, null, null, null,
                null);
    }

    @Override
    public void close() {
        wmiPrimary.close();
        wmiRecovery.close();
        direct.close();
        behind.close();
    }
}
