package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.http.gate.Gate;
import org.thermograd.adapter.http.gate.GateLimits;
import org.thermograd.adapter.http.gate.GateRefusal;
import org.thermograd.adapter.http.gate.JsonText;
import org.thermograd.adapter.http.gate.LimitedLog;
import org.thermograd.adapter.http.web.TlsConnections;

/** The HTTP server: a few threads behind a {@link Gate}, gzip, and one way to refuse. Thread-safe. */
public final class ThermogradServer implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(ThermogradServer.class);
    private static final String API = "/api/";
    private static final int MAX_THREADS = 16;
    private static final int MIN_THREADS = 4;
    private static final int IDLE_THREAD_MILLIS = 60_000;
    private static final long STOP_MILLIS = 1_500;
    private static final long STOP_IDLE_MILLIS = 100;
    /** Fast; higher levels cost more time than a local network takes for the bytes they save. */
    private static final int GZIP_LEVEL = 1;

    private final Endpoint endpoint;
    private final List<ServerConnector> connectors = new ArrayList<>();
    private final LimitedLog failures = new LimitedLog(logger, "request_failed", System::nanoTime);
    private final Javalin javalin;

    /**
     * Makes a server with the usual limits that does not listen yet.
     *
     * @param address where it will listen
     * @param groups what it will answer
     */
    public ThermogradServer(ListenAddress address, List<? extends RouteGroup> groups) {
        this(Endpoint.of(address), groups);
    }

    /**
     * Makes a server with the usual limits that does not listen yet.
     *
     * @param endpoint where it will listen, and how
     * @param groups what it will answer
     */
    public ThermogradServer(Endpoint endpoint, List<? extends RouteGroup> groups) {
        this(
                endpoint,
                groups,
                GateLimits.withDefaults(),
                new KnownHosts(endpoint.addresses(), Set.of()),
                GateRefusal.Observer.NONE);
    }

    /**
     * Makes a server that does not listen yet.
     *
     * @param endpoint where it will listen, and how
     * @param groups what it will answer
     * @param limits what clients may take
     * @param hosts what a program on this host may ask for
     * @param observer hears of each request that does not reach the routes
     */
    public ThermogradServer(
            Endpoint endpoint,
            List<? extends RouteGroup> groups,
            GateLimits limits,
            KnownHosts hosts,
            GateRefusal.Observer observer) {
        this.endpoint = requireNonNull(endpoint, "endpoint");
        Gate gate = new Gate(
                limits,
                observer,
                () -> endpoint.web()
                        .map(file -> file.current().config().http().headers())
                        .orElse(Map.of()));
        PageGuard pages = new PageGuard(hosts, endpoint.metricsPath(), observer);
        this.javalin = Javalin.create(config -> {
            configure(config, gate);
            config.appData(KnownHosts.KEY, hosts);
            config.routes.before(pages::check);
            endpoint.web().ifPresent(file -> {
                AccessGuard access = new AccessGuard(file, observer, System::nanoTime);
                config.routes.before(access::check);
            });
            groups.forEach(group -> group.addTo(config.routes));
            config.routes.exception(HttpResponseException.class, ThermogradServer::refuse);
            config.routes.exception(Exception.class, this::fail);
        });
    }

    private void configure(JavalinConfig config, Gate gate) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "text/plain; charset=utf-8";
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_THREAD_MILLIS);
        threads.setName("http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyServletContextHandler(handler -> handler.setSessionHandler(new NoSessions()));
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLIS);
            gate.insert(server);
        });
        for (ListenAddress address : endpoint.addresses()) {
            config.jetty.addConnector((server, http) -> {
                ServerConnector connector = connector(server, http);
                connector.setHost(address.host());
                connector.setPort(address.port());
                gate.watch(connector);
                connectors.add(connector);
                return connector;
            });
        }
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ConnectionFactory[] protocols = endpoint.isTls()
                ? new ConnectionFactory[] {TlsConnections.of(endpoint.web().orElseThrow(), plain.getProtocol()), plain}
                : new ConnectionFactory[] {plain};
        // One acceptor and one selector, however many processors there are: this is a small server on a busy machine.
        ServerConnector connector = new ServerConnector(server, 1, 1, protocols);
        // A scraper keeps its connection open; the end of the server does not wait for it.
        connector.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
        return connector;
    }

    /**
     * Starts to listen.
     *
     * @throws ListenException if the address is in use, or is none of this machine
     */
    public void start() throws ListenException {
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new ListenException(endpoint.addresses(), reason(e), e);
        }
    }

    private static String reason(JavalinBindException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    /** Returns where it listens, the first of several: the port that it took where it was given 0. */
    public ListenAddress address() {
        return address(0);
    }

    private ListenAddress address(int index) {
        return new ListenAddress(
                endpoint.addresses().get(index).host(), connectors.get(index).getLocalPort());
    }

    /** Returns where its metrics are at each of its addresses, separated by a comma. */
    public String metricsUrls() {
        String scheme = endpoint.isTls() ? "https://" : "http://";
        return IntStream.range(0, connectors.size())
                .mapToObj(index -> scheme + address(index) + endpoint.metricsPath())
                .collect(Collectors.joining(","));
    }

    /** Stops listening, and gives what is under way a second and a half to end. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            logger.warn("event=requests_cut_off reason={}", String.valueOf(e.getMessage()));
        }
    }

    private static void refuse(HttpResponseException refusal, Context context) {
        String allowed = refusal.getDetails().getOrDefault("availableMethods", "");
        if (!allowed.isEmpty()) {
            context.header("Allow", allowed);
        }
        String reason = switch (refusal.getStatus()) {
            case 404 -> "no such path: " + context.path();
            case 405 -> context.method().name() + " is not allowed here; allowed: " + allowed;
            default -> refusal.getMessage();
        };
        say(refusal.getStatus(), String.valueOf(reason), context);
    }

    /** Answers programs in JSON, and people in text. */
    private static void say(int status, String reason, Context context) {
        boolean api = context.path().startsWith(API);
        context.status(status)
                .contentType(api ? "application/json" : "text/plain; charset=utf-8")
                .result(api ? JsonText.error(reason) : reason + "\n");
    }

    private void fail(Exception failure, Context context) {
        failures.write(() -> logger.error(
                "event=request_failed method={} path={}", context.method().name(), context.path(), failure));
        say(HttpStatus.INTERNAL_SERVER_ERROR.getCode(), "internal error", context);
    }
}
