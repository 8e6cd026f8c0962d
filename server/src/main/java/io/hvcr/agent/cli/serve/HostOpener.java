// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostInspection;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.SimulatorControl;
import io.hvcr.agent.host.simulator.FabricClock;
import io.hvcr.agent.host.simulator.ScenarioSource;
import io.hvcr.agent.host.simulator.SimulatedFabric;
import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.host.wmi.WmiHost;
import io.hvcr.agent.host.wmi.jna.ComSession;
import io.hvcr.agent.http.MetricsSource;
import io.hvcr.agent.sql.DatabaseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens what stands behind the port. On Windows nothing is ever simulated unless somebody says so. */
final class HostOpener {

    private static final Logger LOG = LoggerFactory.getLogger(HostOpener.class);

    private HostOpener() {}

    /**
     * A host and what closes it.
     *
     * @param host the port
     * @param simulator what only a simulated host offers
     * @param inspection what only a real host can tell
     * @param metrics what an operator watches about the way to the host
     * @param word what the ready line calls it
     * @param closing closes everything that was opened
     */
    record Opened(
            HyperVHost host,
            @Nullable SimulatorControl simulator,
            @Nullable HostInspection inspection,
            List<MetricsSource> metrics,
            String word,
            Runnable closing) {}

    /** Refuses what this machine cannot have, before anything is made for it. */
    static void check(ServeSettings settings) {
        if (settings.host() == ServeSettings.HostKind.WMI && !onWindows()) {
            throw new StartException("there is no WMI on " + System.getProperty("os.name")
                    + "; run the agent on a Hyper-V host, or with --host simulator");
        }
    }

    /**
     * Opens the host that the agent will serve.
     *
     * <p>{@code auto} on Windows asks the host once: a machine that has no Hyper-V cluster at all is refused here and now, and nothing
     * is simulated in its place. A host that merely does not answer yet is none of these: when Windows starts, its services come
     * up at their own pace.
     */
    static Opened open(ServeSettings settings, InstantSource clock) {
        return switch (settings.host()) {
            case AUTO -> onWindows() ? proven(settings, clock) : simulator(settings, clock);
            case WMI -> wmi(settings, clock);
            case SIMULATOR -> simulator(settings, clock);
        };
    }

    /** Opens the host for somebody who only looks at it; a fabric that is not there is not made. */
    static Opened toLookAt(ServeSettings settings, InstantSource clock) {
        check(settings);
        boolean simulated = settings.host() == ServeSettings.HostKind.SIMULATOR
                || (settings.host() == ServeSettings.HostKind.AUTO && !onWindows());
        if (!simulated) {
            return wmi(settings, clock);
        }
        if (!Files.isRegularFile(settings.fabric())) {
            throw new StartException("there is no Hyper-V on " + System.getProperty("os.name")
                    + " and no simulated fabric in " + settings.fabric()
                    + "; run doctor on a Hyper-V host, or name a fabric with --host simulator --fabric FILE");
        }
        return simulator(settings, clock);
    }

    private static Opened proven(ServeSettings settings, InstantSource clock) {
        ComSession session = ComSession.open(settings.wmi().session());
        WmiHost host = wmiHost(session, settings, clock);
        try {
            Optional<String> absence = host.absence();
            if (absence.isPresent()) {
                throw new StartException("this machine is no node of a Hyper-V cluster: " + absence.get()
                        + ". Nothing is simulated on Windows unless it is asked for with --host simulator; --host wmi starts"
                        + " all the same, and hvcr-agent doctor shows what is missing");
            }
        } catch (StartException e) {
            host.close();
            throw e;
        } catch (HostException e) {
            LOG.warn("The host does not answer yet: {}", e.fault().text());
        }
        return opened(host, session);
    }

    private static boolean onWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
    }

    /** It connects at the first call, not before: at the start of Windows its services may not run yet. */
    private static Opened wmi(ServeSettings settings, InstantSource clock) {
        ComSession session = ComSession.open(settings.wmi().session());
        return opened(wmiHost(session, settings, clock), session);
    }

    private static WmiHost wmiHost(ComSession session, ServeSettings settings, InstantSource clock) {
        return new WmiHost(session, thisNode(), settings.wmi().host(), clock);
    }

    private static Opened opened(WmiHost host, ComSession session) {
        return new Opened(host, null, host, List.of(sink -> threads(session, sink)), "wmi", host::close);
    }

    private static void threads(ComSession session, MetricsSource.Sink sink) {
        sink.gauge(
                "hvcr_wmi_stuck_threads",
                "Threads that hang in a WMI call that was given up; at the limit no call is begun any more",
                Map.of(),
                session.stuckThreads());
        sink.counter(
                "hvcr_wmi_written_off_threads_total",
                "Threads that were ever given up because a WMI call hung",
                Map.of(),
                (double) session.writtenOffThreads());
    }

    private static String thisNode() {
        String name = System.getenv("COMPUTERNAME");
        if (name != null && !name.isBlank()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new StartException("this machine has no name");
        }
    }

    private static Opened simulator(ServeSettings settings, InstantSource clock) {
        Path folder = settings.fabric().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            ScenarioSource first = scenario(settings.scenario());
            FabricClock passing = settings.clock();
            SimulatedFabric fabric = passing == null
                    ? SimulatedFabric.open(settings.fabric(), clock, first)
                    : SimulatedFabric.open(settings.fabric(), clock, first, passing);
            LOG.warn(
                    "SIMULATION: the simulator answers (site {}, fabric {}). Nothing here is a real host, and nothing is replicated.",
                    settings.site().name().toLowerCase(Locale.ROOT),
                    settings.fabric());
            HyperVHost host = fabric.host(site(settings.site()));
            return new Opened(host, fabric, null, List.of(), "simulator", () -> {
                host.close();
                fabric.close();
            });
        } catch (IOException e) {
            throw new StartException("the folder " + folder + " cannot be made: " + Reasons.of(e));
        } catch (ProblemException e) {
            throw new StartException(
                    "the scenario cannot be used: " + e.problem().message());
        } catch (DatabaseException e) {
            throw new StartException("the fabric " + settings.fabric() + " cannot be opened: " + e.getMessage());
        }
    }

    private static Site site(ServeSettings.SiteKind site) {
        return switch (site) {
            case PRIMARY -> Site.PRIMARY;
            case RECOVERY -> Site.RECOVERY;
        };
    }

    /** A file where there is one of that name, else a name that the simulator knows. */
    private static ScenarioSource scenario(@Nullable String scenario) throws IOException {
        if (scenario == null) {
            return ScenarioSource.DEFAULT;
        }
        try {
            Path file = Path.of(scenario);
            if (Files.isRegularFile(file)) {
                return new ScenarioSource.Document(Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (InvalidPathException noPath) {
            // then it is a name
        }
        return new ScenarioSource.Named(scenario);
    }
}
