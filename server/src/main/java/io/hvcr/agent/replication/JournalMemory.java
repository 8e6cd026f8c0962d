// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.journal.CopyStart;
import io.hvcr.agent.journal.Journal;
import io.hvcr.agent.journal.JournalException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The agent's memory is its journal. What was read of a collection is kept as long as nothing is written, so that looking at
 * collections over and over, which is most of what an agent is asked, costs no look into the file.
 */
public final class JournalMemory implements Memory {

    private final Journal journal;
    private volatile Known known = new Known(-1, Map.of());

    public JournalMemory(Journal journal) {
        this.journal = journal;
    }

    /** What was read of an edition of the journal. */
    private record Known(long edition, Map<CollectionId, Remembered> collections) {}

    @Override
    public Remembered of(CollectionId collection) {
        // The edition first: what is written while we read belongs to a later one.
        long edition = journal.edition();
        Known current = known;
        if (current.edition() != edition) {
            current = new Known(edition, new ConcurrentHashMap<>());
            known = current;
        }
        Remembered kept = current.collections().get(collection);
        if (kept == null) {
            kept = read(collection);
            current.collections().put(collection, kept);
        }
        return kept;
    }

    private Remembered read(CollectionId collection) {
        return translated(() -> new Remembered(
                journal.copyStart(collection).map(JournalMemory::lastStart).orElse(null),
                journal.openOn(collection).orElse(null)));
    }

    @Override
    public Map<CollectionId, Remembered> all() {
        return translated(() -> {
            Map<CollectionId, LastStart> starts = new HashMap<>();
            journal.copyStarts().forEach(start -> starts.put(start.collection(), lastStart(start)));
            Map<CollectionId, String> operations = journal.openByCollection();
            Set<CollectionId> collections = new HashSet<>(starts.keySet());
            collections.addAll(operations.keySet());
            Map<CollectionId, Remembered> all = new HashMap<>();
            collections.forEach(id -> all.put(id, new Remembered(starts.get(id), operations.get(id))));
            return all;
        });
    }

    private static LastStart lastStart(CopyStart start) {
        ReplicationCall call = Stored.call(start.call());
        HostJob job = Stored.job(start.job());
        boolean seenAsJob = job != null && job.pendingSchedule();
        InitialReplicationType type = call instanceof ReplicationCall.Start copy ? copy.type() : null;
        String location = call instanceof ReplicationCall.Start copy ? copy.exportLocation() : null;
        return new LastStart(
                call.method(),
                type,
                location,
                FactFinder.startTime(call),
                start.calledAt(),
                start.finished(),
                seenAsJob);
    }

    static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (JournalException e) {
            throw problem(e).toException();
        }
    }

    /** −32053: nothing that changes the host is called without the journal. */
    static Problem problem(JournalException e) {
        return Problem.of(
                        ErrorCode.JOURNAL_UNAVAILABLE,
                        Reason.JOURNAL_UNAVAILABLE,
                        e.getMessage() + ". The host was not called.")
                .retryable(true)
                .hint("Free space, or repair the rights on the data folder; the agent goes on by itself.")
                .build();
    }
}
