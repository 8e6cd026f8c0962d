// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.JobType;
import io.hvcr.agent.domain.ReplicationMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job of one site.
 *
 * @param site where it runs
 * @param id its id
 * @param collectionId the collection it works on
 * @param node the node on which it runs
 * @param method the method that started it
 * @param type the number of its kind of work
 * @param role what part it plays
 * @param work what it has to do at its end
 * @param goal where the transition table leads it
 * @param previous the state to go back to when it fails
 * @param state where it stands
 * @param submittedAt when it was accepted
 * @param scheduledStart when it is due, if it was scheduled
 * @param startedAt when it began to run
 * @param endsAt when it is going to end; of a copy the copy tells
 * @param endedAt when it ended
 * @param errorCode of an ended job
 * @param errors of an ended job
 * @param visible whether anybody can see it
 */
record JobRow(
        Site site,
        String id,
        CollectionId collectionId,
        String node,
        ReplicationMethod method,
        JobType type,
        Role role,
        Work work,
        Goal goal,
        CollectionState previous,
        JobState state,
        Instant submittedAt,
        @Nullable Instant scheduledStart,
        @Nullable Instant startedAt,
        @Nullable Instant endsAt,
        @Nullable Instant endedAt,
        int errorCode,
        List<String> errors,
        boolean visible)
        implements StoredRow {

    /** Contract 3.10: {@code TimeBeforeRemoval}. */
    static final Duration KEPT = Duration.ofMinutes(5);

    /** What part a job plays. */
    enum Role {
        /** It is the method's: until it ends no other method is taken. */
        METHOD,
        /** It shows a copy that a method has started; it keeps nobody out. */
        TRANSFER,
        /** It changes the replicated disk set; only CancelUpdateDiskSet is taken meanwhile. */
        DISK_UPDATE
    }

    JobRow {
        errors = List.copyOf(errors);
    }

    @Override
    public Kind kind() {
        return Kind.JOB;
    }

    @Override
    public String key() {
        return site.wireName() + "/" + id.toUpperCase(Locale.ROOT);
    }

    @Override
    public Optional<Instant> due() {
        if (endedAt != null) {
            return Optional.of(endedAt.plus(KEPT));
        }
        return Optional.ofNullable(pending() ? scheduledStart : endsAt);
    }

    CollectionKey place() {
        return new CollectionKey(site, collectionId);
    }

    /** Whether it waits for its time. */
    boolean pending() {
        return state == JobState.Known.NEW && scheduledStart != null;
    }

    boolean running() {
        return endedAt == null && !pending();
    }

    /** Whether other methods are kept out while it runs (contract 5.1, step 4). */
    boolean exclusive() {
        boolean statistics = method == ReplicationMethod.GET_REPLICATION_STATISTICS
                || method == ReplicationMethod.RESET_REPLICATION_STATISTICS;
        return running() && role != Role.TRANSFER && !statistics;
    }

    JobRow runningFrom(Instant now, @Nullable Instant end) {
        return new JobRow(
                site,
                id,
                collectionId,
                node,
                method,
                type,
                role,
                work,
                goal,
                previous,
                JobState.Known.RUNNING,
                submittedAt,
                scheduledStart,
                now,
                end,
                null,
                0,
                List.of(),
                visible);
    }

    JobRow ended(JobState how, Instant now, int code, List<String> texts) {
        return new JobRow(
                site,
                id,
                collectionId,
                node,
                method,
                type,
                role,
                work,
                goal,
                previous,
                how,
                submittedAt,
                scheduledStart,
                startedAt,
                endsAt,
                now,
                code,
                texts,
                visible);
    }

    JobRow hidden() {
        return new JobRow(
                site,
                id,
                collectionId,
                node,
                method,
                type,
                role,
                work,
                goal,
                previous,
                state,
                submittedAt,
                scheduledStart,
                startedAt,
                endsAt,
                endedAt,
                errorCode,
                errors,
                false);
    }
}
