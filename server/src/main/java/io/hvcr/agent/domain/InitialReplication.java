// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@code initialReplication} of a desired document; it counts only when a plan contains StartReplication.
 *
 * @param type network, export or seeded
 * @param exportLocation the host's directory for an export
 * @param startTime when to start, null for now
 */
public record InitialReplication(
        InitialReplicationType type,
        @Nullable String exportLocation,
        @Nullable Instant startTime) {

    /** The network, now. */
    public static final InitialReplication NETWORK_NOW =
            new InitialReplication(InitialReplicationType.NETWORK, null, null);

    public InitialReplication {
        Objects.requireNonNull(type, "type");
    }
}
