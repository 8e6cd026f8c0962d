// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads of the agent, with TLS, authentication and journal on, against two floors in the same run: a bare Javalin handler
 * that answers a constant of the same length, and a hand-written socket loop that does. All three run in a process of their own and
 * take turns.
 */
final class Reads implements Benchmark {

    private final Path distribution;
    private final Path folder;

    Reads(Path distribution, Path folder) {
        this.distribution = distribution;
        this.folder = folder;
    }

    @Override
    public String title() {
        return "Reads, against a bare Javalin handler and a socket loop (goals: p50 ≤ 1.3 × and ≤ 2 ×, throughput ≥ 0.8 × Javalin)";
    }

    @Override
    public void run(PrintStream out) throws IOException {
        try (Agent agent = Agent.start(distribution, folder, "default")) {
            for (Read read : Read.values()) {
                Load load = agent.load(read.method, read.params);
                int bytes = load.answerLength();
                out.println("  " + read.words + ": " + bytes + " bytes");
                try (Target javalin = floor("bare Javalin", BareJavalin.class, agent, bytes);
                        Target loop = floor("socket loop", SocketLoop.class, agent, bytes)) {
                    new Comparison(List.of(load, load.to(javalin), load.to(loop)))
                            .run()
                            .forEach(out::println);
                }
            }
            out.println("  memory after these reads: " + agent.target().residentKib() / 1024 + " MiB");
        }
    }

    /** What is read: nothing of a collection, one collection's state, one replicated collection in full. */
    private enum Read {
        INFO("agent.info", "{}", "agent.info"),
        STATE(
                "replication.get",
                "{\"collection\":\"print\",\"include\":[]}",
                "replication.get, the state of one collection"),
        FULL("replication.get", "{\"collection\":\"print\"}", "replication.get, everything of a replicated collection");

        private final String method;
        private final String params;
        private final String words;

        Read(String method, String params, String words) {
            this.method = method;
            this.params = params;
            this.words = words;
        }
    }

    /** A floor that runs as the agent does: the same Java, the same collector. */
    private Target floor(String name, Class<?> main, Agent agent, int bytes) throws IOException {
        return Target.start(
                name,
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-Dbench.keystore=" + agent.data(),
                        "-Dbench.answer=" + bytes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()),
                folder.resolve(main.getSimpleName() + ".log"));
    }
}
