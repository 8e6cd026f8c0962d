// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostFault;
import org.jspecify.annotations.Nullable;

/**
 * What a call comes to, once its transaction is kept.
 *
 * @param answer what it answered, if it answered
 * @param fault how the management layer failed instead
 * @param delayMilliseconds how long the answer is held back, in real time
 */
record CallOutcome(@Nullable HostAnswer answer, @Nullable HostFault fault, int delayMilliseconds) {}
