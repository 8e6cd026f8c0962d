// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.SharedDiskSet;
import io.hvcr.agent.domain.VirtualDisk;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.host.HostIdentity;
import io.hvcr.agent.host.HyperVHost;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in which nothing ever changes, for what is about the way to a host and not about the host: it answers 0 to every call
 * and remembers it.
 */
public final class FixedPort implements HyperVHost {

    private static final String VM = "6f1b8c1e-0000-4000-8000-00000000000";

    private final List<HostCollection> collections = new ArrayList<>();
    private final List<ReplicationCall> calls = new CopyOnWriteArrayList<>();
    private volatile @Nullable HostFault fault;

    /** A cluster with collections of these names. */
    public FixedPort(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            CollectionId id = new CollectionId("C0FFEE00-0000-4000-8000-%012d".formatted(i));
            collections.add(new HostCollection(
                    new CollectionRef(id, names.get(i)),
                    ObjectPath.inCluster("HV01", ObjectPath.COLLECTION_CLASS, "CollectionID", id.value())
                            .text(),
                    HostCollection.Kind.VIRTUAL_SYSTEMS,
                    CollectionMode.Known.PRIMARY,
                    CollectionState.Known.REPLICATING,
                    FailoverType.Known.NONE,
                    null,
                    ConsistencyLevel.Known.UNKNOWN));
        }
    }

    /** The calls that arrived, as the port understood them. */
    public List<ReplicationCall> calls() {
        return List.copyOf(calls);
    }

    /** From now on every call fails like this; null lets them through again. */
    public void failWith(@Nullable HostFault next) {
        fault = next;
    }

    @Override
    public HostIdentity identity() {
        return new HostIdentity(
                HostIdentity.Backend.SIMULATOR, null, "cluster-id", "CLUSTER1", "HV01", "broker.example", List.of());
    }

    @Override
    public Instant hostTime() {
        return Instant.EPOCH;
    }

    @Override
    public List<HostCollection> collections() {
        return List.copyOf(collections);
    }

    @Override
    public Optional<HostCollection> collection(CollectionId id) {
        return collections.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    @Override
    public List<HostCollection> collectionsNamed(String name) {
        return collections.stream().filter(c -> c.ref().name().equals(name)).toList();
    }

    @Override
    public Map<CollectionId, ReplicationSettings> settings() {
        Map<CollectionId, ReplicationSettings> all = new HashMap<>();
        collections.forEach(c -> all.put(c.id(), settings(c).orElseThrow()));
        return all;
    }

    @Override
    public Optional<ReplicationSettings> settings(HostCollection collection) {
        return Optional.of(new ReplicationSettings(
                AuthenticationType.Known.KERBEROS,
                null,
                null,
                true,
                false,
                "broker.recovery.example",
                "broker.example",
                80,
                true,
                1,
                4,
                true,
                LocalTime.of(18, 30),
                LocalTime.of(6, 0),
                300,
                disks(collection).stream().map(VirtualDisk::reference).toList(),
                null,
                null));
    }

    @Override
    public ReplicationSettings freshSettings() {
        return ReplicationSettings.UNSET;
    }

    @Override
    public List<Member> members(HostCollection collection) {
        return IntStream.range(0, 3)
                .mapToObj(i -> new Member(
                        VM + i,
                        "node-" + i,
                        "HV01",
                        PowerState.Known.RUNNING,
                        MemberState.Known.REPLICATING,
                        ReplicationHealth.Known.OK))
                .toList();
    }

    @Override
    public List<VirtualDisk> disks(HostCollection collection) {
        return IntStream.range(0, 4)
                .mapToObj(i -> new VirtualDisk(
                        new DiskReference(
                                "Microsoft:" + VM + "0\\83F8638B\\0\\" + i + "\\L",
                                "C:\\ClusterStorage\\Volume1\\d" + i + ".vhds"),
                        List.of(VM + "0", VM + "1")))
                .toList();
    }

    @Override
    public List<RecoveryPoint> recoveryPoints(HostCollection collection) {
        return List.of();
    }

    @Override
    public Optional<SharedDiskSet> sharedDiskSet(HostCollection collection) {
        return Optional.of(
                new SharedDiskSet(MemberState.Known.REPLICATING, ReplicationHealth.Known.OK, Instant.EPOCH, null));
    }

    @Override
    public Optional<HostCollection> testCollection(HostCollection collection) {
        return Optional.empty();
    }

    @Override
    public List<HostJob> jobs() {
        return List.of();
    }

    @Override
    public List<HostJob> jobs(HostCollection collection) {
        return List.of();
    }

    @Override
    public Optional<HostJob> job(String path) {
        return Optional.empty();
    }

    @Override
    public HostAnswer invoke(HostCollection collection, ReplicationCall call) {
        HostFault next = fault;
        if (next != null) {
            throw new HostException(next);
        }
        calls.add(call);
        return HostAnswer.of(ReturnCode.Known.COMPLETED);
    }

    @Override
    public List<PreflightCheck> preflight() {
        return List.of();
    }

    @Override
    public void close() {}
}
