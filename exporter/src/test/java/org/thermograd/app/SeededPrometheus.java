package org.thermograd.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.thermograd.domain.simulation.InvalidSimulationException;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.simulation.SimulationParameter;
import org.thermograd.testing.PrometheusServer;

/**
 * A real Prometheus that holds two hours of three hosts and three training runs, all simulated, as scrapes each 15 s would
 * have stored them: spikes, collapses, efficiency drops, values that are not finite, a gap and a restart on two hosts, a run
 * that starts again, and a device that nobody could see collapse.
 */
public final class SeededPrometheus {
    /** When the data begins. */
    public static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    /** When it ends. */
    public static final Instant END = START.plus(Duration.ofMinutes(118));
    /** Between two scrapes. */
    public static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(15);

    private static final Console SILENT = new Console(
            new PrintStream(PrintStream.nullOutputStream()), new PrintStream(PrintStream.nullOutputStream()), false);

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
            scraped("luna:9877", Scenario.COUPLED, 0, 60);
            scraped("luna:9877", Scenario.UNRELATED, 72, 118);
            scraped("sol:9877", Scenario.REVERSED, 5, 50);
            scraped("sol:9877", Scenario.REVERSED, 55, 118);
            blind();
        } catch (CommandFailedException | InvalidSimulationException e) {
            throw new IllegalStateException(e);
        }
        builder.backfill(SeededJob.write(dir.resolve("job.om"), START, END));
        return builder.start();
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
        replay(new ReplayConfig.Session(session), instance);
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
        replay(new ReplayConfig.Pair(csv, log), "atlas:9877");
    }

    private void replay(ReplayConfig.Source source, String instance)
            throws CommandFailedException, IOException, InterruptedException {
        Path metrics = dir.resolve("scrapes.om");
        Replaying.run(
                new ReplayConfig(
                        source,
                        metrics,
                        SCRAPE_INTERVAL,
                        Duration.ofMinutes(5),
                        "thermograd",
                        Optional.of(instance),
                        Ratings.NONE),
                SILENT);
        builder.backfill(metrics);
    }
}
