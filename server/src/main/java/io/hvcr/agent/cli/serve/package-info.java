// SPDX-License-Identifier: Apache-2.0

/**
 * {@code hvcr-agent serve}: reads the configuration, builds the agent out of its parts, and stops it in order. The only place that
 * knows all packages; nothing of it is known elsewhere.
 */
@NullMarked
package io.hvcr.agent.cli.serve;

import org.jspecify.annotations.NullMarked;
