// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.Default;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.Range;
import java.time.Duration;
import java.util.Map;

/**
 * How long things take in a fabric.
 *
 * @param jobSeconds how long a method's job runs
 * @param jobSecondsOf the same for single methods, by WMI name
 * @param exportBytesPerSecond how fast an export is written
 * @param resynchronizedShare which part of the disks a resynchronization or a seeded start has to send
 * @param mergeShare which part of a resynchronization, at its end, is the merge that cannot be cancelled
 */
record Timings(
        @Doc("Seconds that a method's job runs.") @Default("2") @Range(min = 0, max = 86_400)
        int jobSeconds,

        @Doc("The same for single methods, by WMI name: {\"StartReplication\": 10}.") @Default("{}")
        Map<String, Integer> jobSecondsOf,

        @Doc("Bytes per second that an export writes.") @Default("200000000") @Range(min = 1)
        long exportBytesPerSecond,

        @Doc("Which part of the disks, 0 to 1, a resynchronization or a seeded start has to send.") @Default("0.1")
        double resynchronizedShare,

        @Doc("Which part of a resynchronization, 0 to 1, is the merge at its end that cannot be cancelled.")
        @Default("0.1")
        double mergeShare) {

    Timings {
        jobSecondsOf = MethodNumbers.normalised(jobSecondsOf);
        if (jobSecondsOf.values().stream().anyMatch(seconds -> seconds < 0)) {
            throw new IllegalArgumentException("jobSecondsOf takes no negative numbers");
        }
        if (!(resynchronizedShare >= 0 && resynchronizedShare <= 1) || !(mergeShare >= 0 && mergeShare <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1");
        }
    }

    Duration of(ReplicationMethod method) {
        return Duration.ofSeconds(jobSecondsOf.getOrDefault(method.wmiName(), jobSeconds));
    }
}
