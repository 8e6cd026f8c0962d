// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that a caller should know about an answer that is no error.
 *
 * @param reason the stable reason
 * @param message one or two sentences for people
 * @param path the member of the params that it is about, such as {@code initialReplication.startTime}
 */
public record Warning(
        Reason reason, String message, @Nullable String path) {

    public Warning {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
    }

    static Warning of(Reason reason, String message) {
        return new Warning(reason, message, null);
    }
}
