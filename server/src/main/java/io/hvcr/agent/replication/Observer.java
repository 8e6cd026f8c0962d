// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.StatisticsReport;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HyperVHost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at collections. Host calls are counted in design 3.2: one collection costs a constant number whatever its size,
 * all of them cost three whatever their number, and their health comes from a cache that says how old it is.
 *
 * <p>Safe for use by many threads.
 */
public final class Observer {

    private static final Comparator<Observed> BY_NAME = Comparator.comparing(
                    (Observed o) -> o.collection().name(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Observed::id);

    private final HyperVHost host;
    private final HealthCache health;
    private final Memory memory;
    private final CollectionFinder finder;
    private final Refusals refusals;

    public Observer(HyperVHost host, HealthCache health, Memory memory) {
        this.host = host;
        this.health = health;
        this.memory = memory;
        this.finder = new CollectionFinder(host);
        this.refusals = new Refusals(TransitionTable.standard(), host::identity);
    }

    /**
     * The collection that a text means: an id in any case, else an object path, else an exact name.
     *
     * @throws ProblemException −32602 {@code ambiguous_collection} with the ids, −32004 {@code unknown_collection} with what exists
     */
    public HostCollection resolve(String collection) {
        return Faults.translated(() -> finder.find(collection));
    }

    /**
     * One collection with the wanted parts.
     *
     * @throws ProblemException as {@link #resolve}, or when the host cannot be read
     */
    public Observed get(String collection, Set<Include> include) {
        return Faults.translated(() -> look(finder.find(collection), include));
    }

    /** A collection that was found already. */
    Observed get(HostCollection collection, Set<Include> include) {
        return Faults.translated(() -> look(collection, include));
    }

    /** The collection as it is now, or nothing when it has been deleted. */
    Optional<HostCollection> again(CollectionId id) {
        return Faults.translated(() -> host.collection(id));
    }

    /** All groups of virtual machines, by name and then id, without members, fresh statistics and recovery points. */
    public List<Observed> list() {
        return Faults.translated(() -> {
            List<HostCollection> collections = host.collections();
            Map<CollectionId, ReplicationSettings> settings = host.settings();
            Map<CollectionId, List<HostJob>> jobs = jobsByCollection();
            Map<CollectionId, Memory.Remembered> remembered = memory.all();
            Instant hostTime = host.hostTime();
            List<Observed> all = new ArrayList<>();
            for (HostCollection collection : collections) {
                if (collection.kind() == HostCollection.Kind.VIRTUAL_SYSTEMS) {
                    Parts parts = new Parts(collection, hostTime);
                    parts.included.addAll(EnumSet.of(Include.SETTINGS, Include.JOBS));
                    parts.settings = settings.get(collection.id());
                    parts.jobs = jobs.getOrDefault(collection.id(), List.of());
                    parts.remember(remembered.getOrDefault(collection.id(), Memory.Remembered.NOTHING));
                    parts.health = health.get(collection.id()).orElse(null);
                    all.add(parts.toObserved());
                }
            }
            all.sort(BY_NAME);
            return List.copyOf(all);
        });
    }

    private Map<CollectionId, List<HostJob>> jobsByCollection() {
        return host.jobs().stream()
                .filter(job -> job.collectionId() != null)
                .collect(Collectors.groupingBy(job -> Objects.requireNonNull(job.collectionId())));
    }

    /** Every collection, groups of groups and test collections included, as the host answers them. */
    public List<HostCollection> collections() {
        return Faults.translated(() -> host.collections().stream()
                .sorted(Comparator.comparing((HostCollection c) -> c.ref().name(), String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(HostCollection::id))
                .toList());
    }

    /** The recovery points of a collection, oldest first; empty on the primary side. */
    public List<RecoveryPoint> recoveryPoints(String collection) {
        return Faults.translated(() -> host.recoveryPoints(finder.find(collection)));
    }

    /**
     * {@code GetReplicationStatistics}, the only method of the service that changes nothing.
     *
     * @throws ProblemException with the return value as its code when the host refuses
     */
    public StatisticsReport statistics(String collection) {
        HostCollection found = resolve(collection);
        ReplicationCall call = new ReplicationCall.GetStatistics();
        HostAnswer answer = Faults.translated(() -> host.invoke(found, call));
        StatisticsReport report = answer.statistics();
        if (report == null) {
            throw refusals.refused(get(found, Include.NOTHING), call, answer.returnValue())
                    .toException();
        }
        health.put(found.id(), report);
        return report;
    }

    private Observed look(HostCollection collection, Set<Include> include) {
        Parts parts = new Parts(collection, host.hostTime());
        parts.included.addAll(include);
        parts.remember(memory.of(collection.id()));
        boolean groupOfMachines = collection.kind() == HostCollection.Kind.VIRTUAL_SYSTEMS;
        if (include.contains(Include.SETTINGS) && replicated(collection)) {
            parts.settings = host.settings(collection).orElse(null);
        }
        if (include.contains(Include.JOBS)) {
            parts.jobs = host.jobs(collection);
        }
        if (include.contains(Include.MEMBERS) && groupOfMachines) {
            parts.members = host.members(collection);
        }
        if (groupOfMachines && (include.contains(Include.DISKS) || namesNeeded(collection, parts.settings))) {
            parts.disks = host.disks(collection);
        }
        readReplication(collection, include, parts);
        return parts.toObserved();
    }

    /** The parts that only a replicated collection has, each on the side that has it. */
    private void readReplication(HostCollection collection, Set<Include> include, Parts parts) {
        parts.health = health.get(collection.id()).orElse(null);
        if (include.contains(Include.STATISTICS) && replicated(collection) && collection.side() != Side.TEST) {
            readStatistics(collection, parts);
        }
        if (include.contains(Include.RECOVERY_POINTS)) {
            parts.recoveryPoints = collection.side() == Side.RECOVERY ? host.recoveryPoints(collection) : List.of();
        }
        if (include.contains(Include.SHARED_DISK_SET) && replicated(collection)) {
            parts.sharedDiskSet = host.sharedDiskSet(collection).orElse(null);
        }
        if (include.contains(Include.TEST_COLLECTION) && collection.side() == Side.RECOVERY) {
            parts.testCollection = host.testCollection(collection).orElse(null);
        }
    }

    /** Statistics that cannot be had do not take the rest of the answer with them; the answer says so. */
    private void readStatistics(HostCollection collection, Parts parts) {
        try {
            HostAnswer answer = host.invoke(collection, new ReplicationCall.GetStatistics());
            StatisticsReport report = answer.statistics();
            if (report == null) {
                parts.warnings.add(Warning.of(
                        Reason.HOST_REFUSED,
                        ReplicationMethod.GET_REPLICATION_STATISTICS.wmiName() + " answered "
                                + answer.returnValue().describe() + ": no statistics and no fresh health."));
                return;
            }
            parts.statistics = report;
            parts.health = health.put(collection.id(), report);
        } catch (HostException e) {
            parts.warnings.add(Warning.of(
                    Reason.HOST_FAULT,
                    "No statistics and no fresh health: " + e.fault().text()));
        }
    }

    private static boolean replicated(HostCollection collection) {
        return collection.kind() == HostCollection.Kind.VIRTUAL_SYSTEMS
                && collection.mode() != CollectionMode.Known.NONE;
    }

    /** Whether settings are shown whose disks do not tell their files by themselves. */
    private static boolean namesNeeded(HostCollection collection, @Nullable ReplicationSettings settings) {
        List<DiskReference> included = settings == null ? null : settings.includedDisks();
        return collection.side() == Side.PRIMARY
                && included != null
                && included.stream().anyMatch(reference -> reference.path() == null);
    }
}
