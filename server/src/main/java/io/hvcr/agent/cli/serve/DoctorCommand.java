// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.Version;
import io.hvcr.agent.cli.Environment;
import io.hvcr.agent.cli.ExitCode;
import io.hvcr.agent.cli.Words;
import io.hvcr.agent.domain.PreflightCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at the host by itself, without an agent that runs: what holds of the prerequisites, and what to do about the rest. */
@Command(
        name = "doctor",
        description = {
            "Checks on this host what collection replication needs, and says what to do about what does not hold. It only reads,"
                    + " and needs no agent to run.",
            "Exit code 0: nothing fails; 3: something does; 1: the host could not be opened."
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final int INDENT = 12;

    @Mixin
    final HostOptions options = new HostOptions();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Also writes everything it saw to a new file, JSON. It holds names of machines, clusters and collections,"
                            + " and no secret.")
    @Nullable
    Path report;

    @Option(names = "--json", description = "Prints that report instead of the summary.")
    boolean json;

    private final PrintStream out;
    private final PrintStream err;
    private final Environment environment;
    private final InstantSource clock;

    /**
     * @param out gets the summary, or the report
     * @param err gets what a person should know besides
     * @param environment the environment variables
     */
    public DoctorCommand(PrintStream out, PrintStream err, Map<String, String> environment, InstantSource clock) {
        this.out = out;
        this.err = err;
        this.environment = new Environment(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try {
            DoctorReport seen = look(options.settings(environment, new EnumMap<>(Setting.class)));
            if (json) {
                out.print(seen.text());
            } else {
                lines(seen).forEach(out::println);
            }
            out.flush();
            if (report != null) {
                write(report, seen);
            }
            return seen.allHold() ? ExitCode.OK : ExitCode.RPC_ERROR;
        } catch (SettingsException wrong) {
            err.println("hvcr-agent: " + wrong.getMessage() + ".");
            return ExitCode.USAGE;
        } catch (StartException wrong) {
            err.println("hvcr-agent: " + wrong.getMessage() + ".");
            return ExitCode.UNEXPECTED;
        }
    }

    private DoctorReport look(ServeSettings settings) {
        if (report != null && Files.exists(report)) {
            throw new SettingsException("the report " + report + " is there already; name a new file");
        }
        HostOpener.Opened opened = HostOpener.toLookAt(settings, clock);
        try {
            return DoctorReport.of(
                    opened.host(),
                    opened.inspection(),
                    DoctorReport.Machine.here(),
                    Version.current(),
                    clock.instant());
        } finally {
            opened.closing().run();
        }
    }

    private void write(Path file, DoctorReport seen) {
        try {
            Files.writeString(file, seen.text(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            err.println(
                    "hvcr-agent: the report is in " + file.toAbsolutePath()
                            + "; read it before you send it: it names machines, clusters and collections, and holds no secret.");
        } catch (FileAlreadyExistsException e) {
            throw new SettingsException("the report " + file + " is there already; name a new file");
        } catch (IOException e) {
            throw new StartException("the report " + file + " cannot be written: " + Reasons.of(e));
        }
    }

    private List<String> lines(DoctorReport seen) {
        List<String> lines = new ArrayList<>();
        String cluster = seen.host().clusterName().isEmpty()
                ? "no cluster that answers"
                : "cluster " + Words.printable(seen.host().clusterName());
        lines.add("hvcr-agent " + seen.version() + " on node "
                + Words.printable(seen.host().node()) + ", " + cluster + ", "
                + seen.host().backend().wireName());
        if (seen.rights() != null) {
            lines.add("running as " + Words.printable(seen.rights().describe()));
        }
        lines.add("");
        for (PreflightCheck check : seen.preflight()) {
            lines.add(String.format("%-6s %-4s %s", word(check.status()), check.id(), check.title()));
            lines.add(" ".repeat(INDENT) + Words.printable(check.detail()));
            if (check.hint() != null) {
                lines.add(" ".repeat(INDENT) + "→ " + Words.printable(check.hint()));
            }
        }
        lines.add("");
        seen.problems().forEach(problem -> lines.add("could not be read: " + Words.printable(problem)));
        lines.add(count(seen, PreflightCheck.Status.PASS) + " hold, " + count(seen, PreflightCheck.Status.FAIL)
                + " fail, " + count(seen, PreflightCheck.Status.NOT_CHECKABLE) + " cannot be checked from here; "
                + seen.collections().size() + " collections were read.");
        if (report == null) {
            lines.add("Everything it saw goes into a file that you can send with: hvcr-agent doctor --report FILE");
        }
        return lines;
    }

    private static String word(PreflightCheck.Status status) {
        return switch (status) {
            case PASS -> "pass";
            case FAIL -> "FAIL";
            case NOT_CHECKABLE -> "?";
        };
    }

    private static long count(DoctorReport seen, PreflightCheck.Status status) {
        return seen.preflight().stream()
                .filter(check -> check.status() == status)
                .count();
    }
}
