// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code replication.list} of all, and {@code replication.plan} of each, for growing numbers of collections. Linear means
 * that the time for one collection does not grow with their number.
 */
final class Scale implements Benchmark {

    private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);
    private static final int PAGE = 500;
    private static final int BATCH = 100;
    private static final int REPEAT = 3;
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"collection\":\\{\"id\":\"([^\"]+)\"");

    private final Path distribution;
    private final Path folder;

    Scale(Path distribution, Path folder) {
        this.distribution = distribution;
        this.folder = folder;
    }

    @Override
    public String title() {
        return "Many collections, best of " + REPEAT + " (linear when the time of one does not grow)";
    }

    @Override
    public void run(PrintStream out) throws IOException {
        for (int size : SIZES) {
            try (Agent agent = Agent.start(distribution, folder, "bench-" + size);
                    RawClient client = agent.client()) {
                List<String> ids = list(client);
                if (ids.size() != size) {
                    throw new IOException("expected " + size + " collections but listed " + ids.size());
                }
                double list = best(() -> list(client));
                double plan = best(() -> plan(client, ids));
                out.printf(
                        Locale.ROOT,
                        "  %6d collections   list %9.1f ms (%6.1f µs each)   plan %9.1f ms (%6.1f µs each)   memory %4d MiB%n",
                        size,
                        list / 1e6,
                        list / 1e3 / size,
                        plan / 1e6,
                        plan / 1e3 / size,
                        agent.target().residentKib() / 1024);
            }
        }
    }

    private static List<String> list(RawClient client) throws IOException {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            String answer = call(client, request("replication.list", "{\"limit\":" + PAGE + cursor + "}"));
            Matcher id = ID.matcher(answer);
            while (id.find()) {
                ids.add(id.group(1));
            }
            Matcher next = NEXT.matcher(answer);
            cursor = next.find() ? ",\"cursor\":\"" + next.group(1) + "\"" : "";
        } while (!cursor.isEmpty());
        return ids;
    }

    private static List<String> plan(RawClient client, List<String> ids) throws IOException {
        for (int from = 0; from < ids.size(); from += BATCH) {
            List<String> batch = ids.subList(from, Math.min(ids.size(), from + BATCH)).stream()
                    .map(id -> request(
                            "replication.plan",
                            "{\"collection\":\"" + id
                                    + "\",\"state\":\"replicating\",\"settings\":{\"replicaServerName\":"
                                    + "\"broker.recovery.example\",\"authenticationType\":\"kerberos\"}}"))
                    .toList();
            call(client, "[" + String.join(",", batch) + "]");
        }
        return ids;
    }

    private static String call(RawClient client, String body) throws IOException {
        String answer = new String(client.post(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        if (answer.contains("\"error\":{")) {
            throw new IOException("the agent answered " + answer.substring(0, Math.min(500, answer.length())));
        }
        return answer;
    }

    private static String request(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    private interface Work {
        List<String> run() throws IOException;
    }

    private static double best(Work work) throws IOException {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < REPEAT; i++) {
            long began = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - began);
        }
        return (double) best;
    }
}
