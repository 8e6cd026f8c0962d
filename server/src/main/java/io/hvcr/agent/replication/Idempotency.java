// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import java.util.Objects;

/**
 * How a caller recognises its own request when it sends it again.
 *
 * @param key the caller's key
 * @param fingerprint the method and its params as one text, without what does not change the request: the waiting and the key
 */
public record Idempotency(String key, String fingerprint) {

    public Idempotency {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }
}
