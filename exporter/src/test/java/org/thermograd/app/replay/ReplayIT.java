package org.thermograd.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.app.ThreeMinutes;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.PrometheusServer;

/** {@code replay} as people run it: a process, scraped, paused and told to stop. */
@Timeout(240)
class ReplayIT {
    private static final Pattern URL = Pattern.compile(" on (http://127\\.0\\.0\\.1:\\d+)/metrics until ");
    private static final long POLL_MILLIS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final int SECONDS = Boolean.getBoolean("thermograd.full") ? 120 : 12;
    private static final int STEPS = 20 * SECONDS;

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();

    private Process start(String name, String... args) throws IOException {
        return JarProcess.of(dir, name, List.of("-Xmx128m"), args).start();
    }

    private String said(String file) throws IOException {
        return Files.readString(dir.resolve(file));
    }

    /** Waits for the line that says where it listens. */
    private String url(Process process) throws IOException, InterruptedException {
        Matcher line = URL.matcher(said("replay.err"));
        while (!line.find()) {
            assertThat(process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .as(said("replay.err"))
                    .isFalse();
            line = URL.matcher(said("replay.err"));
        }
        return line.group(1);
    }

    private String get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private JsonNode state(String url) throws IOException, InterruptedException {
        return JSON.readTree(get(url + "/api/v1/replay"));
    }

    private JsonNode post(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }

    private void awaitState(String url, String state) throws IOException, InterruptedException {
        while (!state(url).get("state").textValue().equals(state)) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    @Test
    void isScrapedPausedAndEndsWithZeroOnSigterm() throws Exception {
        ThreeMinutes session = new ThreeMinutes(dir);
        session.live(true);
        Process process = start(
                "replay",
                "replay",
                "--session",
                session.folder().toString(),
                "--listen",
                "127.0.0.1:0",
                "--speed",
                "20");
        try {
            String url = url(process);
            JsonNode paused = post(url + "/api/v1/replay/pause");
            String position = state(url).get("position").textValue();
            assertThat(paused.get("state").textValue()).isEqualTo("paused");
            assertThat(get(url + "/metrics"))
                    .contains("\nthermograd_source_info{hardware=\"replayed\",training=\"replayed\"} 1\n")
                    .contains("\nthermograd_replay_speed_ratio 0.0\n")
                    .contains("\nprocess_cpu_seconds_total ");
            assertThat(state(url).get("position").textValue()).isEqualTo(position);

            post(url + "/api/v1/replay/resume");
            awaitState(url, "ended");
            assertThat(get(url + "/metrics"))
                    .contains("\nthermograd_training_grad_spikes_total{run=\"luna-7\"} 2.0\n")
                    .contains(
                            "\nthermograd_collapses_total{device=\"gpu0\",reason=\"sw_thermal\",uuid=\"GPU-0000\"} 1.0\n")
                    .contains("\nthermograd_replay_progress_ratio 1.0\n");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said("replay.err")).isZero();
        assertThat(said("replay.err"))
                .contains("thermograd: reading the recording\nReplaying 2m59s at speed 20 on http://127.0.0.1:")
                .contains(
                        "/metrics until 1m after the last sample. At a speed other than 1 it gives counts, no verdict.\n")
                .contains("thermograd: played to the end, answering for 1m more\n");
        assertThat(said("replay.out"))
                .isEqualTo("Replayed: 2 devices, 1 runs, 2 spikes, 3 collapses by device and reason\n");
    }

    @Test
    void aPortInUseEndsItWithOneLineAndOne() throws Exception {
        ThreeMinutes session = new ThreeMinutes(dir);
        session.live(true);
        Process first = start("replay", "replay", "--session", session.folder().toString(), "--listen", "127.0.0.1:0");
        try {
            String address = url(first).replace("http://", "");
            Process second =
                    start("second", "replay", "--session", session.folder().toString(), "--listen", address);

            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(said("second.err"))
                    .endsWith("\nthermograd: cannot listen on " + address + ": Address already in use\n");
        } finally {
            first.destroy();
        }
        assertThat(first.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isZero();
    }

    /** Steps at 20 a second with spikes, samples at 5 a second with collapses: one of each after 7 s, and every 16 s. */
    private List<String> pair() throws IOException {
        StringBuilder csv = new StringBuilder("timestamp,device,util_pct,temp_c,power_w,collapse\n");
        for (int i = 0; i < STEPS / 4; i++) {
            csv.append(START.plusMillis(i * 200L))
                    .append(",gpu0,97,")
                    .append(70 + i % 7)
                    .append(",200,");
            csv.append(i % 80 / 2 == 18 ? 1 : 0).append('\n');
        }
        StringBuilder log = new StringBuilder();
        for (int step = 0; step < STEPS; step++) {
            long at = START.toEpochMilli() + step * 50L;
            double norm = 10 + 0.2 * Math.sin(step);
            log.append(String.format(
                    Locale.ROOT,
                    "{\"step\":%d,\"timestamp_shared\":%d.%03d,\"grad_norm\":%s}%n",
                    step,
                    at / 1000,
                    at % 1000,
                    step % 320 == 140 ? 5 * norm : norm));
        }
        Path folder = Files.createDirectories(dir.resolve("luna"));
        return List.of(
                "--hardware-csv",
                Files.writeString(folder.resolve("hardware.csv"), csv).toString(),
                "--training-log",
                Files.writeString(folder.resolve("training.jsonl"), log).toString());
    }

    private JsonNode correlate(String name, List<String> source) throws Exception {
        List<String> args = new ArrayList<>(
                List.of("correlate", "--json", "--output", dir.resolve(name).toString()));
        args.addAll(source);
        assertThat(end(name, args)).as(said(name + ".err")).isZero();
        return JSON.readTree(said(name + ".out"));
    }

    private int end(String name, List<String> args) throws Exception {
        Process job = start(name, args.toArray(String[]::new));
        assertThat(job.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return job.exitValue();
    }

    private static LongStream millis(JsonNode times) {
        return StreamSupport.stream(times.spliterator(), false).mapToLong(JsonNode::longValue);
    }

    @Test
    void aPrometheusGivesTheAnswerOfTheFilesAtSpeedOneAndNoneAtAnother() throws Exception {
        List<String> pair = pair();
        String address = "127.0.0.1:" + freePort();
        String fast = "127.0.0.1:" + freePort();
        try (PrometheusServer prometheus = PrometheusServer.in(Files.createDirectories(dir.resolve("prometheus")))
                .scrapeConfigs("""
                          - job_name: thermograd
                            scrape_interval: 1s
                            static_configs:
                              - targets: ["%s", "%s"]
                        """.formatted(address, fast))
                .start()) {
            List<String> args = new ArrayList<>(List.of("replay", "--listen", address, "--linger", "3s"));
            args.addAll(pair);
            Process process = start("replay", args.toArray(String[]::new));
            args.set(2, fast);
            args.addAll(List.of("--speed", "3"));
            Process faster = start("faster", args.toArray(String[]::new));
            assertThat(faster.waitFor(SECONDS + 60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.waitFor(SECONDS + 60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said("replay.err")).isZero();

            JsonNode files = correlate("files", pair);
            JsonNode scraped = correlate(
                    "scraped",
                    List.of(
                            "--prometheus-url",
                            prometheus.url().toString(),
                            "--instance",
                            address,
                            "--since",
                            "1h",
                            "--collapses",
                            "recorded"));

            assertThat(scraped.get("verdict")).isEqualTo(files.get("verdict"));
            assertThat(scraped.get("reasons")).isEqualTo(files.get("reasons"));
            assertThat(scraped.at("/source/hardware").textValue()).isEqualTo("replayed");
            assertThat(scraped.get("verdict").textValue()).isEqualTo("INCONCLUSIVE_TOO_SHORT");
            JsonNode there = scraped.at("/analysis/runs/0");
            JsonNode here = files.at("/analysis/runs/0");
            assertThat(there.get("nTrain").intValue()).isEqualTo(STEPS);
            long shift = there.at("/spikeEvents/0").longValue()
                    - here.at("/spikeEvents/0").longValue();
            assertThat(millis(there.get("spikeEvents")).toArray())
                    .isNotEmpty()
                    .containsExactly(millis(here.get("spikeEvents"))
                            .map(time -> time + shift)
                            .toArray());
            assertThat(millis(there.at("/collapseOnsets/gpu0")).toArray())
                    .isNotEmpty()
                    .containsExactly(millis(here.at("/collapseOnsets/gpu0"))
                            .map(time -> time + shift)
                            .toArray());

            assertThat(end(
                            "refused",
                            List.of(
                                    "correlate",
                                    "--prometheus-url",
                                    prometheus.url().toString(),
                                    "--instance",
                                    fast)))
                    .isEqualTo(1);
            assertThat(said("refused.err"))
                    .contains("thermograd: " + fast + " was a replay at another speed than 1, or paused: ");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
