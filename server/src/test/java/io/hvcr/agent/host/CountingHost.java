// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.SharedDiskSet;
import io.hvcr.agent.domain.VirtualDisk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A host that counts what it is asked: port methods by name, and {@code invoke} by the WMI name of the method called. */
public final class CountingHost implements HyperVHost {

    private final HyperVHost host;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    public CountingHost(HyperVHost host) {
        this.host = host;
    }

    /** How often each was asked since the last {@link #reset}. */
    public Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** All calls together. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    public void reset() {
        counts.clear();
    }

    private <T> T counted(String name, Supplier<T> call) {
        counts.merge(name, 1, Integer::sum);
        return call.get();
    }

    @Override
    public HostIdentity identity() {
        return host.identity();
    }

    @Override
    public Instant hostTime() {
        return host.hostTime();
    }

    @Override
    public List<HostCollection> collections() {
        return counted("collections", host::collections);
    }

    @Override
    public Optional<HostCollection> collection(CollectionId id) {
        return counted("collection", () -> host.collection(id));
    }

    @Override
    public List<HostCollection> collectionsNamed(String name) {
        return counted("collectionsNamed", () -> host.collectionsNamed(name));
    }

    @Override
    public Map<CollectionId, ReplicationSettings> settings() {
        return counted("settings", () -> host.settings());
    }

    @Override
    public Optional<ReplicationSettings> settings(HostCollection collection) {
        return counted("settings", () -> host.settings(collection));
    }

    @Override
    public ReplicationSettings freshSettings() {
        return counted("freshSettings", host::freshSettings);
    }

    @Override
    public List<Member> members(HostCollection collection) {
        return counted("members", () -> host.members(collection));
    }

    @Override
    public List<VirtualDisk> disks(HostCollection collection) {
        return counted("disks", () -> host.disks(collection));
    }

    @Override
    public List<RecoveryPoint> recoveryPoints(HostCollection collection) {
        return counted("recoveryPoints", () -> host.recoveryPoints(collection));
    }

    @Override
    public Optional<SharedDiskSet> sharedDiskSet(HostCollection collection) {
        return counted("sharedDiskSet", () -> host.sharedDiskSet(collection));
    }

    @Override
    public Optional<HostCollection> testCollection(HostCollection collection) {
        return counted("testCollection", () -> host.testCollection(collection));
    }

    @Override
    public List<HostJob> jobs() {
        return counted("jobs", () -> host.jobs());
    }

    @Override
    public List<HostJob> jobs(HostCollection collection) {
        return counted("jobs", () -> host.jobs(collection));
    }

    @Override
    public Optional<HostJob> job(String path) {
        return counted("job", () -> host.job(path));
    }

    @Override
    public HostAnswer invoke(HostCollection collection, ReplicationCall call) {
        return counted(call.method().wmiName(), () -> host.invoke(collection, call));
    }

    @Override
    public List<PreflightCheck> preflight() {
        return counted("preflight", host::preflight);
    }

    @Override
    public void close() {
        host.close();
    }
}
