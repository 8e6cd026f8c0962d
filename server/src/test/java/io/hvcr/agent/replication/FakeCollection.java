// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.LastReplicationType;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.Next;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.VirtualDisk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One collection of the {@link FakeHost}, to be set up and looked into by tests. */
final class FakeCollection {

    final CollectionRef ref;
    HostCollection.Kind kind = HostCollection.Kind.VIRTUAL_SYSTEMS;
    CollectionMode mode = CollectionMode.Known.NONE;
    CollectionState state = CollectionState.Known.DISABLED;
    CollectionState beforeSuspension = CollectionState.Known.REPLICATING;
    FailoverType failover = FailoverType.Known.NONE;

    @Nullable
    ReplicationSettings settings;

    List<Member> members = new ArrayList<>();
    List<VirtualDisk> disks = new ArrayList<>();
    List<RecoveryPoint> points = new ArrayList<>();

    @Nullable
    HostCollection test;

    final Map<String, FakeJob> jobs = new LinkedHashMap<>();

    /** A job and what it does when it ends well. */
    static final class FakeJob {
        HostJob job;
        final Runnable effect;
        int pollsLeft;

        FakeJob(HostJob job, Runnable effect, int pollsLeft) {
            this.job = job;
            this.effect = effect;
            this.pollsLeft = pollsLeft;
        }
    }

    FakeCollection(String id, String name) {
        ref = new CollectionRef(new CollectionId(id), name);
        String disk = "C:\\ClusterStorage\\Volume1\\" + name + ".vhds";
        members.add(member("11111111-0000-0000-0000-000000000001", name + "-1"));
        members.add(member("11111111-0000-0000-0000-000000000002", name + "-2"));
        disks.add(new VirtualDisk(
                new DiskReference("Microsoft:" + name + "\\0\\0\\L", disk),
                List.of(members.get(0).id(), members.get(1).id())));
    }

    static Member member(String id, String name) {
        return new Member(
                id,
                name,
                "hv01",
                PowerState.Known.RUNNING,
                MemberState.Known.DISABLED,
                ReplicationHealth.Known.NOT_APPLICABLE,
                LastReplicationType.Known.REGULAR);
    }

    FakeCollection in(CollectionMode newMode, CollectionState newState) {
        mode = newMode;
        state = newState;
        if (newMode != CollectionMode.Known.NONE && settings == null) {
            settings = FakeHost.FRESH.with(FakeHost.KERBEROS);
        }
        MemberState each = newState == CollectionState.Known.PARTIALLY_ENABLED
                ? MemberState.Known.DISABLED
                : MemberState.of(newState.number());
        setMembers(each);
        return this;
    }

    FakeCollection primary(CollectionState newState) {
        return in(CollectionMode.Known.PRIMARY, newState);
    }

    FakeCollection recovery(CollectionState newState) {
        return in(CollectionMode.Known.REPLICA, newState);
    }

    void setMembers(MemberState newState) {
        members.replaceAll(m ->
                new Member(m.id(), m.name(), m.node(), m.powerState(), newState, m.health(), m.lastReplicationType()));
    }

    void power(PowerState power) {
        members.replaceAll(
                m -> new Member(m.id(), m.name(), m.node(), power, m.state(), m.health(), m.lastReplicationType()));
    }

    void lastReplication(LastReplicationType last) {
        members.replaceAll(m -> new Member(m.id(), m.name(), m.node(), m.powerState(), m.state(), m.health(), last));
    }

    HostCollection seen() {
        return new HostCollection(
                ref,
                ObjectPath.inCluster(
                                "HV01",
                                ObjectPath.COLLECTION_CLASS,
                                "CollectionID",
                                ref.id().value())
                        .text(),
                kind,
                mode,
                state,
                failover,
                null,
                ConsistencyLevel.Known.UNKNOWN);
    }

    List<HostJob> jobList() {
        return jobs.values().stream().map(j -> j.job).toList();
    }

    /** What a call has done when it is done. */
    void apply(Next next) {
        switch (next) {
            case Next.To to -> move(to.side(), to.state());
            case Next.Through through -> move(through.side(), through.end());
            case Next.BeforeSuspension before -> move(Side.of(mode), beforeSuspension);
            case Next.Stays stays -> {}
            case Next.JobFails fails -> {}
        }
    }

    void move(Side side, CollectionState newState) {
        if (newState == CollectionState.Known.SUSPENDED) {
            beforeSuspension = state;
        }
        CollectionMode newMode = Objects.requireNonNull(
                switch (side) {
                    case NONE -> CollectionMode.Known.NONE;
                    case PRIMARY -> CollectionMode.Known.PRIMARY;
                    case RECOVERY -> CollectionMode.Known.REPLICA;
                    case TEST -> CollectionMode.Known.TEST_REPLICA;
                    case UNKNOWN -> mode;
                });
        in(newMode, newState);
        if (newMode == CollectionMode.Known.NONE) {
            settings = null;
        }
    }
}
