// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command tree of {@code hvcr-agent}, and the one place where an exception becomes a message and an exit code. */
public final class Cli {

    /** The root: without a subcommand it shows its help. */
    @Command(
            name = "hvcr-agent",
            description = "Hyper-V Collection Replication: replicates guest clusters with shared VHD Sets.",
            subcommands = HelpCommand.class)
    private static final class Root {}

    private Cli() {}

    /** The client commands; {@code serve} and its kin are added by the composition root. */
    static CommandLine client(Terminal terminal) {
        CommandLine root = new CommandLine(new Root());
        root.addSubcommand(new StatusCommand(terminal));
        root.addSubcommand(new PlanCommand(terminal));
        root.addSubcommand(new ApplyCommand(terminal));
        root.addSubcommand(new CheckCommand(terminal));
        root.addSubcommand(new OperationsCommand(terminal));
        root.addSubcommand(new CallCommand(terminal));
        root.addSubcommand(new InfoCommand(terminal));
        root.addSubcommand(new PreflightCommand(terminal));
        root.addSubcommand(new StartCommand(terminal));
        root.addSubcommand(new ResynchronizeCommand(terminal));
        Verbs.addTo(root, terminal);
        return configure(root, terminal);
    }

    private static CommandLine configure(CommandLine root, Terminal terminal) {
        root.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpAutoWidth(true);
        // "@file" is the params' own notation, not picocli's argument files.
        root.setExpandAtFiles(false);
        root.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, terminal));
        return root;
    }

    private static int report(Exception failure, Terminal terminal) {
        return switch (failure) {
            case CliException e -> {
                terminal.err().println("hvcr-agent: " + e.getMessage());
                yield e.exitCode();
            }
            case RpcErrorException e -> {
                e.lines().forEach(terminal.err()::println);
                yield ExitCode.RPC_ERROR;
            }
            case InterruptedException e -> {
                Thread.currentThread().interrupt();
                yield ExitCode.OK;
            }
            default -> {
                terminal.err()
                        .println("hvcr-agent: an unexpected "
                                + failure.getClass().getSimpleName() + ": " + failure.getMessage());
                yield ExitCode.UNEXPECTED;
            }
        };
    }
}
