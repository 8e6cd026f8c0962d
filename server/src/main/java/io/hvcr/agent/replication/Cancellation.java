// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.ReplicationMethod;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to cancel.
 *
 * @param operation the operation now
 * @param stopsJob the host method that would stop what runs there; null where nothing runs, or nothing stops it
 * @param message the same for people
 */
public record Cancellation(Operation operation, @Nullable ReplicationMethod stopsJob, String message) {}
