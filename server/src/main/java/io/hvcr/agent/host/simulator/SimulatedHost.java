// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationCall;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One site of the fabric as the port shows it, asked from one of its nodes. */
final class SimulatedHost implements HyperVHost {

    private static final int WBEM_E_NOT_FOUND = 0x80041002;
    private static final int WBEM_E_INVALID_OBJECT_PATH = 0x8004103A;
    private static final List<String> CAPABILITIES =
            List.of("simulator.scenario", "simulator.advance", "simulator.inject");

    private final FabricStore store;
    private final Calls calls;
    private final Mishaps mishaps;
    private final Pause pause;
    private final Site site;
    private final String node;

    SimulatedHost(FabricStore store, Calls calls, Mishaps mishaps, Pause pause, Site site, String node) {
        this.store = store;
        this.calls = calls;
        this.mishaps = mishaps;
        this.pause = pause;
        this.site = site;
        this.node = node;
    }

    @Override
    public HostIdentity identity() {
        return store.glance(picture -> {
            Cluster cluster = picture.fabric().cluster(site);
            return new HostIdentity(
                    HostIdentity.Backend.SIMULATOR,
                    site.wireName(),
                    cluster.id(),
                    cluster.name(),
                    node,
                    cluster.broker(),
                    CAPABILITIES);
        });
    }

    @Override
    public Instant hostTime() {
        return store.read((picture, now) -> now);
    }

    @Override
    public List<HostCollection> collections() {
        return asked("collections", (picture, views) -> {
            List<HostCollection> all = new ArrayList<>();
            picture.all(site).forEach(row -> all.add(views.collection(row)));
            return all;
        });
    }

    @Override
    public Optional<HostCollection> collection(CollectionId id) {
        return asked(
                "collection",
                (picture, views) ->
                        picture.collection(new CollectionKey(site, id)).map(views::collection));
    }

    @Override
    public List<HostCollection> collectionsNamed(String name) {
        return asked(
                "collectionsNamed",
                (picture, views) -> picture.named(site, name).stream()
                        .map(views::collection)
                        .toList());
    }

    @Override
    public Map<CollectionId, ReplicationSettings> settings() {
        return asked("settings", (picture, views) -> {
            Map<CollectionId, ReplicationSettings> all = new LinkedHashMap<>();
            for (CollectionRow row : picture.all(site)) {
                if (row.replication() != null) {
                    all.put(row.id(), row.replication().settings());
                }
            }
            return all;
        });
    }

    @Override
    public Optional<ReplicationSettings> settings(HostCollection collection) {
        return of(
                        "settings",
                        collection,
                        (row, jobs, views) ->
                                Optional.ofNullable(row.replication()).map(Replication::settings))
                .flatMap(found -> found);
    }

    @Override
    public ReplicationSettings freshSettings() {
        return asked("freshSettings", (picture, views) -> SettingsRules.FRESH);
    }

    @Override
    public List<Member> members(HostCollection collection) {
        return of("members", collection, (row, jobs, views) -> views.members(row, jobs))
                .orElse(List.of());
    }

    @Override
    public List<VirtualDisk> disks(HostCollection collection) {
        return of("disks", collection, (row, jobs, views) -> views.disks(row)).orElse(List.of());
    }

    @Override
    public List<RecoveryPoint> recoveryPoints(HostCollection collection) {
        return of("recoveryPoints", collection, (row, jobs, views) -> views.points(row))
                .orElse(List.of());
    }

    @Override
    public Optional<SharedDiskSet> sharedDiskSet(HostCollection collection) {
        return of("sharedDiskSet", collection, (row, jobs, views) -> views.sharedDiskSet(row, jobs))
                .flatMap(found -> found);
    }

    @Override
    public Optional<HostCollection> testCollection(HostCollection collection) {
        return asked(
                "testCollection",
                (picture, views) -> picture.collection(place(collection))
                        .flatMap(row -> Optional.ofNullable(row.replication()))
                        .flatMap(replication -> Optional.ofNullable(replication.testId()))
                        .flatMap(id -> picture.collection(new CollectionKey(site, id)))
                        .map(views::collection));
    }

    @Override
    public List<HostJob> jobs() {
        return asked("jobs", (picture, views) -> jobs(picture, views, picture.jobs(site)));
    }

    @Override
    public List<HostJob> jobs(HostCollection collection) {
        return asked("jobs", (picture, views) -> jobs(picture, views, picture.jobs(place(collection))));
    }

    @Override
    public Optional<HostJob> job(String path) {
        return asked(
                "job",
                (picture, views) -> HostPaths.jobId(path)
                        .flatMap(id -> picture.job(site, id))
                        .filter(job -> visible(job, picture))
                        .map(job ->
                                views.job(job, picture.collection(job.place()).orElse(null))));
    }

    private List<HostJob> jobs(Picture picture, Views views, List<JobRow> rows) {
        return rows.stream()
                .filter(job -> visible(job, picture))
                .map(job -> views.job(job, picture.collection(job.place()).orElse(null)))
                .toList();
    }

    private boolean visible(JobRow job, Picture picture) {
        boolean everywhere = picture.fabric().switches().jobsVisibleOn() == Switches.JobsVisible.EVERY_NODE;
        return job.visible() && (everywhere || job.node().equalsIgnoreCase(node));
    }

    @Override
    public HostAnswer invoke(HostCollection collection, ReplicationCall call) {
        Optional<HostAnswer> looked =
                call instanceof ReplicationCall.GetStatistics ? statistics(collection) : Optional.empty();
        return looked.orElseGet(() -> carriedOut(collection, call));
    }

    /** Statistics without a transaction, where no mishap waits for anybody. */
    private Optional<HostAnswer> statistics(HostCollection collection) {
        return store.read((picture, now) -> picture.hasFaults()
                ? Optional.empty()
                : picture.collection(place(collection))
                        .filter(row -> row.collectionKind() == HostCollection.Kind.VIRTUAL_SYSTEMS)
                        .flatMap(row ->
                                Calls.statistics(row, picture.fabric().switches(), views(picture.fabric(), now))));
    }

    private HostAnswer carriedOut(HostCollection collection, ReplicationCall call) {
        CallOutcome outcome = store.write(scene -> outcome(scene, collection, call));
        pause.of(outcome.delayMilliseconds());
        if (outcome.fault() != null) {
            throw new HostException(outcome.fault());
        }
        if (outcome.answer() == null) {
            throw new IllegalStateException("neither an answer nor a fault");
        }
        return outcome.answer();
    }

    private CallOutcome outcome(Scene scene, HostCollection collection, ReplicationCall call) {
        String operation = call.method().wmiName();
        CollectionKey place = place(collection);
        Optional<Mishap.Faults> mishap = mishaps.take(
                scene,
                Mishap.Faults.class,
                found -> found.target().hits(place, call.method())
                        && (found.hitsOperation("invoke") || found.hitsOperation(operation)));
        if (mishap.isEmpty()) {
            return judged(scene, collection, call);
        }
        Mishap.Faults found = mishap.get();
        if (found.fault() == Mishap.LayerFault.SLOW) {
            CallOutcome judged = judged(scene, collection, call);
            return new CallOutcome(judged.answer(), judged.fault(), found.delayMilliseconds());
        }
        if (found.tookEffect()) {
            judged(scene, collection, call);
        }
        return new CallOutcome(null, LayerFaults.of(operation, found, node), found.delayMilliseconds());
    }

    /** The first steps of judging: the path leads to a collection that can be replicated at all (contract 5.1, 6.1). */
    private CallOutcome judged(Scene scene, HostCollection collection, ReplicationCall call) {
        String operation = call.method().wmiName();
        ObjectPath path = ObjectPath.parse(collection.path()).orElse(null);
        if (path == null) {
            return fault(new HostFault.Refused(operation, "invalid object path", WBEM_E_INVALID_OBJECT_PATH));
        }
        if (path.isClass(ObjectPath.MANAGEMENT_COLLECTION_CLASS)) {
            return answer(HostAnswer.of(ReturnCode.Known.NOT_SUPPORTED));
        }
        Optional<CollectionRow> row = path.isClass(ObjectPath.COLLECTION_CLASS)
                ? path.key(HostPaths.COLLECTION_KEY)
                        .flatMap(id -> scene.collection(new CollectionKey(site, new CollectionId(id))))
                : Optional.empty();
        if (row.isEmpty()) {
            boolean hresult = scene.switches().unknownCollection() == Switches.UnknownCollection.HRESULT;
            return hresult
                    ? fault(new HostFault.Missing(operation, "the collection does not exist", WBEM_E_NOT_FOUND))
                    : answer(HostAnswer.of(ReturnCode.Known.INVALID_PARAMETER));
        }
        return answer(calls.call(scene, row.get(), call, views(scene.fabric(), scene.now())));
    }

    private static CallOutcome answer(HostAnswer answer) {
        return new CallOutcome(answer, null, 0);
    }

    private static CallOutcome fault(HostFault fault) {
        return new CallOutcome(null, fault, 0);
    }

    @Override
    public List<PreflightCheck> preflight() {
        return asked("preflight", (picture, views) -> Preflight.checks(picture, site));
    }

    @Override
    public void close() {
        // The fabric is the composition root's to close; the cluster goes on.
    }

    /** Answers about one collection. */
    private interface About<T> {
        T tell(CollectionRow row, List<JobRow> jobs, Views views);
    }

    private <T> Optional<T> of(String operation, HostCollection collection, About<T> answer) {
        return asked(
                operation,
                (picture, views) -> picture.collection(place(collection))
                        .map(row -> answer.tell(row, picture.jobs(row.place()), views)));
    }

    /** One call of the port that reads. */
    private <T> T asked(String operation, BiFunction<Picture, Views, T> answer) {
        Answer<T> told = store.read((picture, now) -> picture.hasFaults()
                ? new Answer<>(null, true)
                : new Answer<>(answer.apply(picture, views(picture.fabric(), now)), false));
        if (told.faultsWait()) {
            meetFault(operation);
            return store.read((picture, now) -> answer.apply(picture, views(picture.fabric(), now)));
        }
        return told.get();
    }

    private record Answer<T>(@Nullable T value, boolean faultsWait) {
        T get() {
            if (value == null) {
                throw new IllegalStateException("no answer");
            }
            return value;
        }
    }

    private void meetFault(String operation) {
        Optional<Mishap.Faults> mishap = store.write(scene -> mishaps.take(
                scene,
                Mishap.Faults.class,
                found -> operation.equalsIgnoreCase(found.operation())
                        && (found.target().site() == null || found.target().site() == site)));
        if (mishap.isPresent()) {
            pause.of(mishap.get().delayMilliseconds());
            if (mishap.get().fault() != Mishap.LayerFault.SLOW) {
                throw new HostException(LayerFaults.of(operation, mishap.get(), node));
            }
        }
    }

    private Views views(FabricRow fabric, Instant now) {
        return new Views(now, node, fabric.cluster(site).zone(), fabric.link().bytesPerSecond());
    }

    private CollectionKey place(HostCollection collection) {
        return new CollectionKey(site, collection.id());
    }
}
