package org.thermograd.app.serve;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.adapter.files.SessionReader;
import org.thermograd.domain.analysis.recording.RecordedSession;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.Peers;

/** The exporter while somebody sets the clock of its host; only that of the process, by libfaketime. */
@Timeout(120)
class ClockIT {
    private static final Pattern URL = Pattern.compile(" url=(http://127\\.0\\.0\\.1:\\d+)/metrics\n");
    private static final long POLL_MILLIS = 50;
    /** How long the library keeps an offset that it has read: at each look at a clock is too often for Java. */
    private static final long CACHE_MILLIS = 1000;

    private static final double HOUR = 3600;

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Process process;
    private String url = "";

    @BeforeEach
    void start() throws Exception {
        Path library = Peers.faketime();
        set(0);
        ProcessBuilder builder = JarProcess.of(
                dir,
                "serve",
                List.of("-Xmx64m"),
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--hardware",
                "simulated",
                "--sample-period",
                "200ms",
                "--record",
                "sessions");
        builder.environment().put("LD_PRELOAD", library.toString());
        builder.environment().put("FAKETIME_TIMESTAMP_FILE", offset().toString());
        builder.environment().put("FAKETIME_CACHE_DURATION", "1");
        builder.environment().put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Without this the library waits in Java's place, and wrongly.
        builder.environment().put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        Process started = builder.start();
        process = started;
        Matcher line = URL.matcher(log());
        while (!line.find()) {
            assertThat(started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .as(log())
                    .isFalse();
            line = URL.matcher(log());
        }
        url = line.group(1);
        await("thermograd_training_steps_total{run=\"simulated-coupled\"}", steps -> steps > 0);
    }

    @AfterEach
    void stop() throws Exception {
        Process running = process;
        if (running != null) {
            running.destroy();
            assertThat(running.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Path offset() {
        return dir.resolve("offset");
    }

    /** Sets the clock of the process that far from ours. */
    private void set(double seconds) throws IOException {
        Path fresh = Files.writeString(dir.resolve("offset.new"), String.format("%+.3f%n", seconds));
        Files.move(fresh, offset(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String log() throws IOException {
        return Files.readString(dir.resolve("serve.err"));
    }

    private String page() throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url + "/metrics")).build(), BodyHandlers.ofString())
                .body();
    }

    private double value(String series) throws IOException, InterruptedException {
        Matcher line = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(page());
        return line.find() ? Double.parseDouble(line.group(1)) : Double.NaN;
    }

    /** What is asked of a value. */
    private interface Condition {
        boolean holds(double value);
    }

    private void await(String series, Condition condition) throws IOException, InterruptedException {
        double last = value(series);
        Instant until = Instant.now().plusSeconds(20);
        while (!condition.holds(last)) {
            assertThat(Instant.now()).as("%s is %s%n%s", series, last, log()).isBefore(until);
            Thread.sleep(POLL_MILLIS);
            last = value(series);
        }
    }

    private HttpResponse<String> push(long step, double aheadSeconds) throws IOException, InterruptedException {
        double now = Instant.now().toEpochMilli() / 1e3 + aheadSeconds;
        return client.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/training/mine/steps"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                String.format("{\"step\":%d,\"timestamp\":%.3f,\"grad_norm\":1.5}", step, now)))
                        .build(),
                BodyHandlers.ofString());
    }

    private void samplesGoOn() throws IOException, InterruptedException {
        String lastSample = "thermograd_probe_last_success_timestamp_seconds{probe=\"simulation\"}";
        double before = value(lastSample);
        double steps = value("thermograd_training_steps_total{run=\"simulated-coupled\"}");
        await(lastSample, now -> now > before + 1);
        await("thermograd_training_steps_total{run=\"simulated-coupled\"}", now -> now > steps);
        assertThat(value("thermograd_snapshot_age_seconds")).isLessThan(2);
    }

    @Test
    void goesOnWhereTheClockIsSetBackAndAheadByAnHour() throws Exception {
        assertThat(push(1, 0).statusCode()).isEqualTo(200);

        set(-HOUR);
        await("thermograd_clock_sets_total{direction=\"back\"}", count -> count == 1);
        double hourAgo = Instant.now().getEpochSecond() - HOUR;
        await("thermograd_probe_last_success_timestamp_seconds{probe=\"simulation\"}", last -> last < hourAgo + 10);
        samplesGoOn();
        assertThat(value("thermograd_training_run_active{run=\"mine\"}")).isOne();
        assertThat(push(2, 0).body()).as("of a host whose clock was not set").contains("\"accepted\":1");
        assertThat(push(3, HOUR).body()).contains("ahead of the clock here");

        set(0);
        await("thermograd_clock_sets_total{direction=\"ahead\"}", count -> count == 1);
        await("thermograd_probe_last_success_timestamp_seconds{probe=\"simulation\"}", last -> last > hourAgo + 60);
        samplesGoOn();
        assertThat(value("thermograd_training_run_active{run=\"mine\"}"))
                .as("an hour by the clock, seconds in truth")
                .isOne();
        assertThat(value("thermograd_training_steps_total{run=\"mine\"}")).isEqualTo(2);

        stop();
        assertThat(log()).contains("event=clock_set ").contains(" by=-3").contains("event=stopped");
        try (Stream<Path> folders = Files.list(dir.resolve("sessions"))) {
            List<Path> both = folders.sorted().toList();
            assertThat(both).hasSize(2);
            List<Integer> rows = new ArrayList<>();
            for (Path folder : both) {
                RecordedSession session = new SessionReader().read(folder);
                assertThat(session.facts().end()).isPresent();
                SampleTable samples =
                        requireNonNull(session.devices().get("gpu0")).samples();
                rows.add(samples.size());
                assertThat(session.hardwareTally().counts()).isEmpty();
            }
            assertThat(rows).allMatch(count -> count > 1);
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill",
                        "-" + name,
                        Long.toString(requireNonNull(process).pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    /**
     * A host that sleeps stops every thread in whatever it does, and when it wakes its clock is ahead. Elapsed time, which stands
     * still then, goes on here for the two seconds of the stop: the library sets the one clock only.
     */
    @Test
    void goesOnAfterItsHostHasSleptForAnHour() throws Exception {
        assertThat(push(1, 0).statusCode()).isEqualTo(200);
        double before = value("thermograd_training_steps_total{run=\"simulated-coupled\"}");

        signal("STOP");
        CompletableFuture<HttpResponse<String>> asked = client.sendAsync(
                HttpRequest.newBuilder(URI.create(url + "/metrics")).build(), BodyHandlers.ofString());
        set(HOUR);
        Thread.sleep(2 * CACHE_MILLIS);
        assertThat(asked).isNotDone();
        signal("CONT");

        assertThat(asked.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        await("thermograd_clock_sets_total{direction=\"ahead\"}", count -> count == 1);
        samplesGoOn();
        assertThat(value("thermograd_training_run_active{run=\"mine\"}")).isOne();
        assertThat(push(2, HOUR).body()).contains("\"accepted\":1");
        assertThat(value("thermograd_training_steps_total{run=\"mine\"}")).isEqualTo(2);
        assertThat(value("thermograd_training_steps_total{run=\"simulated-coupled\"}"))
                .as("no steps for the time of sleep, in which nothing trained")
                .isBetween(before, before + 600);
        stop();
        assertThat(log()).contains("event=clock_set ").contains(" by=3").contains("event=stopped");
    }

    /** As of a machine whose clock is wrong by more than it can be: the drift shows, and is taken up in time. */
    @Test
    void showsAClockThatDriftsAndFollowsIt() throws Exception {
        double drift = 0;
        while (drift < 1.5) {
            drift += 0.5;
            set(drift);
            Thread.sleep(CACHE_MILLIS);
        }
        await("thermograd_clock_drift_seconds", seconds -> Math.abs(seconds - 1.5) < 0.2);
        assertThat(value("thermograd_clock_sets_total{direction=\"ahead\"}")).isZero();
        while (drift < 2.5) {
            drift += 0.5;
            set(drift);
            Thread.sleep(CACHE_MILLIS);
        }
        await("thermograd_clock_sets_total{direction=\"ahead\"}", count -> count == 1);
        samplesGoOn();
        assertThat(Math.abs(value("thermograd_clock_drift_seconds"))).isLessThan(1);
    }
}
