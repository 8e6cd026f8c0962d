// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fabric at one moment, inside one transaction: everything can be read, and everything put is kept together or not at all. Its time
 * stands still unless the {@link Timeline} moves it from one due event to the next.
 */
final class Scene {

    private final Picture picture;
    private final FabricFile.Writing file;
    private final Map<Name, StoredRow> unwritten = new LinkedHashMap<>();
    private Instant now;
    private long number;
    private boolean changed;

    private record Name(StoredRow.Kind kind, String key) {}

    Scene(Picture picture, FabricFile.Writing file, Instant now, long number) {
        this.picture = picture;
        this.file = file;
        this.now = now;
        this.number = number;
    }

    Instant now() {
        return now;
    }

    void moveTo(Instant later) {
        if (later.isAfter(now)) {
            now = later;
        }
    }

    FabricRow fabric() {
        return picture.fabric();
    }

    Cluster cluster(Site site) {
        return picture.fabric().cluster(site);
    }

    Switches switches() {
        return picture.fabric().switches();
    }

    Optional<CollectionRow> collection(CollectionKey place) {
        return picture.collection(place);
    }

    Optional<CollectionRow> counterpart(CollectionRow row) {
        return picture.collection(row.place().counterpart());
    }

    /** A row that exists, because a job or an event of it exists. */
    CollectionRow existing(CollectionKey place) {
        return collection(place).orElseThrow(() -> new IllegalStateException("no collection " + place));
    }

    Collection<CollectionRow> all(Site site) {
        return List.copyOf(picture.all(site));
    }

    Collection<CollectionRow> named(Site site, String name) {
        return List.copyOf(picture.named(site, name));
    }

    List<JobRow> jobs(CollectionKey place) {
        return picture.jobs(place);
    }

    Optional<JobRow> job(Site site, String id) {
        return picture.job(site, id);
    }

    List<PlannedFault> faults() {
        return picture.faults();
    }

    Optional<SeedRow> seed(Site site, CollectionId id) {
        return picture.seed(new CollectionKey(site, id));
    }

    void put(StoredRow row) {
        changed = true;
        unwritten.put(new Name(row.kind(), row.key()), row);
        picture.put(row);
    }

    void remove(StoredRow row) {
        changed = true;
        unwritten.remove(new Name(row.kind(), row.key()));
        file.remove(row);
        picture.remove(row.kind(), row.key());
    }

    /** Writes what was put: once for each row, however often it was put. */
    void flush() {
        unwritten.values().forEach(file::put);
        unwritten.clear();
    }

    /** The first thing that is due at or before a time. */
    Optional<FabricFile.Due> nextDue(Instant until) {
        flush();
        return file.nextDue(until);
    }

    /** An id that no other thing of this fabric has. */
    String newGuid(String what) {
        return Guids.of(what + " " + nextNumber() + " of " + picture.fabric().scenario());
    }

    long nextNumber() {
        changed = true;
        return number++;
    }

    /** The next number to give out. */
    long number() {
        return number;
    }

    boolean changed() {
        return changed;
    }
}
