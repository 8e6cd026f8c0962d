// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.Version;
import io.hvcr.agent.api.ExportLocationPolicy;
import io.hvcr.agent.cli.Logging;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.http.HttpLimits;
import io.hvcr.agent.http.HttpMetrics;
import io.hvcr.agent.http.HttpServer;
import io.hvcr.agent.http.HttpSettings;
import io.hvcr.agent.http.Security;
import io.hvcr.agent.http.ServerCertificate;
import io.hvcr.agent.http.TokenStore;
import io.hvcr.agent.journal.JournalException;
import io.hvcr.agent.replication.ThreadScheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent that answers: every part opened, in an order that can be undone. Whatever fails on the way closes what was opened before and
 * is one sentence.
 */
final class RunningAgent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningAgent.class);
    private static final int THREADS = 8;
    private static final String JOURNAL = "journal.db";
    private static final String LOG_FOLDER = "log";

    private final Deque<Runnable> undo;
    private final String readyLine;

    private RunningAgent(Deque<Runnable> undo, String readyLine) {
        this.undo = undo;
        this.readyLine = readyLine;
    }

    /**
     * Starts; when it returns, calls are answered.
     *
     * @param say tells a person where things are; never a secret
     * @throws StartException when something is in the way
     */
    static RunningAgent start(ServeSettings settings, InstantSource clock, SecureRandom random, Consumer<String> say) {
        Deque<Runnable> undo = new ArrayDeque<>();
        try {
            String ready = assemble(settings, clock, random, say, undo);
            LOG.info("{}", ready);
            return new RunningAgent(undo, ready);
        } catch (io.hvcr.agent.http.StartException | JournalException e) {
            undo(undo);
            throw new StartException(sentence(String.valueOf(e.getMessage())));
        } catch (ProblemException e) {
            undo(undo);
            throw new StartException(sentence(e.problem().message()));
        } catch (HostException e) {
            undo(undo);
            throw new StartException(
                    "the host cannot be asked who it is: " + sentence(e.fault().text()));
        } catch (RuntimeException e) {
            undo(undo);
            throw e;
        }
    }

    private static String assemble(
            ServeSettings settings,
            InstantSource clock,
            SecureRandom random,
            Consumer<String> say,
            Deque<Runnable> undo) {
        ExportLocationPolicy exports = exports(settings);
        HostOpener.check(settings);
        HttpSettings listening =
                new HttpSettings(settings.address(), settings.port(), settings.allowedHosts(), HttpLimits.DEFAULT);
        HttpServer.check(listening, settings.insecure());
        DataFolder data = DataFolder.take(settings.data());
        undo.push(data::close);
        Logging.toFolder(data.file(LOG_FOLDER));
        LOG.info("hvcr-agent {} starts with the data folder {}", Version.current(), data.folder());
        HostOpener.Opened opened = HostOpener.open(settings, clock);
        undo.push(opened.closing());
        HttpMetrics metrics = new HttpMetrics();
        HostMeter meter = new HostMeter();
        AgentCore core = new AgentCore(new AgentCore.Ingredients(
                new MeteredHost(opened.host(), meter),
                opened.simulator(),
                data.file(JOURNAL),
                clock,
                random,
                new ThreadScheduler(THREADS),
                exports,
                HttpLimits.DEFAULT.maxBodyBytes(),
                settings.journalAge(),
                metrics,
                Version.current()));
        undo.push(core::close);
        metrics.register(meter);
        opened.metrics().forEach(metrics::register);
        metrics.register(new AgentMetrics(core, opened.host()::identity, Version.current(), clock));
        core.start();
        Doors doors = Doors.open(settings, data, clock, random, say);
        HttpServer server = HttpServer.start(listening, doors.security(), core.dispatcher(), metrics, clock, random);
        undo.push(() -> {
            core.stopTakingChanges();
            server.stop();
        });
        AgentFile.write(data, server.url().toString(), doors.fingerprint(), doors.certificateFile(), doors.tokenFile());
        return "ready url=" + server.url() + " host=" + opened.word() + " site="
                + (opened.simulator() == null ? "none" : settings.site().name().toLowerCase(Locale.ROOT))
                + " fingerprint="
                + (doors.fingerprint() == null ? "none" : doors.fingerprint());
    }

    private static ExportLocationPolicy exports(ServeSettings settings) {
        try {
            return new ExportLocationPolicy(settings.exportRoots());
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    /** What callers need to get in. */
    private record Doors(
            Security security,
            @Nullable String fingerprint,
            @Nullable Path certificateFile,
            @Nullable Path tokenFile) {

        static Doors open(
                ServeSettings settings,
                DataFolder data,
                InstantSource clock,
                SecureRandom random,
                Consumer<String> say) {
            if (settings.insecure()) {
                LOG.warn("INSECURE: plain HTTP without authentication, on {}", settings.address());
                return new Doors(new Security.Insecure(), null, null, null);
            }
            boolean first = !Files.exists(data.file(TokenStore.FILE));
            ServerCertificate certificate = ServerCertificate.open(data.folder(), settings.address(), clock, random);
            TokenStore tokens = TokenStore.open(data.folder(), clock, random);
            Path tokenFile = data.file(TokenStore.ADMINISTRATOR_FILE);
            if (first) {
                LOG.info("Made the certificate {} and the administrator's token {}", certificate.pemFile(), tokenFile);
                say.accept("hvcr-agent: the administrator's token is in " + tokenFile + ", the certificate to trust in "
                        + certificate.pemFile());
            }
            return new Doors(
                    new Security.Protected(certificate, tokens),
                    certificate.fingerprint(),
                    certificate.pemFile(),
                    tokenFile);
        }
    }

    /** The one line that says that the agent answers. */
    String readyLine() {
        return readyLine;
    }

    /** Stops in order: no new changes, answers finished, then everything closed. Jobs of the host go on. */
    @Override
    public void close() {
        LOG.info("Stopping: no new changes from now on; jobs of the host go on");
        undo(undo);
        LOG.info("Stopped");
    }

    private static void undo(Deque<Runnable> undo) {
        while (!undo.isEmpty()) {
            try {
                undo.pop().run();
            } catch (RuntimeException e) {
                LOG.warn("Something could not be closed", e);
            }
        }
    }

    /** Without the full stop that the command line adds. */
    private static String sentence(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
