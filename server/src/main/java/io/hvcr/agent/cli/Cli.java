// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.Version;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** The command tree of {@code hvcr-agent}, and the one place where an exception becomes a message and an exit code. */
public final class Cli {

    /** The root: without a subcommand it shows its help. */
    @Command(
            name = "hvcr-agent",
            description = "Hyper-V Collection Replication: replicates guest clusters with shared VHD Sets.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionOfTheBuild.class,
            subcommands = HelpCommand.class)
    private static final class Root {}

    /** For {@code --version}. */
    private static final class VersionOfTheBuild implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"hvcr-agent " + Version.current()};
        }
    }

    private Cli() {}

    /**
     * Runs one command.
     *
     * @param services the commands that are no clients of an agent: {@code serve} and its kin
     * @return the exit code, see {@link ExitCode}
     */
    public static int run(
            List<String> args,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Object... services) {
        Terminal terminal =
                new Terminal(in, out, err, new Environment(environment), InstantSource.system(), People.watch());
        return client(terminal, services).execute(args.toArray(String[]::new));
    }

    /** The client commands, and what the composition root adds. */
    static CommandLine client(Terminal terminal, Object... services) {
        CommandLine root = new CommandLine(new Root());
        for (Object service : services) {
            root.addSubcommand(service);
        }
        root.addSubcommand(new StatusCommand(terminal));
        root.addSubcommand(new PlanCommand(terminal));
        root.addSubcommand(new ApplyCommand(terminal));
        root.addSubcommand(new CheckCommand(terminal));
        root.addSubcommand(new OperationsCommand(terminal));
        root.addSubcommand(new CallCommand(terminal));
        root.addSubcommand(new InfoCommand(terminal));
        root.addSubcommand(new PreflightCommand(terminal));
        root.addSubcommand(new CommandLine(new CertCommand.Group()).addSubcommand(new CertCommand.Show(terminal)));
        root.addSubcommand(new StartCommand(terminal));
        root.addSubcommand(new ResynchronizeCommand(terminal));
        Verbs.addTo(root, terminal);
        root.getSubcommands().values().forEach(Cli::offerHelp);
        return configure(root, terminal);
    }

    /** {@code status --help} is what people type; {@code help status} is the same. */
    private static void offerHelp(CommandLine command) {
        if (command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Shows this help.")
                            .build());
        }
        command.getSubcommands().values().forEach(Cli::offerHelp);
    }

    private static CommandLine configure(CommandLine root, Terminal terminal) {
        root.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpAutoWidth(true);
        // "@file" is the params' own notation, not picocli's argument files.
        root.setExpandAtFiles(false);
        root.setParameterExceptionHandler((wrong, args) -> refuse(wrong, terminal));
        root.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, terminal));
        return root;
    }

    /** One sentence and where to read on; the whole usage only for who gave no command at all. */
    private static int refuse(CommandLine.ParameterException wrong, Terminal terminal) {
        CommandLine command = wrong.getCommandLine();
        terminal.err().println("hvcr-agent: " + wrong.getMessage() + ".");
        boolean noCommand = wrong.getClass().equals(CommandLine.ParameterException.class)
                && !command.getSubcommands().isEmpty();
        if (noCommand) {
            command.usage(terminal.err());
        } else {
            CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
            terminal.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE;
    }

    /** Tells what went wrong, and answers what the process ends with. */
    static int report(Exception failure, Terminal terminal) {
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
