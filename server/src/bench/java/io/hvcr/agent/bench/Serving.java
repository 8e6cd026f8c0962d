// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How long a node is without its agent when the agent is restarted, and what it holds of the node's memory then. */
final class Serving implements Benchmark {

    private static final int STARTS = 5;

    private final Path distribution;
    private final Path folder;

    Serving(Path distribution, Path folder) {
        this.distribution = distribution;
        this.folder = folder;
    }

    @Override
    public String title() {
        return "hvcr-agent serve, from the command to the line 'ready'";
    }

    @Override
    public void run(PrintStream out) throws IOException {
        List<Duration> times = new ArrayList<>();
        long memory = 0;
        for (int i = 0; i < STARTS; i++) {
            try (Agent agent = Agent.start(distribution, folder, "default")) {
                times.add(agent.target().startUp());
                memory = agent.target().residentKib();
            }
        }
        Duration first = times.getFirst();
        times.sort(Comparator.naturalOrder());
        out.printf(
                Locale.ROOT,
                "  median %d ms of %d starts (the first makes certificate, token and journal: %d ms); memory then %d MiB%n",
                times.get(STARTS / 2).toMillis(),
                STARTS,
                first.toMillis(),
                memory / 1024);
    }
}
