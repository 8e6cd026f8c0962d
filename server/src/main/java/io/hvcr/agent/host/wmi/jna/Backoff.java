// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import io.hvcr.agent.host.wmi.WmiException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the threads from storming a namespace that cannot be connected to: after a failure the next attempt waits half a second,
 * then twice as long each time, up to half a minute. Until then calls fail at once, with the last failure's own words.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    /** Throws the last failure again where it is too early for another attempt. */
    void check(String namespace, Call call) {
        Failure last = failures.get(namespace);
        if (last != null && !last.until.over()) {
            long seconds = last.until.left().toSeconds() + 1;
            String text = last.cause.fault().detail().providerText();
            throw call.failed(
                    last.cause.fault().detail().hresult(),
                    (text == null ? "" : text + "; ") + "the agent tries to connect again in " + seconds + " s");
        }
    }

    void failed(String namespace, WmiException cause) {
        failures.compute(namespace, (key, last) -> {
            Duration wait = last == null ? FIRST : last.pause.multipliedBy(2);
            Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
            return new Failure(Deadline.in(bounded), bounded, cause);
        });
    }

    void connected(String namespace) {
        failures.remove(namespace);
    }

    private record Failure(Deadline until, Duration pause, WmiException cause) {}
}
