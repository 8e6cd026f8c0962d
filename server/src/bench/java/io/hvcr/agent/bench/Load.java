// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One request, sent over and over: one connection for latency, several for throughput. */
final class Load {

    private final Target target;
    private final Path certificate;
    private final String token;
    private final byte[] body;

    Load(Target target, Path certificate, String token, String method, String params) {
        this(
                target,
                certificate,
                token,
                ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private Load(Target target, Path certificate, String token, byte[] body) {
        this.target = target;
        this.certificate = certificate;
        this.token = token;
        this.body = body;
    }

    /** The same request, sent to somebody else. */
    Load to(Target other) {
        return new Load(other, certificate, token, body);
    }

    /** How many bytes the answer has. */
    int answerLength() throws IOException {
        try (RawClient client = new RawClient(target.port(), certificate, token)) {
            return client.post(body).length;
        }
    }

    Target target() {
        return target;
    }

    /** Nanoseconds of each of {@code count} requests on one connection, sorted. */
    long[] latencies(int count) throws IOException {
        long[] nanos = new long[count];
        try (RawClient client = new RawClient(target.port(), certificate, token)) {
            for (int i = 0; i < count; i++) {
                long began = System.nanoTime();
                check(client.post(body));
                nanos[i] = System.nanoTime() - began;
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    /** Requests per second of several connections at once. */
    double throughput(int connections, int each) throws IOException {
        List<Future<?>> running = new ArrayList<>();
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> latencies(each)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return connections * (double) each / ((System.nanoTime() - began) / 1e9);
    }

    private void check(byte[] answer) throws IOException {
        String text = new String(answer, 0, Math.min(answer.length, 200), StandardCharsets.UTF_8);
        if (!text.contains("\"result\"")) {
            throw new IOException(target.name() + " answered " + text);
        }
    }
}
