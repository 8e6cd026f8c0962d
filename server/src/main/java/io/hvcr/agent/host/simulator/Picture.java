// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One process's picture of the fabric's file: every row, found by what one asks for. Not thread-safe; the {@link FabricStore} guards it.
 */
final class Picture {

    private @Nullable FabricRow fabric;
    private final Map<Site, Map<CollectionId, CollectionRow>> collections = new EnumMap<>(Site.class);
    private final Map<Site, Map<String, Map<CollectionId, CollectionRow>>> byName = new EnumMap<>(Site.class);
    private final Map<String, JobRow> jobs = new LinkedHashMap<>();
    private final Map<CollectionKey, Map<String, JobRow>> jobsOf = new HashMap<>();
    private final TreeMap<Long, PlannedFault> faults = new TreeMap<>();
    private final Map<String, SeedRow> seeds = new HashMap<>();

    Picture() {
        for (Site site : Site.values()) {
            // Sorted by id: every list has an order, and the same in every process.
            collections.put(site, new TreeMap<>());
            byName.put(site, new HashMap<>());
        }
    }

    FabricRow fabric() {
        if (fabric == null) {
            throw new IllegalStateException("the fabric's file holds no fabric");
        }
        return fabric;
    }

    Optional<CollectionRow> collection(CollectionKey place) {
        return Optional.ofNullable(collections(place.site()).get(place.id()));
    }

    Collection<CollectionRow> all(Site site) {
        return collections(site).values();
    }

    Collection<CollectionRow> named(Site site, String name) {
        return names(site).getOrDefault(name, Map.of()).values();
    }

    Optional<JobRow> job(Site site, String id) {
        return Optional.ofNullable(jobs.get(site.wireName() + "/" + id.toUpperCase(Locale.ROOT)));
    }

    List<JobRow> jobs(Site site) {
        return jobs.values().stream().filter(job -> job.site() == site).toList();
    }

    List<JobRow> jobs(CollectionKey place) {
        return List.copyOf(jobsOf.getOrDefault(place, Map.of()).values());
    }

    List<PlannedFault> faults() {
        return new ArrayList<>(faults.values());
    }

    boolean hasFaults() {
        return !faults.isEmpty();
    }

    Optional<SeedRow> seed(CollectionKey place) {
        return Optional.ofNullable(seeds.get(SeedRow.key(place.site(), place.id())));
    }

    void put(StoredRow row) {
        switch (row) {
            case FabricRow changed -> fabric = changed;
            case CollectionRow changed -> put(changed);
            case JobRow changed -> {
                jobs.put(changed.key(), changed);
                jobsOf.computeIfAbsent(changed.place(), place -> new LinkedHashMap<>())
                        .put(changed.key(), changed);
            }
            case PlannedFault changed -> faults.put(changed.number(), changed);
            case SeedRow changed -> seeds.put(changed.key(), changed);
        }
    }

    private void put(CollectionRow row) {
        CollectionRow before = collections(row.site()).put(row.id(), row);
        if (before != null && !before.name().equals(row.name())) {
            forgetName(before);
        }
        names(row.site()).computeIfAbsent(row.name(), name -> new TreeMap<>()).put(row.id(), row);
    }

    void remove(StoredRow.Kind kind, String key) {
        switch (kind) {
            case FABRIC -> fabric = null;
            case COLLECTION -> removeCollection(key);
            case JOB -> removeJob(key);
            case FAULT -> faults.remove(Long.valueOf(key));
            case SEED -> seeds.remove(key);
        }
    }

    private void removeCollection(String key) {
        int slash = key.indexOf('/');
        Site site = Site.valueOf(key.substring(0, slash).toUpperCase(Locale.ROOT));
        CollectionRow gone = collections(site).remove(new CollectionId(key.substring(slash + 1)));
        if (gone != null) {
            forgetName(gone);
        }
    }

    private void removeJob(String key) {
        JobRow gone = jobs.remove(key);
        if (gone != null) {
            jobsOf.computeIfPresent(gone.place(), (place, known) -> {
                known.remove(key);
                return known.isEmpty() ? null : known;
            });
        }
    }

    private void forgetName(CollectionRow row) {
        names(row.site()).computeIfPresent(row.name(), (name, known) -> {
            known.remove(row.id());
            return known.isEmpty() ? null : known;
        });
    }

    void clear() {
        fabric = null;
        collections.values().forEach(Map::clear);
        byName.values().forEach(Map::clear);
        jobs.clear();
        jobsOf.clear();
        faults.clear();
        seeds.clear();
    }

    private Map<CollectionId, CollectionRow> collections(Site site) {
        return collections.getOrDefault(site, Map.of());
    }

    private Map<String, Map<CollectionId, CollectionRow>> names(Site site) {
        return byName.getOrDefault(site, Map.of());
    }
}
