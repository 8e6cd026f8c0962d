// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code replication.check} answers: whether the host would take a method now.
 *
 * @param allowed whether it would, as far as can be seen
 * @param returnValue what it would answer: 0, 4096 or the refusal
 * @param reason why not; {@code already_satisfied} where the call has nothing to do (contract 5.8); {@code other_side_unknown}
 *     or another reason beside {@code allowed} where it depends on something that cannot be seen or that the call decides, such as
 *     {@code needs_acknowledgement}
 * @param message the same for people
 * @param next the changing methods that are valid now
 */
public record Check(
        boolean allowed,
        ReturnCode returnValue,
        @Nullable Reason reason,
        String message,
        List<ReplicationMethod> next) {

    public Check {
        Objects.requireNonNull(returnValue, "returnValue");
        Objects.requireNonNull(message, "message");
        next = List.copyOf(next);
    }
}
