// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Runs every benchmark and prints what machine it was. */
final class Main {

    private Main() {}

    /**
     * Runs the benchmarks.
     *
     * @param args the folder of the finished distribution; then, if not all are wanted, the names of some: {@code StartUp},
     *     {@code Serving}, {@code Reads}, {@code Scale}
     */
    public static void main(String[] args) throws Exception {
        Path distribution = Path.of(args[0]);
        Path folder = Files.createTempDirectory("hvcr-bench");
        Set<String> wanted = Set.of(Arrays.copyOfRange(args, 1, args.length));
        List<Benchmark> benchmarks = Stream.of(
                        new StartUp(distribution),
                        new Serving(distribution, folder),
                        new Reads(distribution, folder),
                        new Scale(distribution, folder))
                .filter(one ->
                        wanted.isEmpty() || wanted.contains(one.getClass().getSimpleName()))
                .toList();

        PrintStream out = System.out;
        out.printf(
                "Java %s, %s %s, %d processors. Ratios count; times are this machine's.%n",
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
        try {
            for (Benchmark benchmark : benchmarks) {
                out.printf("%n%s%n", benchmark.title());
                benchmark.run(out);
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
