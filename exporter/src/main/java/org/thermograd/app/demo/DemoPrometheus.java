package org.thermograd.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thermograd.adapter.prometheus.PrometheusConfig;
import org.thermograd.adapter.prometheus.runs.ExistingSetup;
import org.thermograd.adapter.prometheus.runs.ExporterQuery;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.cli.FileReasons;
import org.thermograd.app.correlate.PrometheusJob;
import org.thermograd.app.process.ChildServer;
import org.thermograd.app.replay.FileReplay;
import org.thermograd.app.replay.FileReplayConfig;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.study.StudyConfig;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.efficiency.Ratings;
import org.thermograd.domain.series.TimeRange;

/**
 * The demonstration through a Prometheus: what scrapes each 15 s would have seen is filled into one of its own, and asked
 * for over HTTP. Ends the process that it started.
 */
final class DemoPrometheus {
    private static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(15);
    private static final long BACKFILL_SECONDS = 120;

    private final Console console;
    private final Console silent;
    private final InstantSource clock;

    DemoPrometheus(Console console, Console silent, InstantSource clock) {
        this.console = console;
        this.silent = silent;
        this.clock = clock;
    }

    /** Returns what Prometheus makes of the sessions, in words; or why it was not asked. */
    List<String> lines(List<ShownScenario> all) throws CommandFailedException {
        Optional<Path> prometheus = ChildServer.findOnPath("prometheus");
        Optional<Path> promtool = ChildServer.findOnPath("promtool");
        if (prometheus.isEmpty() || promtool.isEmpty()) {
            return List.of("Through Prometheus: not shown, " + (prometheus.isEmpty() ? "prometheus" : "promtool")
                    + " is not on the PATH (Debian package prometheus).");
        }
        try {
            Path dir = Files.createTempDirectory("thermograd-demo");
            try {
                return ask(all, dir, prometheus.get(), promtool.get());
            } finally {
                remove(dir);
                console.endPhase();
            }
        } catch (IOException e) {
            throw new CommandFailedException("cannot show Prometheus: " + FileReasons.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted while showing Prometheus", e);
        }
    }

    private List<String> ask(List<ShownScenario> all, Path dir, Path prometheus, Path promtool)
            throws IOException, InterruptedException, CommandFailedException {
        Path data = dir.resolve("data");
        for (ShownScenario shown : all) {
            for (Path session : shown.sessions()) {
                console.phase("scraping " + session.getFileName() + " each 15 s");
                Path metrics = dir.resolve("metrics.om");
                FileReplay.run(
                        new FileReplayConfig(
                                new FileReplayConfig.Session(session),
                                metrics,
                                SCRAPE_INTERVAL,
                                Duration.ofMinutes(5),
                                "thermograd",
                                Optional.of(instance(shown, session)),
                                Ratings.NONE),
                        silent);
                backfill(promtool, metrics, data, dir.resolve("promtool.log"));
            }
        }
        console.phase("starting Prometheus");
        String address = "127.0.0.1:" + ChildServer.freePort();
        Path config = Files.writeString(dir.resolve("prometheus.yml"), "scrape_configs: []" + System.lineSeparator());
        String url = "http://" + address;
        try (ChildServer server = ChildServer.start(
                "Prometheus",
                List.of(
                        prometheus.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + data,
                        "--storage.tsdb.retention.time=100y",
                        "--web.listen-address=" + address),
                dir,
                url)) {
            List<String> lines = new ArrayList<>();
            lines.add("The same through a Prometheus on this host, as scrapes each 15 s see it:");
            for (ShownScenario shown : all) {
                console.phase("asking Prometheus for " + shown.scenario().id());
                lines.add(line(shown, server.url()));
            }
            return lines;
        }
    }

    private static String instance(ShownScenario shown, Path session) {
        return shown.scenario().id() + "-" + shown.sessions().indexOf(session);
    }

    private static void backfill(Path promtool, Path metrics, Path data, Path log)
            throws IOException, InterruptedException, CommandFailedException {
        Process process = new ProcessBuilder(
                        promtool.toString(),
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        metrics.toString(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(BACKFILL_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new CommandFailedException("promtool took longer than " + BACKFILL_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new CommandFailedException(
                    "promtool failed: " + Files.readString(log).strip());
        }
    }

    private String line(ShownScenario shown, String url) throws CommandFailedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SortedSet<String> instances = shown.sessions().stream()
                .map(session -> instance(shown, session))
                .collect(Collectors.toCollection(TreeSet::new));
        ExporterQuery query = ExporterQuery.of(
                        new TimeRange(shown.start().minusSeconds(60), now), StudyConfig.DEFAULTS.correlation())
                .withInstances(instances);
        Report scraped = new PrometheusJob(
                        silent, PrometheusConfig.of(url).build(), ExistingSetup.OWN, StudyConfig.DEFAULTS)
                .report(query, now);
        String there = scraped.analysis().verdict().code() + ", " + counts(scraped);
        String here = shown.report().analysis().verdict().code() + ", " + counts(shown.report());
        return "   " + shown.scenario().id() + ": " + there + (there.equals(here) ? ", the same" : ", not " + here);
    }

    /** Returns how many events followed: spikes after collapses where those come first, else collapses after spikes. */
    private static String counts(Report report) {
        Analysis analysis = report.analysis();
        boolean backward = analysis.verdict().code() == Verdict.Code.COUPLED_COLLAPSES_PRECEDE_SPIKES;
        return (backward ? analysis.backward() : analysis.forward())
                .map(direction -> direction.coincidence().counts())
                .map(counts -> counts.coincidences() + " of " + counts.effects() + " "
                        + (backward ? "spikes" : "collapses") + " followed")
                .orElse("nothing to test");
    }

    /** Removes a folder with all that is in it. */
    static void remove(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
