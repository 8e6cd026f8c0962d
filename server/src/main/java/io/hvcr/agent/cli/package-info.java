// SPDX-License-Identifier: Apache-2.0

/**
 * The command line: {@code serve} puts the agent together, everything else is a client of its JSON-RPC interface.
 *
 * <p>Results go to standard output, everything else to standard error, so that output can be piped. {@code --json} prints
 * what the agent answered instead of tables.
 */
@NullMarked
package io.hvcr.agent.cli;

import org.jspecify.annotations.NullMarked;
