// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.StatisticsReport;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HyperVHost;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last reading of every replicated collection's statistics. A collection has no health property (contract 3.2); asking
 * for the health of many costs a call each, so a sampler does that at a bounded rate, oldest reading first, and lists and
 * metrics show what it has with its age.
 *
 * <p>Safe for use by many threads; one round runs at a time.
 */
public final class HealthCache {

    private static final Logger LOG = LoggerFactory.getLogger(HealthCache.class);

    private final HyperVHost host;
    private final InstantSource clock;
    private final HealthSampling sampling;
    private final Map<CollectionId, HealthReading> readings = new ConcurrentHashMap<>();
    private final Map<CollectionId, Instant> asked = new ConcurrentHashMap<>();

    public HealthCache(HyperVHost host, InstantSource clock, HealthSampling sampling) {
        this.host = host;
        this.clock = clock;
        this.sampling = sampling;
    }

    public Optional<HealthReading> get(CollectionId id) {
        return Optional.ofNullable(readings.get(id));
    }

    /** Every reading there is. */
    public Map<CollectionId, HealthReading> all() {
        return Map.copyOf(readings);
    }

    /** Keeps what somebody has read anyway. */
    HealthReading put(CollectionId id, StatisticsReport report) {
        HealthReading reading = HealthReading.of(report, clock.instant());
        readings.put(id, reading);
        asked.put(id, reading.readAt());
        return reading;
    }

    /** Repeats {@link #sample} for as long as the scheduler lives. */
    public void start(Scheduler scheduler) {
        scheduler.schedule(Duration.ZERO, () -> round(scheduler));
    }

    private void round(Scheduler scheduler) {
        try {
            sample();
        } finally {
            scheduler.schedule(sampling.period(), () -> round(scheduler));
        }
    }

    /** One round: asks about the collections whose reading is oldest. A host that cannot be reached costs one call. */
    public synchronized void sample() {
        try {
            List<HostCollection> replicated = host.collections().stream()
                    .filter(HealthCache::hasStatistics)
                    .toList();
            Set<CollectionId> present =
                    replicated.stream().map(HostCollection::id).collect(Collectors.toSet());
            readings.keySet().retainAll(present);
            asked.keySet().retainAll(present);
            Instant stale = clock.instant().minus(sampling.freshFor());
            replicated.stream()
                    .filter(collection -> !lastAsked(collection).isAfter(stale))
                    .sorted(Comparator.comparing(this::lastAsked))
                    .limit(sampling.perRound())
                    .forEach(this::read);
        } catch (HostException e) {
            LOG.debug("No health could be sampled: {}", e.fault().text());
        }
    }

    private static boolean hasStatistics(HostCollection collection) {
        return collection.kind() == HostCollection.Kind.VIRTUAL_SYSTEMS
                && (collection.side() == Side.PRIMARY || collection.side() == Side.RECOVERY);
    }

    private Instant lastAsked(HostCollection collection) {
        return asked.getOrDefault(collection.id(), Instant.MIN);
    }

    /** A collection that refuses is asked again when its turn comes, not at once. */
    private void read(HostCollection collection) {
        asked.put(collection.id(), clock.instant());
        try {
            HostAnswer answer = host.invoke(collection, new ReplicationCall.GetStatistics());
            if (answer.statistics() != null) {
                put(collection.id(), answer.statistics());
            } else {
                LOG.debug(
                        "No statistics of {}: {}",
                        collection.ref().describe(),
                        answer.returnValue().describe());
            }
        } catch (HostException e) {
            LOG.debug(
                    "No statistics of {}: {}",
                    collection.ref().describe(),
                    e.fault().text());
        }
    }
}
