package org.thermograd.testing;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Prometheus on a free port of the loopback, with data of its own in a folder of the caller. Closing it ends
 * exactly the process that it started. Not thread-safe.
 *
 * <pre>{@code
 * try (PrometheusServer server = PrometheusServer.in(dir).backfill(openMetricsFile).start()) {
 *     ... server.url() ...
 * }
 * }</pre>
 *
 * <p>Needs {@code prometheus}, and {@code promtool} for a back-fill, on the path; the calling test is skipped, loudly,
 * where one is missing.
 */
public final class PrometheusServer implements AutoCloseable {
    private static final int READY_SECONDS = 60;
    private static final int STOP_SECONDS = 20;
    private static final int BACKFILL_SECONDS = 120;
    private static final int PORT_ATTEMPTS = 3;
    private static final int HTTP_UNAUTHORIZED = 401;

    private final Process process;
    private final URI url;
    private final Path log;

    private PrometheusServer(Process process, URI url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /**
     * Returns a builder of a server, or skips the calling test where Prometheus is not installed.
     *
     * @param dir an empty folder for configuration, data and log; not removed
     */
    public static Builder in(Path dir) {
        return new Builder(dir, onPath("prometheus"));
    }

    /** Returns the program of the given name, or skips the calling test where there is none on the path. */
    public static Path onPath(String program) {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    System.err.println("SKIPPED: " + program + " is not on the path (apt-get install prometheus)");
                    return Assumptions.abort("no " + program + " on the path");
                });
    }

    /** Returns the address of the server with its path prefix, without a slash at its end. */
    public URI url() {
        return url;
    }

    /** Returns what the server wrote to its log. */
    public String log() {
        return text(log);
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends the server's process and waits until it is gone; does nothing if it is gone already. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects what the server is to be like. Confined to one thread; starts one server. */
    public static final class Builder {
        private final Path dir;
        private final Path program;
        private final List<String> arguments = new ArrayList<>();
        private String scrapeConfigs = "[]";
        private String routePrefix = "";
        private @Nullable String webConfig;
        private int port;

        private Builder(Path dir, Path program) {
            this.dir = requireNonNull(dir, "dir");
            this.program = program;
        }

        /**
         * Writes the samples of a file into blocks that the server will hold.
         *
         * @param openMetrics OpenMetrics text with a time on each sample, all samples of one family together, ended by
         *     {@code # EOF}
         */
        @CanIgnoreReturnValue
        public Builder backfill(Path openMetrics) throws IOException, InterruptedException {
            Path log = dir.resolve("promtool.log");
            Process promtool = new ProcessBuilder(
                            onPath("promtool").toString(),
                            "tsdb",
                            "create-blocks-from",
                            "openmetrics",
                            openMetrics.toString(),
                            data().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!promtool.waitFor(BACKFILL_SECONDS, TimeUnit.SECONDS)) {
                promtool.destroyForcibly().waitFor();
                throw new AssertionError("promtool took longer than " + BACKFILL_SECONDS + " s");
            }
            if (promtool.exitValue() != 0) {
                throw new AssertionError("promtool refused " + openMetrics + ": " + text(log));
            }
            return this;
        }

        /** Adds options of the command line, such as {@code --query.max-samples=1000}. */
        @CanIgnoreReturnValue
        public Builder arguments(String... more) {
            arguments.addAll(Arrays.asList(more));
            return this;
        }

        /** Sets what is scraped: the YAML that stands after {@code scrape_configs:}, from a new line on. */
        @CanIgnoreReturnValue
        public Builder scrapeConfigs(String yaml) {
            scrapeConfigs = "\n" + yaml;
            return this;
        }

        /**
         * Serves everything below a path.
         *
         * @param prefix such as {@code /prom}
         */
        @CanIgnoreReturnValue
        public Builder routePrefix(String prefix) {
            routePrefix = prefix;
            return this;
        }

        /** Sets the web configuration: YAML of basic auth or TLS. With TLS the server's readiness is not waited for. */
        @CanIgnoreReturnValue
        public Builder webConfig(String yaml) {
            webConfig = yaml;
            return this;
        }

        /** Sets where it listens, in place of a port that is free; such a server can be started again at its place. */
        @CanIgnoreReturnValue
        public Builder port(int number) {
            port = number;
            return this;
        }

        private Path data() {
            return dir.resolve("data");
        }

        /**
         * Starts the server and returns when it is ready.
         *
         * @throws AssertionError with its log if it ends or is not ready within a minute
         */
        public PrometheusServer start() throws IOException, InterruptedException {
            Path config = Files.writeString(
                    dir.resolve("prometheus.yml"), "scrape_configs: " + scrapeConfigs + System.lineSeparator());
            for (int attempt = 1; ; attempt++) {
                PrometheusServer server = start(config, port == 0 ? freePort() : port);
                if (isReady(server)) {
                    return server;
                }
                server.close();
                // Someone else may have taken the port between its choice and its use.
                if (attempt == PORT_ATTEMPTS || !server.log().contains("address already in use")) {
                    throw new AssertionError("Prometheus is not ready: " + server.log());
                }
            }
        }

        private PrometheusServer start(Path config, int port) throws IOException {
            URI url = URI.create("http://127.0.0.1:" + port + routePrefix);
            List<String> command = new ArrayList<>(List.of(
                    program.toString(),
                    "--config.file=" + config,
                    "--storage.tsdb.path=" + data(),
                    // Data of any age stays.
                    "--storage.tsdb.retention.time=100y",
                    "--web.listen-address=127.0.0.1:" + port,
                    "--web.external-url=" + url,
                    "--web.route-prefix=" + (routePrefix.isEmpty() ? "/" : routePrefix)));
            if (webConfig != null) {
                command.add("--web.config.file=" + Files.writeString(dir.resolve("web.yml"), webConfig));
            }
            command.addAll(arguments);
            Path log = dir.resolve("prometheus.log");
            Process process = new ProcessBuilder(command)
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new PrometheusServer(process, url, log);
        }

        /** Returns a port at which nobody listens now. */
        public static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private static boolean isReady(PrometheusServer server) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
            do {
                if (server.process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    return false;
                }
                int status = status(URI.create(server.url + "/-/ready"));
                if (status == HttpURLConnection.HTTP_OK || status == HTTP_UNAUTHORIZED) {
                    return true;
                }
            } while (System.nanoTime() < end);
            return false;
        }

        /** Returns the status of a page, or 0 if there is no answer. */
        private static int status(URI page) {
            try {
                HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection(Proxy.NO_PROXY);
                connection.setConnectTimeout(1000);
                connection.setReadTimeout(5000);
                try {
                    return connection.getResponseCode();
                } finally {
                    connection.disconnect();
                }
            } catch (IOException e) {
                return 0;
            }
        }
    }
}
