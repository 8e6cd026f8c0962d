// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import java.time.Duration;

/**
 * The patience of operations.
 *
 * @param longestWait the longest time that one request is held
 * @param firstPoll the pause before the first look at a job; each further one is half as long again
 * @param slowestPoll the longest pause between two looks
 * @param settle how long a state that shows no effect must stay so before a call whose answer was lost counts as not carried
 *     out, and how long a state may lag behind its job
 * @param giveUp how long an unknown outcome is looked after
 */
public record OperationLimits(
        Duration longestWait, Duration firstPoll, Duration slowestPoll, Duration settle, Duration giveUp) {

    /** 30 s; 0.2 s to 5 s (contract 4.7); a minute; a day. */
    public static final OperationLimits DEFAULTS = new OperationLimits(
            Duration.ofSeconds(30),
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofDays(1));

    /** The pause after so many looks. */
    Duration pause(int looks) {
        double factor = Math.pow(1.5, Math.min(looks, 20));
        Duration pause = Duration.ofMillis((long) (firstPoll.toMillis() * factor));
        return pause.compareTo(slowestPoll) > 0 ? slowestPoll : pause;
    }

    Duration bounded(Duration timeout) {
        if (timeout.isNegative()) {
            return Duration.ZERO;
        }
        return timeout.compareTo(longestWait) > 0 ? longestWait : timeout;
    }
}
