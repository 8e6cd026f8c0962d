// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import io.hvcr.agent.rpc.RpcDispatcher;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.servlet.DefaultTasks;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's HTTP server; it answers from {@link #start} on until {@link #stop}.
 *
 * <p>Of Javalin only the router and the servlet are used, without before- and after-handlers, error pages, mappers and
 * compression: a request passes the {@link Gate}, its body is read once, and the answer is written once.
 */
public final class HttpServer {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int THREADS_AT_REST = 8;

    private final HttpSettings settings;
    private final Security security;
    private final RpcDispatcher dispatcher;
    private final Javalin javalin;
    private final ServerConnector connector;
    private final int port;
    private final InFlight inFlight;

    private HttpServer(
            HttpSettings settings,
            Security security,
            RpcDispatcher dispatcher,
            Javalin javalin,
            ServerConnector connector,
            InFlight inFlight) {
        this.settings = settings;
        this.security = security;
        this.dispatcher = dispatcher;
        this.javalin = javalin;
        this.connector = connector;
        port = connector.getLocalPort();
        this.inFlight = inFlight;
    }

    /**
     * Starts to listen; when it returns, requests are answered.
     *
     * @param metrics the same that listens to the dispatcher
     * @param random for the ids of requests
     * @throws StartException when the address cannot be bound, or when {@link Security.Insecure} is wanted beyond loopback
     */
    public static HttpServer start(
            HttpSettings settings,
            Security security,
            RpcDispatcher dispatcher,
            HttpMetrics metrics,
            InstantSource clock,
            RandomGenerator random) {
        refuseOpenDoors(settings.host(), security instanceof Security.Insecure);
        HttpLimits limits = settings.limits();
        AllowedHosts hosts = new AllowedHosts(names(settings, security));
        FailureLimiter failures = new FailureLimiter(limits.authenticationFailuresPerMinute(), clock);
        Gate gate = new Gate(security, hosts, failures, limits.maxBodyBytes());
        RequestIds ids = new RequestIds(random);
        InFlight inFlight = new InFlight();
        Routes routes = new Routes(gate, dispatcher, metrics, ids, inFlight, limits.maxBodyBytes());
        Javalin javalin = Javalin.create(config -> {
            configure(config, limits);
            routes.register(config.routes);
            config.jetty.modifyServer(server -> {
                strip(server);
                server.setErrorHandler(new ErrorAnswers(dispatcher, metrics, ids));
                server.addConnector(Connectors.create(server, settings, security));
            });
        });
        try {
            javalin.start();
        } catch (JavalinBindException taken) {
            throw cannotListen(settings, why(taken), taken);
        } catch (JavalinException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw cannotListen(settings, String.valueOf(cause.getMessage()), failed);
        }
        Server server = javalin.jettyServer().server();
        ServerConnector connector = (ServerConnector) server.getConnectors()[0];
        hosts.listenOn(connector.getLocalPort());
        return new HttpServer(settings, security, dispatcher, javalin, connector, inFlight);
    }

    /**
     * Whether a server could listen there now: for a start that fails before anything is opened or made.
     *
     * @throws StartException as {@link #start}
     */
    public static void check(HttpSettings settings, boolean insecure) {
        refuseOpenDoors(settings.host(), insecure);
        try (ServerSocket trial = new ServerSocket()) {
            trial.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException taken) {
            throw cannotListen(settings, why(taken), taken);
        }
    }

    private static void refuseOpenDoors(String host, boolean insecure) {
        if (insecure && !LocalNames.isLoopback(host)) {
            throw new StartException(
                    "Without TLS and authentication the agent listens on loopback only, not on " + host
                            + "; leave --insecure out, or listen on 127.0.0.1",
                    null);
        }
    }

    /** Jetty tells a port that is taken from an address that is not this machine's only by the innermost message. */
    private static String why(Throwable taken) {
        for (Throwable each = taken; each != null; each = each.getCause()) {
            String said = String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
            if (each instanceof BindException && said.contains("assign")) {
                return "this machine does not have the address";
            }
            if (each instanceof SocketException && said.contains("permission")) {
                return "this account may not listen on that port; take one from 1024 on";
            }
            if (each instanceof UnresolvedAddressException
                    || each instanceof UnknownHostException
                    || said.contains("unresolved")) {
                return "the name cannot be resolved";
            }
        }
        return "another program has the port; stop it, or choose another with --listen";
    }

    private static StartException cannotListen(HttpSettings settings, String why, Exception cause) {
        return new StartException(
                "Cannot listen on " + settings.host() + " port " + settings.port() + ": " + why, cause);
    }

    private static Set<String> names(HttpSettings settings, Security security) {
        Set<String> names = new LinkedHashSet<>(settings.allowedHosts());
        switch (security) {
            case Security.Protected guarded ->
                names.addAll(guarded.certificate().names());
            case Security.Insecure ignored -> names.addAll(List.of("localhost", "127.0.0.1", "::1", settings.host()));
        }
        return names;
    }

    @SuppressWarnings("unchecked") // an array of one: a variable number of a generic type
    private static void configure(JavalinConfig config, HttpLimits limits) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.router.ignoreTrailingSlashes = false;
        config.requestLifeCycle(DefaultTasks.INSTANCE.getHTTP());
        QueuedThreadPool threads = new QueuedThreadPool(limits.maxThreads(), THREADS_AT_REST);
        threads.setName("http");
        config.jetty.threadPool = threads;
    }

    /** Takes away what Javalin adds to Jetty for statistics and for overload: we count ourselves and have limits. */
    private static void strip(Server server) {
        server.setHandler((Handler) null);
        server.getBeans(LowResourceMonitor.class).forEach(server::removeBean);
    }

    /** The port that is listened on. */
    public int port() {
        return port;
    }

    /** What callers put before {@code /rpc}: {@code https://127.0.0.1:8443}. */
    public URI url() {
        String scheme = security instanceof Security.Insecure ? "http" : "https";
        String host = LocalNames.isAny(settings.host()) ? "localhost" : settings.host();
        String literal = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create(scheme + "://" + literal + ":" + port);
    }

    /**
     * Stops: calls that change something are refused from now on (−32054), no new connections are taken, answers that are being worked
     * on are finished within {@link HttpLimits#stopTimeout}. What the host does goes on.
     */
    public void stop() {
        dispatcher.stopTakingChanges();
        try {
            connector.close(); // the listening socket alone; open connections go on
            if (!inFlight.awaitNone(settings.limits().stopTimeout())) {
                LOG.warn("Stopping although some answers are not finished");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        javalin.stop();
    }
}
