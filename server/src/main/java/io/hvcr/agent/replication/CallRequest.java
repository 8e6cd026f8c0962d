// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.ReplicationCall;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One host method, verbatim.
 *
 * @param collection an id, an object path or a name
 * @param call the method with its parameters; any but {@code GetReplicationStatistics}
 * @param until what to wait for
 * @param timeout how long to hold the caller at most
 * @param idempotency the caller's key, where it has one
 * @param acknowledgeUnplanned whether the caller knows that an unplanned failover can lose data
 */
public record CallRequest(
        String collection,
        ReplicationCall call,
        Wait until,
        Duration timeout,
        @Nullable Idempotency idempotency,
        boolean acknowledgeUnplanned) {

    public CallRequest {
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(timeout, "timeout");
        if (!call.method().changing()) {
            throw new IllegalArgumentException(call.method().wmiName() + " changes nothing and is no operation");
        }
    }
}
