// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Runs every benchmark and prints what machine it was. */
final class Main {

    private Main() {}

    /**
     * Runs the benchmarks.
     *
     * @param args the folder of the finished distribution
     */
    public static void main(String[] args) throws Exception {
        Path distribution = Path.of(args[0]);
        List<Benchmark> benchmarks = List.of(new StartUp(distribution));

        PrintStream out = System.out;
        out.printf(
                "Java %s, %s %s, %d processors%n",
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
        for (Benchmark benchmark : benchmarks) {
            out.printf("%n%s%n", benchmark.title());
            benchmark.run(out);
        }
    }
}
