// SPDX-License-Identifier: Apache-2.0
/**
 * The agent's composition root: reads the command line and the configuration, calls constructors, and nothing else.
 *
 * <p>A request travels http, rpc, api, replication, host, domain; no package imports one above it (design 2), which
 * {@code ArchitectureTest} checks.
 */
@NullMarked
package io.hvcr.agent;

import org.jspecify.annotations.NullMarked;
