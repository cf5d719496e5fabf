package org.thermograd.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A real Pushgateway on a free port of the loopback that keeps nothing on disk. Closing it ends exactly the process that it
 * started. Not thread-safe.
 */
public final class PushgatewayServer implements AutoCloseable {
    private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int ATTEMPTS = 3;

    private final Process process;
    private final URI url;

    private PushgatewayServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one, or skips the calling test where Pushgateway is not installed. */
    public static PushgatewayServer start() {
        Path program = PrometheusServer.onPath("prometheus-pushgateway");
        for (int attempt = 1; ; attempt++) {
            try {
                PushgatewayServer server = start(program);
                if (server.isReady()) {
                    return server;
                }
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (attempt == ATTEMPTS) {
                throw new AssertionError("prometheus-pushgateway did not start");
            }
        }
    }

    private static PushgatewayServer start(Path program) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--persistence.file=",
                        "--web.enable-admin-api",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new PushgatewayServer(process, URI.create("http://127.0.0.1:" + port));
    }

    private boolean isReady() {
        long end = System.nanoTime() + READY_NANOS;
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) url.resolve("/-/ready").toURL().openConnection();
                if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
                    return true;
                }
            } catch (IOException e) {
                // Not yet.
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** Returns its address, without a slash at its end. */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
