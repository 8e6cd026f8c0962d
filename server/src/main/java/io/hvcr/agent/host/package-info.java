// SPDX-License-Identifier: Apache-2.0

/**
 * The port to a Hyper-V host, in domain types only. Everything above it works the same over WMI and over the simulator,
 * and one contract test holds both to that.
 */
@NullMarked
package io.hvcr.agent.host;

import org.jspecify.annotations.NullMarked;
