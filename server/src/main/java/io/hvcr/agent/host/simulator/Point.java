// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.ConsistencyLevel;
import java.time.Instant;

/**
 * A recovery point.
 *
 * @param createdAt when it was taken
 * @param hourly whether it is one of the additional points that are kept, or only the latest state
 * @param consistency how consistent it is
 */
record Point(Instant createdAt, boolean hourly, ConsistencyLevel consistency) {}
