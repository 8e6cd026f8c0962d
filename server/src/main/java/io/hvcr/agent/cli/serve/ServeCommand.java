// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.cli.Environment;
import io.hvcr.agent.cli.ExitCode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file, JSON (environment: HVCR_CONFIG).")
    @Nullable
    Path config;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where to listen: 127.0.0.1:8443; port 0 picks a free one.")
    @Nullable
    String listen;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Journal, certificate, tokens and log: %%ProgramData%%\\hvcr or ~/.local/share/hvcr.")
    @Nullable
    String data;

    @Option(
            names = "--host",
            paramLabel = "auto|wmi|simulator",
            description = "What stands behind the agent: auto is the host itself on Windows, the simulator elsewhere.")
    @Nullable
    String host;

    @Option(names = "--site", paramLabel = "primary|recovery", description = "Which cluster of the simulated fabric.")
    @Nullable
    String site;

    @Option(
            names = "--fabric",
            paramLabel = "FILE",
            description =
                    "The simulated fabric: fabric.db in the data folder. Agents of both sites open the same file.")
    @Nullable
    String fabric;

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
        Path file = config;
        if (file == null) {
            String named = environment.get("HVCR_CONFIG");
            file = named == null ? null : Path.of(named);
        }
        return ServeSettings.of(Givens.of(file, environment.variables(), options()), environment.dataFolder());
    }

    private Map<Setting, String> options() {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        put(given, Setting.LISTEN, listen);
        put(given, Setting.DATA, data);
        put(given, Setting.HOST, host);
        put(given, Setting.SITE, site);
        put(given, Setting.FABRIC, fabric);
        put(given, Setting.SCENARIO, scenario);
        put(given, Setting.CLOCK, clock);
        put(given, Setting.INSECURE, insecure ? "true" : null);
        put(given, Setting.ALLOWED_HOSTS, allowedHosts);
        put(given, Setting.EXPORT_ROOTS, exportRoots);
        put(given, Setting.JOURNAL_DAYS, journalDays);
        return given;
    }

    private static void put(Map<Setting, String> given, Setting setting, @Nullable String value) {
        if (value != null) {
            given.put(setting, value);
        }
    }
}
