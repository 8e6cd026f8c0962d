// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.PrintStream;

/** One measurement: prints what it measured, with units, as lines that a person can read. */
interface Benchmark {

    /** What is measured, as a headline. */
    String title();

    /** Measures and prints. */
    void run(PrintStream out) throws Exception;
}
