package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.SlowClients;

/** {@code serve} with the heap of its launcher, under more slow clients than it has connections. */
@Timeout(180)
public class SlowClientsIT {
    private static final Pattern PORT = Pattern.compile(" url=http://127\\.0\\.0\\.1:(\\d+)/metrics\n");
    private static final Map<SlowClients.Kind, Integer> ATTACK = Map.of(
            SlowClients.Kind.IDLE, 500,
            SlowClients.Kind.SLOW_HEADER, 300,
            SlowClients.Kind.SILENT_BODY, 200,
            SlowClients.Kind.SLOW_READER, 200);
    private static final int SCRAPES = 40;
    /** Far more than it takes; how long that is, a script measures. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @TempDir
    private Path dir;

    private int repeats;

    private String log() throws IOException {
        return Files.readString(dir.resolve("serve.err"));
    }

    private int port(Process process) throws IOException, InterruptedException {
        while (!log().contains("event=warmed_up")) {
            assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).as(log()).isFalse();
        }
        Matcher line = PORT.matcher(log());
        assertThat(line.find()).as(log()).isTrue();
        return Integer.parseInt(line.group(1));
    }

    /** Asks on a connection of its own: a client library would hide that it had to ask again. */
    private static String ask(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String get(int port, String path) throws IOException {
        return ask(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private static String push(int port, int step) throws IOException {
        String body = "{\"step\":" + step + ",\"loss\":1}";
        return ask(
                port,
                "POST /api/v1/training/honest/steps HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void scrapesHealthAndPushesAreAnswered() throws Exception {
        Process process = JarProcess.of(dir, "serve", List.of("-Xms16m", "-Xmx64m"), "serve", "--listen", "127.0.0.1:0")
                .start();
        try {
            int port = port(process);
            try (SlowClients clients =
                    SlowClients.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ATTACK)) {
                for (int i = 0; i < SCRAPES; i++) {
                    assertAnswered(() -> get(port, "/metrics"), "jvm_threads_current");
                    assertAnswered(() -> get(port, "/-/healthy"), "Thermograd is healthy.");
                    int step = i;
                    assertAnswered(() -> push(port, step), "\"accepted\":1,");
                }
                assertThat(repeats).as("how often an honest client had to").isLessThan(SCRAPES);
                assertThat(clients.comebacks())
                        .as("how often one had to make room")
                        .isPositive();
                assertThat(get(port, "/metrics"))
                        .contains("\nthermograd_push_runs 1.0\n")
                        .doesNotContain("\nthermograd_http_refused_total{reason=\"crowded_out\"} 0.0\n");
            }
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(log()).doesNotContain("OutOfMemoryError", "WARN", "ERROR");
    }

    /** What is timed. */
    private interface Asking {
        String answer() throws IOException;
    }

    /** Where the machine is so busy that a connection had to make room before it was read, its client asks again. */
    private void assertAnswered(Asking asking, String expected) throws IOException {
        long startNanos = System.nanoTime();
        String answer = asking.answer();
        if (answer.isEmpty()) {
            answer = asking.answer();
            repeats++;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains(expected);
        assertThat(took).isLessThan(LONGEST);
    }
}
