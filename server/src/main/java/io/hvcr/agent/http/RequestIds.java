// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Ids of requests: a random part for the process, so that the logs of two runs do not mix, and a number. Nothing of them comes from the
 * caller.
 */
final class RequestIds {

    private final String process;
    private final AtomicLong next = new AtomicLong();

    RequestIds(RandomGenerator random) {
        process = HexFormat.of().toHexDigits(random.nextInt()) + "-";
    }

    String next() {
        return process.concat(Long.toString(next.incrementAndGet(), Character.MAX_RADIX));
    }
}
