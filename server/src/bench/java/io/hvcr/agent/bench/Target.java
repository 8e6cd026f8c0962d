// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of those measured, in a process of its own. */
final class Target implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready url=https://[^:]+:(\\d+).*");

    private final String name;
    private final Process process;
    private final int port;
    private final Duration startUp;

    private Target(String name, Process process, int port, Duration startUp) {
        this.name = name;
        this.process = process;
        this.port = port;
        this.startUp = startUp;
    }

    /** Starts a command and waits for the line in which it says that it answers. */
    static Target start(String name, List<String> command, Path log) throws IOException {
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return new Target(
                        name, process, Integer.parseInt(ready.group(1)), Duration.ofNanos(System.nanoTime() - began));
            }
        }
        throw new IOException(name + " ended before it was ready:\n" + Files.readString(log));
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    Duration startUp() {
        return startUp;
    }

    /** Resident memory in KiB, where the system tells; 0 elsewhere. */
    long residentKib() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(l -> l.startsWith("VmRSS:"))
                    .map(l -> l.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
