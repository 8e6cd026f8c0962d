// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;

/**
 * The surroundings of a command, injected so that tests have their own.
 *
 * @param in standard input
 * @param out standard output: results only
 * @param err standard error: everything else
 * @param environment the environment variables
 * @param clock the clock for ages
 * @param interactive whether a person watches standard error, so that a line may be drawn over
 */
record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Environment environment,
        InstantSource clock,
        boolean interactive) {}
