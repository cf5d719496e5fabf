package org.thermograd.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real single-node VictoriaMetrics on a free port of the loopback, with data of its own in a folder of the caller. Closing
 * it ends exactly the process that it started. The calling test is skipped, loudly, where {@code victoria-metrics} is not
 * on the path.
 */
public final class VictoriaMetricsServer implements AutoCloseable {
    private static final int READY_SECONDS = 60;
    private static final int STOP_SECONDS = 20;
    private static final int LINES_AT_ONCE = 50_000;
    private static final int MULTIPLE_CHOICES = 300;
    private static final double MILLIS = 1000;

    private final Process process;
    private final URI url;
    private final HttpClient client = HttpClient.newHttpClient();

    private VictoriaMetricsServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a server and returns when it is ready.
     *
     * @param dir an empty folder for data and log; not removed
     */
    public static VictoriaMetricsServer start(Path dir) throws IOException, InterruptedException {
        Path program = PrometheusServer.onPath("victoria-metrics");
        int port = freePort();
        Path log = dir.resolve("victoria-metrics.log");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "-storageDataPath=" + dir.resolve("data"),
                        "-httpListenAddr=127.0.0.1:" + port,
                        // Data of any age stays.
                        "-retentionPeriod=100y")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        VictoriaMetricsServer server = new VictoriaMetricsServer(process, URI.create("http://127.0.0.1:" + port));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        do {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                break;
            }
            if (server.get("/health").isPresent()) {
                return server;
            }
        } while (System.nanoTime() < end);
        server.close();
        throw new AssertionError("VictoriaMetrics is not ready: " + Files.readString(log));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns the address of the server, without a slash at its end. */
    public URI url() {
        return url;
    }

    /**
     * Takes the samples of a file, and returns when they can be read.
     *
     * @param openMetrics as of {@link ScrapedPages#write}: a time in seconds on each sample
     */
    public void load(Path openMetrics) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(openMetrics)) {
            int blank = line.lastIndexOf(' ');
            if (!line.startsWith("#")) {
                long millis = Math.round(Double.parseDouble(line.substring(blank + 1)) * MILLIS);
                lines.add(line.substring(0, blank + 1) + millis);
            }
        }
        for (int from = 0; from < lines.size(); from += LINES_AT_ONCE) {
            post(String.join("\n", lines.subList(from, Math.min(lines.size(), from + LINES_AT_ONCE))) + "\n");
        }
        if (get("/internal/force_flush").isEmpty()) {
            throw new AssertionError("VictoriaMetrics did not flush");
        }
    }

    private void post(String samples) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/import/prometheus"))
                        .POST(HttpRequest.BodyPublishers.ofString(samples))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= MULTIPLE_CHOICES) {
            throw new AssertionError("VictoriaMetrics refused the samples: " + answer.body());
        }
    }

    private Optional<String> get(String path) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() < MULTIPLE_CHOICES ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
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
}
