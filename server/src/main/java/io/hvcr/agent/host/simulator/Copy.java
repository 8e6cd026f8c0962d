// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A copy on its way: initial replication over the network, export, seeded start, or resynchronization. How far it is, is a function of
 * the time since {@code doneAt}.
 *
 * @param kind what kind of copy
 * @param startedAt when it began
 * @param totalBytes how much there is to send or write
 * @param doneBytes how much was done at {@code doneAt}
 * @param doneAt when that was
 * @param bytesPerSecond how fast it goes
 * @param moving whether it goes on
 * @param finished whether an export is completely written
 * @param directory where an export goes
 * @param jobId the job that shows it
 */
record Copy(
        CopyKind kind,
        Instant startedAt,
        long totalBytes,
        long doneBytes,
        Instant doneAt,
        long bytesPerSecond,
        boolean moving,
        boolean finished,
        @Nullable String directory,
        @Nullable String jobId) {

    /** What is copied, and where to. */
    enum CopyKind {
        NETWORK,
        EXPORT,
        SEEDED,
        RESYNCHRONIZATION;

        /** Whether it needs the other site. */
        boolean needsLink() {
            return this != EXPORT;
        }
    }

    /** How much is done at a time. */
    long doneAt(Instant time) {
        if (!moving || !time.isAfter(doneAt)) {
            return doneBytes;
        }
        double more = Duration.between(doneAt, time).toMillis() / 1000.0 * bytesPerSecond;
        return more >= totalBytes - doneBytes ? totalBytes : doneBytes + (long) more;
    }

    /** Whole percent at a time; 100 only at the very end. */
    int percentAt(Instant time) {
        return totalBytes == 0 ? 100 : (int) (doneAt(time) * 100.0 / totalBytes);
    }

    /** When it will be done, as long as it goes on. */
    Optional<Instant> endsAt() {
        if (!moving || finished) {
            return Optional.empty();
        }
        long millis = (long) Math.ceil((totalBytes - doneBytes) * 1000.0 / bytesPerSecond);
        return Optional.of(doneAt.plusMillis(millis));
    }

    /** The same copy going on, or standing still, from now on. */
    Copy moving(boolean goesOn, Instant now) {
        return goesOn == moving
                ? this
                : new Copy(
                        kind,
                        startedAt,
                        totalBytes,
                        doneAt(now),
                        now,
                        bytesPerSecond,
                        goesOn,
                        finished,
                        directory,
                        jobId);
    }

    /** The same with a part of it done already. */
    Copy partly(int percent) {
        return new Copy(
                kind,
                startedAt,
                totalBytes,
                totalBytes / 100 * percent,
                doneAt,
                bytesPerSecond,
                moving,
                finished,
                directory,
                jobId);
    }

    /** An export that is completely written. */
    Copy done(Instant now) {
        return new Copy(kind, startedAt, totalBytes, totalBytes, now, bytesPerSecond, false, true, directory, null);
    }
}
