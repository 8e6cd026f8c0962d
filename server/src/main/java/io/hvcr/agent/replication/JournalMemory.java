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
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The agent's memory is its journal. */
public final class JournalMemory implements Memory {

    private final Journal journal;

    public JournalMemory(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Optional<LastStart> lastStart(CollectionId collection) {
        return translated(() -> journal.copyStart(collection)).map(JournalMemory::lastStart);
    }

    @Override
    public Map<CollectionId, LastStart> lastStarts() {
        Map<CollectionId, LastStart> all = new HashMap<>();
        translated(journal::copyStarts).forEach(start -> all.put(start.collection(), lastStart(start)));
        return all;
    }

    @Override
    public Optional<String> runningOperation(CollectionId collection) {
        return translated(() -> journal.openOn(collection));
    }

    @Override
    public Map<CollectionId, String> runningOperations() {
        return translated(journal::openByCollection);
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
