// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.cli.Environment;
import io.hvcr.agent.cli.ExitCode;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the agent until somebody stops it. */
@Command(
        name = "serve",
        description = {
            "Runs the agent. Prints one line 'ready url=… host=… site=… fingerprint=…' once it answers.",
            "Every option can also stand in the environment (HVCR_LISTEN for --listen) and in the file of --config, a JSON object"
                    + " with the same names (listen, exportRoots). An option beats the environment, which beats the file."
        })
public final class ServeCommand implements Callable<Integer> {

    @Mixin
    final HostOptions options = new HostOptions();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where to listen: 127.0.0.1:8443; port 0 picks a free one.")
    @Nullable
    String listen;

    @Option(
            names = "--scenario",
            paramLabel = "FILE|NAME",
            description = "What a new fabric is made of: a scenario file, or a name such as default.")
    @Nullable
    String scenario;

    @Option(
            names = "--clock",
            paramLabel = "realtime|scaled:F|stepped",
            description = "How the time of a new fabric passes, whatever its scenario says.")
    @Nullable
    String clock;

    @Option(
            names = "--insecure",
            arity = "0",
            description = "Plain HTTP without authentication; refused on any address but loopback.")
    boolean insecure;

    @Option(
            names = "--allowed-hosts",
            paramLabel = "NAME;NAME",
            description = "Names besides the certificate's that requests may call the agent by.")
    @Nullable
    String allowedHosts;

    @Option(
            names = "--export-roots",
            paramLabel = "DIR;DIR",
            description =
                    "Where exports may go, shares too; without it every directory on a drive letter, and no share.")
    @Nullable
    String exportRoots;

    @Option(names = "--journal-days", paramLabel = "DAYS", description = "How long ended operations are kept: 90.")
    @Nullable
    String journalDays;

    private final PrintStream out;
    private final PrintStream err;
    private final Environment environment;

    /**
     * @param out gets the one line that says that the agent is ready
     * @param err gets what a person should know
     * @param environment the environment variables
     */
    public ServeCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = new Environment(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            ServeSettings settings = settings();
            return new Service(settings, out, err).run();
        } catch (SettingsException wrong) {
            err.println("hvcr-agent: " + wrong.getMessage() + ".");
            return ExitCode.USAGE;
        } catch (StartException wrong) {
            err.println("hvcr-agent: " + wrong.getMessage() + ".");
            return ExitCode.UNEXPECTED;
        }
    }

    private ServeSettings settings() {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        HostOptions.put(given, Setting.LISTEN, listen);
        HostOptions.put(given, Setting.SCENARIO, scenario);
        HostOptions.put(given, Setting.CLOCK, clock);
        HostOptions.put(given, Setting.INSECURE, insecure ? "true" : null);
        HostOptions.put(given, Setting.ALLOWED_HOSTS, allowedHosts);
        HostOptions.put(given, Setting.EXPORT_ROOTS, exportRoots);
        HostOptions.put(given, Setting.JOURNAL_DAYS, journalDays);
        return options.settings(environment, given);
    }
}
