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
import java.util.List;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: a few threads, gzip, and one way to refuse. Thread-safe. */
public final class ThermogradServer implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(ThermogradServer.class);
    private static final int MAX_THREADS = 16;
    private static final int MIN_THREADS = 4;
    private static final int IDLE_THREAD_MILLIS = 60_000;
    private static final long IDLE_CONNECTION_MILLIS = 30_000;
    private static final long STOP_MILLIS = 1_500;
    private static final long STOP_IDLE_MILLIS = 100;
    /** Fast; higher levels cost more time than a local network takes for the bytes they save. */
    private static final int GZIP_LEVEL = 1;

    private final ListenAddress address;
    private final Javalin javalin;

    /**
     * Makes a server that does not listen yet.
     *
     * @param address where it will listen
     * @param groups what it will answer
     */
    public ThermogradServer(ListenAddress address, List<? extends RouteGroup> groups) {
        this.address = requireNonNull(address, "address");
        this.javalin = Javalin.create(config -> {
            configure(config);
            groups.forEach(group -> group.addTo(config.routes));
            config.routes.exception(HttpResponseException.class, ThermogradServer::refuse);
            config.routes.exception(Exception.class, ThermogradServer::fail);
        });
    }

    private void configure(JavalinConfig config) {
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
        config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MILLIS));
        config.jetty.addConnector((server, http) -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(true);
            // One acceptor and one selector, however many processors there are: this is a small server on a busy
            // machine.
            ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
            connector.setHost(address.host());
            connector.setPort(address.port());
            connector.setIdleTimeout(IDLE_CONNECTION_MILLIS);
            // A scraper keeps its connection open; the end of the server does not wait for it.
            connector.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
            return connector;
        });
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
            throw new ListenException(address, reason(e), e);
        }
    }

    private static String reason(JavalinBindException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    /** Returns where it listens: the port that it took where it was given 0. */
    public ListenAddress address() {
        return new ListenAddress(address.host(), javalin.port());
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
        context.status(refusal.getStatus())
                .contentType("text/plain; charset=utf-8")
                .result(reason + "\n");
    }

    private static void fail(Exception failure, Context context) {
        logger.error("event=request_failed method={} path={}", context.method().name(), context.path(), failure);
        context.status(HttpStatus.INTERNAL_SERVER_ERROR)
                .contentType("text/plain; charset=utf-8")
                .result("internal error\n");
    }
}
