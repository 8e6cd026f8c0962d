// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads of the agent, with TLS, authentication and journal on, against two floors in the same run: a bare Javalin handler
 * that answers a constant, and a hand-written socket loop. All three run in a process of their own and take turns.
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
        try (Agent agent = Agent.start(distribution, folder, "default");
                Target javalin = floor("bare Javalin", BareJavalin.class, agent, folder);
                Target loop = floor("socket loop", SocketLoop.class, agent, folder)) {
            for (Read read : Read.values()) {
                out.println("  " + read.words);
                new Comparison(List.of(
                                agent.load(read.method, read.params),
                                new Load(javalin, agent.certificate(), agent.token(), read.method, read.params),
                                new Load(loop, agent.certificate(), agent.token(), read.method, read.params)))
                        .run()
                        .forEach(out::println);
            }
            out.println("  memory after these reads: " + agent.target().residentKib() / 1024 + " MiB");
        }
    }

    /** What is read: nothing of the host, one collection's state, one collection in full. */
    private enum Read {
        INFO("agent.info", "{}", "agent.info (authentication, dispatch, one answer)"),
        STATE(
                "replication.get",
                "{\"collection\":\"sql-fci\",\"include\":[]}",
                "replication.get, state and settings of one collection"),
        FULL("replication.get", "{\"collection\":\"sql-fci\"}", "replication.get, everything of one collection");

        private final String method;
        private final String params;
        private final String words;

        Read(String method, String params, String words) {
            this.method = method;
            this.params = params;
            this.words = words;
        }
    }

    private static Target floor(String name, Class<?> main, Agent agent, Path folder) throws IOException {
        return Target.start(
                name,
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Dbench.keystore=" + agent.data(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()),
                folder.resolve(main.getSimpleName() + ".log"));
    }
}
