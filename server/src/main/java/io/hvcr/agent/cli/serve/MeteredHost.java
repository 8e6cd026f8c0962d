// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

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
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.host.HostIdentity;
import io.hvcr.agent.host.HyperVHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A host that tells somebody of every call to it: which one, how it ended, how long it took. */
final class MeteredHost implements HyperVHost {

    private final HyperVHost host;
    private final Meter meter;

    MeteredHost(HyperVHost host, Meter meter) {
        this.host = host;
        this.meter = meter;
    }

    /** Is told of a call when it is over. */
    @FunctionalInterface
    interface Meter {
        /**
         * A call is over.
         *
         * @param operation the port's method, or WMI's method for a call of the service
         * @param outcome ok, a return value that is an error, or the kind of fault
         */
        void called(String operation, String outcome, long nanos);
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
        return read("collections", host::collections);
    }

    @Override
    public Optional<HostCollection> collection(CollectionId id) {
        return read("collection", () -> host.collection(id));
    }

    @Override
    public List<HostCollection> collectionsNamed(String name) {
        return read("collectionsNamed", () -> host.collectionsNamed(name));
    }

    @Override
    public Map<CollectionId, ReplicationSettings> settings() {
        return read("settings", () -> host.settings());
    }

    @Override
    public Optional<ReplicationSettings> settings(HostCollection collection) {
        return read("settings", () -> host.settings(collection));
    }

    @Override
    public ReplicationSettings freshSettings() {
        return read("freshSettings", host::freshSettings);
    }

    @Override
    public List<Member> members(HostCollection collection) {
        return read("members", () -> host.members(collection));
    }

    @Override
    public List<VirtualDisk> disks(HostCollection collection) {
        return read("disks", () -> host.disks(collection));
    }

    @Override
    public List<RecoveryPoint> recoveryPoints(HostCollection collection) {
        return read("recoveryPoints", () -> host.recoveryPoints(collection));
    }

    @Override
    public Optional<SharedDiskSet> sharedDiskSet(HostCollection collection) {
        return read("sharedDiskSet", () -> host.sharedDiskSet(collection));
    }

    @Override
    public Optional<HostCollection> testCollection(HostCollection collection) {
        return read("testCollection", () -> host.testCollection(collection));
    }

    @Override
    public List<HostJob> jobs() {
        return read("jobs", () -> host.jobs());
    }

    @Override
    public List<HostJob> jobs(HostCollection collection) {
        return read("jobs", () -> host.jobs(collection));
    }

    @Override
    public Optional<HostJob> job(String path) {
        return read("job", () -> host.job(path));
    }

    @Override
    public HostAnswer invoke(HostCollection collection, ReplicationCall call) {
        long begin = System.nanoTime();
        String outcome = "defect";
        try {
            HostAnswer answer = host.invoke(collection, call);
            outcome = answer.returnValue().accepted()
                    ? "ok"
                    : Integer.toString(answer.returnValue().number());
            return answer;
        } catch (HostException failed) {
            outcome = kind(failed.fault());
            throw failed;
        } finally {
            meter.called(call.method().wmiName(), outcome, System.nanoTime() - begin);
        }
    }

    @Override
    public List<PreflightCheck> preflight() {
        return read("preflight", host::preflight);
    }

    @Override
    public void close() {
        host.close();
    }

    private <T> T read(String operation, Supplier<T> call) {
        long begin = System.nanoTime();
        String outcome = "defect";
        try {
            T answer = call.get();
            outcome = "ok";
            return answer;
        } catch (HostException failed) {
            outcome = kind(failed.fault());
            throw failed;
        } finally {
            meter.called(operation, outcome, System.nanoTime() - begin);
        }
    }

    private static String kind(HostFault fault) {
        return switch (fault) {
            case HostFault.Unavailable ignored -> "unavailable";
            case HostFault.Absent ignored -> "absent";
            case HostFault.Denied ignored -> "denied";
            case HostFault.Missing ignored -> "missing";
            case HostFault.OutcomeUnknown ignored -> "outcome_unknown";
            case HostFault.WrongNode ignored -> "wrong_node";
            case HostFault.Refused ignored -> "refused";
        };
    }
}
