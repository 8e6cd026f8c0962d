// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long a person waits for the shortest command, launcher and JVM included. */
final class StartUp implements Benchmark {

    private static final int WARM_UP = 3;
    private static final int RUNS = 15;

    private final Path distribution;

    StartUp(Path distribution) {
        this.distribution = distribution;
    }

    @Override
    public String title() {
        return "hvcr-agent --version, from the shell's point of view";
    }

    @Override
    public void run(PrintStream out) throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < WARM_UP + RUNS; i++) {
            long start = System.nanoTime();
            int exitCode = launch("--version");
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            if (exitCode != 0) {
                throw new IllegalStateException("hvcr-agent --version ended with " + exitCode);
            }
            if (i >= WARM_UP) {
                times.add(time);
            }
        }
        Collections.sort(times);
        out.printf(
                "  median %d ms, least %d ms, most %d ms of %d runs%n",
                times.get(RUNS / 2).toMillis(),
                times.getFirst().toMillis(),
                times.getLast().toMillis(),
                RUNS);
    }

    private int launch(String... arguments) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>();
        command.add(distribution
                .resolve("bin")
                .resolve(windows ? "hvcr-agent.cmd" : "hvcr-agent")
                .toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }
}
