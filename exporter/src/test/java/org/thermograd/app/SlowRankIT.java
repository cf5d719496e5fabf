package org.thermograd.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.Peers;

/**
 * Two processes of a real torchrun, each on a core of its own, one beside a process that keeps its core busy, and at a lower
 * priority, so that it is slowed on a machine with other work, too: the report names that
 * rank, although both take as long for each step.
 */
@Timeout(300)
class SlowRankIT {
    private static final int STEPS = 80;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theReportNamesTheRankWhoseCoreIsBusy() throws Exception {
        String python = Peers.pythonThatHas("torch.distributed", "Debian package python3-torch");
        int port = freePort();
        Process exporter = JarProcess.of(
                        dir,
                        "exporter",
                        List.of("-Xmx128m"),
                        "serve",
                        "--listen",
                        "127.0.0.1:" + port,
                        "--record",
                        dir.resolve("sessions").toString())
                .start();
        String page;
        try {
            awaitReady(port, exporter);
            train(python, port);
            page = get(port, "/metrics");
        } finally {
            exporter.destroy();
            assertThat(exporter.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(page.lines())
                .contains(
                        "thermograd_training_steps_total{run=\"ranks\"} " + STEPS + ".0",
                        "thermograd_training_rank_step_duration_seconds_count{rank=\"0\",run=\"ranks\"} " + STEPS,
                        "thermograd_training_rank_step_duration_seconds_count{rank=\"1\",run=\"ranks\"} " + STEPS);
        correlate();
        JsonNode ranks =
                JSON.readTree(dir.resolve("report/report.json").toFile()).at("/analysis/runs/0/ranks");
        String report = Files.readString(dir.resolve("correlate.out"));
        assertThat(ranks.findValuesAsText("pace"))
                .as("ranks %s, %s", ranks, report)
                .containsExactly("not_slow", "slow");
        assertThat(report).contains("ranks: rank 1 is slow by itself: its own part of a step takes ");
    }

    private void train(String python, int port) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                python,
                "-m",
                "torch.distributed.run",
                "--standalone",
                // Debian's PyTorch 1.13 with Python 3.11 knows these streams by no other number.
                "-r",
                "1",
                "-t",
                "1",
                "--log_dir",
                dir.resolve("torchrun").toString(),
                "--nproc_per_node",
                "2",
                Checkout.root().resolve("examples/train_ranks.py").toString(),
                "--steps",
                Integer.toString(STEPS),
                "--busy",
                "1");
        builder.environment().keySet().removeIf(variable -> variable.startsWith("THERMOGRAD_"));
        builder.environment()
                .put("PYTHONPATH", Checkout.root().resolve("clients/python").toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("GLOO_SOCKET_IFNAME", "lo");
        builder.environment().put("THERMOGRAD_PUSH_URL", "http://127.0.0.1:" + port);
        builder.environment().put("THERMOGRAD_PUSH_RUN", "ranks");
        builder.environment().put("THERMOGRAD_PUSH_RANKS", "all");
        Path said = dir.resolve("torchrun.txt");
        Process training =
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertThat(training.waitFor(240, TimeUnit.SECONDS)).isTrue();
        } finally {
            training.descendants().forEach(ProcessHandle::destroyForcibly);
            training.destroyForcibly();
        }
        assertThat(training.exitValue()).as(Files.readString(said)).isZero();
    }

    private void correlate() throws IOException, InterruptedException {
        Path session;
        try (Stream<Path> sessions = Files.list(dir.resolve("sessions"))) {
            session = sessions.findFirst().orElseThrow();
        }
        Process correlate = JarProcess.of(
                        dir,
                        "correlate",
                        List.of("-Xmx256m"),
                        "correlate",
                        "--session",
                        session.toString(),
                        "--output",
                        dir.resolve("report").toString())
                .start();
        assertThat(correlate.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(dir.resolve("report/report.json"))
                .as(Files.readString(dir.resolve("correlate.err")))
                .exists();
    }

    private void awaitReady(int port, Process exporter) throws InterruptedException {
        while (true) {
            try {
                get(port, "/-/ready");
                return;
            } catch (IOException e) {
                assertThat(exporter.isAlive()).isTrue();
                Thread.sleep(50);
            }
        }
    }

    private String get(int port, String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
