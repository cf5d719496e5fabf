package org.thermograd.app.demo;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.replay.FileReplay;
import org.thermograd.app.replay.FileReplayConfig;
import org.thermograd.domain.efficiency.Ratings;
import org.thermograd.domain.simulation.InvalidSimulationException;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.simulation.SimulationParameter;
import org.thermograd.testing.PrometheusServer;

/**
 * A real Prometheus that holds two hours of three hosts and three training runs, all simulated, as scrapes each 15 s would
 * have stored them: spikes, collapses, efficiency drops, values that are not finite, a gap and a restart on two hosts, a run
 * that starts again, a device that nobody could see collapse, and what the correlation service answers on all that.
 */
public final class SeededPrometheus {
    /** When the data begins. */
    public static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    /** When it ends. */
    public static final Instant END = START.plus(Duration.ofMinutes(118));
    /** Between two scrapes. */
    public static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(15);

    private static final String JOB = "job.om";

    private final Path dir;
    private final PrometheusServer.Builder builder;

    private SeededPrometheus(Path dir) {
        this.dir = dir;
        this.builder = PrometheusServer.in(dir);
    }

    /**
     * Starts it, or skips the calling test where there is no Prometheus.
     *
     * @param dir an empty folder for its data
     */
    public static PrometheusServer start(Path dir) throws IOException, InterruptedException {
        return new SeededPrometheus(dir).start();
    }

    private PrometheusServer start() throws IOException, InterruptedException {
        try {
            scraped("luna:9877", Scenario.COUPLED, 0, 70);
            scraped("luna:9877", Scenario.UNRELATED, 75, 118);
            scraped("sol:9877", Scenario.REVERSED, 5, 50);
            scraped("sol:9877", Scenario.REVERSED, 55, 118);
            blind();
            builder.backfill(notReplayed());
            try (PrometheusServer exporters = builder.start()) {
                SeededJob.write(exporters.url(), dir.resolve(JOB));
            }
            return builder.backfill(dir.resolve(JOB)).start();
        } catch (CommandFailedException | InvalidSimulationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes up what a replay does not expose of an exporter: probes and refused pushes. */
    private Path notReplayed() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String family :
                List.of("# TYPE thermograd_push_rejected counter", "# TYPE thermograd_probe_success gauge")) {
            text.append(family).append('\n');
            boolean counter = family.endsWith("counter");
            for (String host : List.of("luna:9877", "sol:9877")) {
                for (Instant at = START; !at.isAfter(END); at = at.plus(Duration.ofMinutes(1))) {
                    text.append(
                                    counter
                                            ? "thermograd_push_rejected_total{reason=\"bad_request\""
                                            : "thermograd_probe_success{probe=\"amdgpu\"")
                            .append(",job=\"thermograd\",instance=\"" + host + "\"} ")
                            .append(counter ? at.getEpochSecond() / 600 % 60 : host.startsWith("sol") ? 0 : 1)
                            .append(" " + at.getEpochSecond() + "\n");
                }
            }
        }
        return Files.writeString(
                dir.resolve("not-replayed.om"), text.append("# EOF\n").toString());
    }

    private void scraped(String instance, Scenario scenario, int from, int to)
            throws CommandFailedException, InvalidSimulationException, IOException, InterruptedException {
        SimulatedRun run = new SimulatedRun(
                scenario,
                scenario.parameters()
                        .with(Map.of(SimulationParameter.GPUS, 2.0, SimulationParameter.NONFINITE_PER_HOUR, 3.0)),
                1 + from,
                0);
        Instant start = START.plus(Duration.ofMinutes(from));
        Path session = SimulatedRecording.record(
                run, Duration.ofMinutes(to - from), start, Files.createDirectories(dir.resolve("sessions")));
        SimulatedSessions.annotate(session, run.id().value(), start);
        replay(new FileReplayConfig.Session(session), instance);
    }

    /** A host whose device shows no temperature. */
    private void blind() throws CommandFailedException, IOException, InterruptedException {
        Path folder = Files.createDirectories(dir.resolve("simulated-blind"));
        Path csv = folder.resolve("hardware.csv");
        Path log = folder.resolve("training.jsonl");
        try (Writer samples = Files.newBufferedWriter(csv);
                Writer steps = Files.newBufferedWriter(log)) {
            samples.write("timestamp,device,util_pct,power_w\n");
            for (long second = 0; second <= Duration.between(START, END).toSeconds(); second += 5) {
                Instant at = START.plusSeconds(second);
                samples.write(at + ",gpu0," + (60 + second / 5 % 7) + "," + (120 + second / 5 % 11) + "\n");
                steps.write(String.format(
                        Locale.ROOT,
                        "{\"step\": %d, \"timestamp_shared\": %d, \"grad_norm\": %.2f, \"loss\": %.3f}%n",
                        second / 5,
                        at.getEpochSecond(),
                        9 + 0.1 * (second / 5 % 13),
                        2 + 3 / (1 + second / 1000.0)));
            }
        }
        replay(new FileReplayConfig.Pair(csv, log), "atlas:9877");
    }

    private void replay(FileReplayConfig.Source source, String instance)
            throws CommandFailedException, IOException, InterruptedException {
        Path metrics = dir.resolve("scrapes.om");
        FileReplay.run(
                new FileReplayConfig(
                        source,
                        metrics,
                        SCRAPE_INTERVAL,
                        Duration.ofMinutes(5),
                        "thermograd",
                        Optional.of(instance),
                        Ratings.NONE),
                Console.silent());
        builder.backfill(metrics);
    }
}
