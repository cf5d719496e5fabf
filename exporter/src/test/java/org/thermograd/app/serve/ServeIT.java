package org.thermograd.app.serve;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.adapter.files.SessionReader;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.analysis.recording.RecordedSession;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.Peers;

/** {@code serve} as people run it: a process, scraped and told to stop. */
@Timeout(120)
public class ServeIT {
    private static final Pattern URL = Pattern.compile(" url=(http://127\\.0\\.0\\.1:\\d+)/metrics\n");
    private static final long POLL_MILLIS = 20;

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private int started;

    private Process start(List<String> flags, String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of("-Xmx64m"));
        all.addAll(flags);
        started++;
        return JarProcess.of(dir, "serve" + started, all, args).start();
    }

    private Process serve(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0"));
        all.addAll(Arrays.asList(args));
        return start(List.of(), all.toArray(String[]::new));
    }

    /** Returns what the process that was started last has logged. */
    private String log() throws IOException {
        return Files.readString(dir.resolve("serve" + started + ".err"));
    }

    /** Waits for the line that says where it listens. */
    private String url(Process process) throws IOException, InterruptedException {
        Matcher line = URL.matcher(log());
        while (!line.find()) {
            assertThat(process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .as(log())
                    .isFalse();
            line = URL.matcher(log());
        }
        return line.group(1);
    }

    private HttpResponse<byte[]> get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private void awaitReady(Process process, String url) throws IOException, InterruptedException {
        while (get(url + "/-/ready").statusCode() != 200) {
            assertThat(process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .as(log())
                    .isFalse();
        }
    }

    /** The share of time in which the processors were busy is known from the second sample on. */
    private byte[] awaitUtilization(String url) throws IOException, InterruptedException {
        byte[] page = get(url + "/metrics").body();
        while (!new String(page, StandardCharsets.UTF_8).contains("\nthermograd_utilization_stability{")) {
            Thread.sleep(POLL_MILLIS);
            page = get(url + "/metrics").body();
        }
        return page;
    }

    @Test
    void isBlindWithoutATemperature() throws Exception {
        Process process = serve();
        try {
            String url = url(process);
            awaitReady(process, url);
            String page = new String(awaitUtilization(url), StandardCharsets.UTF_8);

            assumeThat(page)
                    .as("this machine has no temperature of the processors")
                    .doesNotContain("thermograd_cpu_temperature_celsius");
            assertThat(page)
                    .contains("\nthermograd_collapse_observable{device=\"cpu\",reason=\"efficiency\"} 0.0\n")
                    .doesNotContain("_temperature_celsius")
                    .doesNotContain("thermograd_efficiency_index{")
                    .doesNotContain("thermograd_thermal_")
                    .doesNotContain("thermograd_collapses_total")
                    .doesNotContain("thermograd_collapse_observed_seconds_total");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void isScrapedAndEndsWithZeroOnSigterm() throws Exception {
        Process process = serve();
        try {
            String url = url(process);
            awaitReady(process, url);
            byte[] page = awaitUtilization(url);

            assertThat(new String(page, StandardCharsets.UTF_8))
                    .contains("\nthermograd_utilization_stability{device=\"cpu\"} ")
                    .contains("\nthermograd_efficiency_input_available{device=\"cpu\",input=\"utilization\"} 1.0\n")
                    .contains("\nthermograd_collapse_observable{device=\"cpu\",reason=\"efficiency\"} ")
                    .contains("\nthermograd_cpu_seconds_total{cpu=\"0\",mode=\"idle\"} ")
                    .contains("\nthermograd_memory_total_bytes ")
                    .contains("\nthermograd_probe_success{probe=\"cpu\"} 1.0\n")
                    .contains("\nthermograd_source_info{hardware=\"real\",training=\"real\"} 1\n")
                    .contains("\njvm_memory_used_bytes{")
                    .contains("\nprocess_cpu_seconds_total ");
            assertThat(Peers.promtool(page, "check", "metrics").output()).isEmpty();
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(dir.resolve("serve" + started + ".out"))).isEmpty();
        assertThat(log().lines())
                .as("nothing but our own log: no banner, no warning of the virtual machine")
                .allMatch(line -> line.matches("\\S+ INFO \\w+ - event=.*"))
                .anyMatch(line -> line.contains(
                        " event=configured version=0.1.0-SNAPSHOT listen=127.0.0.1:0 sample_period=1000ms hardware=auto"
                                + " duration=unlimited"))
                .anyMatch(line -> line.endsWith(" event=stopped"));
    }

    @Test
    void servesASimulationThatSaysSo() throws Exception {
        Process process =
                serve("--hardware", "simulated", "--scenario", "reversed", "--seed", "3", "--record", "sessions");
        try {
            String url = url(process);
            awaitReady(process, url);
            byte[] page = get(url + "/metrics").body();
            while (!new String(page, StandardCharsets.UTF_8).contains("\nthermograd_training_steps_total{")) {
                Thread.sleep(POLL_MILLIS);
                page = get(url + "/metrics").body();
            }

            assertThat(new String(page, StandardCharsets.UTF_8))
                    .contains("\nthermograd_source_info{hardware=\"simulated\",training=\"simulated\"} 1\n")
                    .contains(
                            "\nthermograd_gpu_temperature_celsius{device=\"gpu0\",sensor=\"core\",uuid=\"GPU-SIMULATED-0\"} ")
                    .contains(
                            "\nthermograd_gpu_throttle_active{device=\"gpu0\",reason=\"sw_thermal\",uuid=\"GPU-SIMULATED-0\"} ")
                    .contains(
                            "\nthermograd_collapses_total{device=\"gpu0\",reason=\"sw_thermal\",uuid=\"GPU-SIMULATED-0\"} 0.0\n")
                    .contains(
                            "\nthermograd_training_run_info{run=\"simulated-reversed\",scenario=\"reversed\",source=\"simulated\"} 1\n")
                    .contains(
                            "\nthermograd_training_run_device_info{device=\"gpu0\",run=\"simulated-reversed\",uuid=\"GPU-SIMULATED-0\"} 1\n")
                    .contains("\nthermograd_probe_success{probe=\"simulation\"} 1.0\n");
            assertThat(Peers.promtool(page, "check", "metrics").output()).isEmpty();
            assertThat(log())
                    .contains(" hardware=simulated ")
                    .contains(" simulation=reversed seed=3 simulation_file=none");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();

        RecordedSession session = new SessionReader().read(sessionFolder());
        assertThat(session.facts().hardware()).isEqualTo(Provenance.SIMULATED);
        assertThat(session.facts().training()).isEqualTo(Provenance.SIMULATED);
        assertThat(session.devices()).containsKeys("cpu", "gpu0");
        assertThat(session.runs()).containsOnlyKeys("simulated-reversed");
    }

    @Test
    void countsEveryPushedStepAndItsSpikes() throws Exception {
        Process process = serve("--hardware", "none");
        try {
            String url = url(process);
            awaitReady(process, url);
            long start = System.currentTimeMillis() / 1000 - 100;
            StringBuilder steps = new StringBuilder();
            for (int step = 1; step <= 60; step++) {
                String norm = step == 40 ? "90" : step == 50 ? "NaN" : Integer.toString(24 + step % 5);
                steps.append("{\"step\": " + step + ", \"timestamp\": " + (start + step) + ", \"grad_norm\": " + norm
                        + "}\n");
            }
            HttpResponse<String> first = push(url, steps.toString());
            HttpResponse<String> again = push(url, steps.toString());
            HttpResponse<String> refused = push(url, "{\"step\": 61, \"grad_norm\": \"much\"}");
            byte[] page = get(url + "/metrics").body();

            assertThat(first.body()).isEqualTo("{\"accepted\":60,\"duplicates\":0,\"ignored\":0}");
            assertThat(again.body()).isEqualTo("{\"accepted\":0,\"duplicates\":60,\"ignored\":0}");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(new String(page, StandardCharsets.UTF_8))
                    .contains("\nthermograd_training_steps_total{run=\"luna\"} 60.0\n")
                    .contains("\nthermograd_training_grad_spikes_total{run=\"luna\"} 1.0\n")
                    .contains("\nthermograd_training_nonfinite_total{run=\"luna\",signal=\"grad_norm\"} 1.0\n")
                    .contains("\nthermograd_training_spike_onset_timestamp_seconds{run=\"luna\",slot=\"00\"} ")
                    .contains("\nthermograd_push_requests_total{code=\"200\"} 2.0\n")
                    .contains("\nthermograd_push_requests_total{code=\"400\"} 1.0\n")
                    .contains("\nthermograd_push_runs 1.0\n");
            assertThat(Peers.promtool(page, "check", "metrics").output()).isEmpty();
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    private Path sessionFolder() throws IOException {
        try (Stream<Path> sessions = Files.list(dir.resolve("sessions"))) {
            return sessions.reduce((a, b) -> b).orElseThrow();
        }
    }

    private static String sixtySteps() {
        long start = System.currentTimeMillis() / 1000 - 100;
        StringBuilder steps = new StringBuilder();
        for (int step = 1; step <= 60; step++) {
            steps.append("{\"step\": " + step + ", \"timestamp\": " + (start + step) + ", \"grad_norm\": "
                    + (step == 40 ? 90 : 24 + step % 5) + "}\n");
        }
        return steps.toString();
    }

    private void awaitSamples(Process process) throws IOException, InterruptedException {
        while (Files.readAllLines(sessionFolder().resolve("hardware.csv")).size() < 4) {
            assertThat(process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .as(log())
                    .isFalse();
        }
    }

    @Test
    void recordsASessionThatCanBePlayedBack() throws Exception {
        Process process = serve("--record", "sessions");
        try {
            String url = url(process);
            assertThat(push(url, sixtySteps()).statusCode()).isEqualTo(200);
            awaitSamples(process);
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(log()).isZero();
        Path folder = sessionFolder();
        assertThat(log())
                .contains(" event=recording folder=sessions/" + folder.getFileName())
                .contains(" event=recorded folder=sessions/" + folder.getFileName() + " lost=0");

        RecordedSession session = new SessionReader().read(folder);
        assertThat(session.facts().end()).isPresent();
        assertThat(session.facts().hardware()).isEqualTo(Provenance.REAL);
        assertThat(session.devices()).containsKey("cpu");
        assertThat(session.hardwareTally().counts()).isEmpty();
        assertThat(requireNonNull(session.runs().get("luna")).entries().size()).isEqualTo(60);
        assertThat(session.events().spikes()).hasSize(1);

        Process replay = start(
                List.of(), "replay", "--session", folder.toString(), "--scrape-interval", "1s", "--openmetrics", "-");
        assertThat(replay.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(replay.exitValue()).as(log()).isZero();
        assertThat(Files.readString(dir.resolve("serve" + started + ".out")))
                .contains("\nthermograd_training_grad_spikes_total{instance=\"" + folder.getFileName()
                        + "\",job=\"thermograd\",run=\"luna\"} 1.0 ")
                .endsWith("\n# EOF\n");
    }

    @Test
    void whatWasRecordedOutlivesAKill() throws Exception {
        Process process = serve("--record", "sessions", "--sample-period", "100ms");
        try {
            String url = url(process);
            assertThat(push(url, sixtySteps()).statusCode()).isEqualTo(200);
            awaitSamples(process);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 9);

        RecordedSession session = new SessionReader().read(sessionFolder());
        assertThat(session.facts().end()).isEmpty();
        assertThat(session.devices()).containsKey("cpu");
        assertThat(requireNonNull(session.runs().get("luna")).entries().size()).isEqualTo(60);
        assertThat(session.events().runs()).hasSize(1);
    }

    @Test
    void aFolderThatCannotBeMadeEndsItWithOneLineAndOne() throws Exception {
        Files.createFile(dir.resolve("file"));

        Process process = serve("--hardware", "none", "--record", "file/sessions");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(log().lines().filter(line -> !line.contains(" event=configured ")))
                .containsExactly("thermograd: cannot record to file/sessions: Not a directory");
    }

    @Test
    void aPortInUseLeavesNoSession() throws Exception {
        Process first = serve("--hardware", "none");
        try {
            String address = url(first).replace("http://", "");
            Process second =
                    start(List.of(), "serve", "--hardware", "none", "--record", "sessions", "--listen", address);

            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(dir.resolve("sessions")).doesNotExist();
        } finally {
            first.destroy();
        }
        assertThat(first.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsFoundLateLeavesNoSession() throws Exception {
        Files.createDirectory(dir.resolve("sessions"));

        Process process = serve(
                "--hardware",
                "none",
                "--record",
                "sessions",
                "--jmx-listen",
                "127.0.0.1:0",
                "--jmx-password-file",
                "none",
                "--jmx-web-config",
                "none");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(log()).isEqualTo(1);
        assertThat(log()).contains(" event=recording ").contains("thermograd: cannot use --jmx-web-config none");
        assertThat(dir.resolve("sessions")).isEmptyDirectory();
    }

    private HttpResponse<String> push(String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/training/luna/steps"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void endsByItself() throws Exception {
        Process process = serve("--duration", "1s", "--hardware", "none");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(log()).isZero();
        assertThat(log()).endsWith(" event=stopped\n");
    }

    @Test
    void aPortInUseEndsItWithOneLineAndOne() throws Exception {
        Process first = serve("--hardware", "none");
        try {
            String address = url(first).replace("http://", "");
            Process second = start(List.of(), "serve", "--hardware", "none", "--listen", address);

            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(log().lines().filter(line -> !line.contains(" event=configured ")))
                    .containsExactly("thermograd: cannot listen on " + address + ": Address already in use");
        } finally {
            first.destroy();
        }
        assertThat(first.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void otherCommandsLoadNothingOfTheServer() throws Exception {
        Process process = start(List.of("-Xlog:class+load:file=classes"), "correlate", "--help");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readAllLines(dir.resolve("classes")))
                .anyMatch(line -> line.contains("org.thermograd.app.correlate.CorrelateCommand"))
                .noneMatch(line -> line.matches(
                        ".*\\b(io\\.javalin|org\\.eclipse\\.jetty|oshi|io\\.prometheus|org\\.slf4j|kotlin)\\..*"));
    }
}
