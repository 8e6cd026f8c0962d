// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several processes on one fabric at once, each killed without warning in the middle of its work. Afterwards the file opens, its
 * invariants hold, and every second that anybody said had passed has passed exactly once.
 */
class FabricProcessesTest {

    private static final int ROUNDS = 4;
    private static final int AT_ONCE = 3;
    private static final int MOST_LINES = 60;

    @TempDir
    Path folder;

    @Test
    @Timeout(240)
    void nothingIsLostOrDoneTwiceWhenProcessesAreKilledAtAnyMoment() throws Exception {
        long seed = Long.getLong("hvcr.seed", System.nanoTime());
        Random random = new Random(seed);
        Path file = folder.resolve("shared.fabric");
        long said = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Worker> workers = new ArrayList<>();
            try {
                for (int i = 0; i < AT_ONCE; i++) {
                    workers.add(new Worker(file, random.nextLong()));
                }
                for (Worker worker : workers) {
                    worker.awaitLine("ready");
                }
                for (Worker worker : workers) {
                    worker.awaitLines(1 + random.nextInt(MOST_LINES));
                    worker.kill();
                }
            } finally {
                workers.forEach(Worker::kill);
            }
            for (Worker worker : workers) {
                said += worker.seconds();
            }
            long killed = (long) (round + 1) * AT_ONCE;
            holds(file, said, killed, "-Dhvcr.seed=" + seed + ", round " + round);
        }
    }

    private static void holds(Path file, long said, long killed, String about) {
        try (SimulatedFabric fabric = SimulatedFabric.open(file, InstantSource.fixed(TestFabric.NOON))) {
            new FabricInvariants(fabric, file).hold();
            Duration passed =
                    Duration.between(TestFabric.NOON, fabric.host(Site.PRIMARY).hostTime());
            assertThat(passed.toSeconds())
                    .as(about + ": a worker may have been killed between the commit and its line")
                    .isBetween(said, said + killed);
            assertThat(passed.toMillisPart()).as(about).isZero();
        }
    }

    /** A worker process, and the lines that it has said. */
    private static final class Worker {
        private final Process process;
        private final BufferedReader lines;
        private long seconds;

        Worker(Path file, long seed) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            FabricWorker.class.getName(),
                            file.toString(),
                            Long.toString(seed))
                    .redirectErrorStream(true)
                    .start();
            lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        void awaitLine(String wanted) throws IOException {
            assertThat(lines.readLine()).isEqualTo(wanted);
        }

        void awaitLines(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                second(lines.readLine());
            }
        }

        private void second(String line) {
            assertThat(line).isEqualTo("second");
            seconds++;
        }

        void kill() {
            // The handle: the process itself would close the stream that is still to be read.
            process.toHandle().destroyForcibly();
        }

        /** What it had said until it was dead. A line that was cut off counts for nothing. */
        long seconds() throws IOException, InterruptedException {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            StringBuilder rest = new StringBuilder();
            for (int c = lines.read(); c >= 0; c = lines.read()) {
                rest.append((char) c);
            }
            return seconds + rest.chars().filter(c -> c == '\n').count();
        }
    }
}
