// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonValue;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that speaks to an agent has: where the agent is, and whether people or a script read the answer. */
abstract class ClientCommand implements Callable<Integer> {

    protected final Terminal terminal;

    @Mixin
    EndpointOptions endpoint;

    @Option(names = "--json", description = "Print what the agent answered, for scripts.")
    boolean json;

    ClientCommand(Terminal terminal) {
        this.terminal = terminal;
        this.endpoint = new EndpointOptions(terminal.environment());
    }

    protected void printJson(JsonValue value) {
        terminal.out().println(Json.pretty(value));
    }

    protected void print(List<String> lines) {
        lines.forEach(terminal.out()::println);
    }
}
