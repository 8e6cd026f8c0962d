// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a plan cannot be carried out.
 *
 * @param reason the stable reason
 * @param message what stands in the way, and what to do about it
 * @param returnValue what the host would answer; null where the agent holds back by itself
 * @param path the member of the document that it is about
 * @param next the host methods that are valid now
 */
public record Blocked(
        Reason reason,
        String message,
        @Nullable ReturnCode returnValue,
        @Nullable String path,
        List<ReplicationMethod> next) {

    public Blocked {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
        next = List.copyOf(next);
    }
}
