// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** One run of the command line: what it printed, and how it ended. */
record CliRun(int exitCode, String out, String err) {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    static CliRun of(String... args) {
        return with(Map.of(), "", args);
    }

    static CliRun with(Map<String, String> environment, String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Environment(environment),
                () -> NOW,
                false);
        int code = Cli.client(terminal).execute(args);
        return new CliRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
