package org.thermograd.app.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.thermograd.adapter.exposition.Backfill;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.adapter.exposition.collector.CorrelationCollector;
import org.thermograd.adapter.exposition.collector.CorrelationStatus;
import org.thermograd.adapter.prometheus.PrometheusConfig;
import org.thermograd.adapter.prometheus.runs.ExistingSetup;
import org.thermograd.adapter.prometheus.runs.ExporterQuery;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.correlate.PrometheusJob;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.study.CorrelatedRuns;
import org.thermograd.domain.analysis.study.StudyConfig;
import org.thermograd.domain.series.TimeRange;

/**
 * What a correlation service would have exposed on the seeded data: a look at the first hour, scraped each minute from its
 * end on, and one at the rest. Its windows are not multiples of their length, as those of a service are. Confined to one
 * thread.
 */
final class SeededJob {
    private static final Duration SCRAPE_INTERVAL = Duration.ofMinutes(1);
    private static final Duration FIRST_LOOK = Duration.ofHours(1);
    private static final Duration SECOND_LOOK = Duration.ofMinutes(116);
    private static final String JOB = "thermograd-correlation";
    private static final String INSTANCE = "127.0.0.1:9878";

    private final URI prometheus;
    private final Backfill backfill;
    private final OutputStream to;
    private CorrelationStatus status = CorrelationStatus.NONE;

    private SeededJob(URI prometheus, OutputStream to) {
        this.prometheus = prometheus;
        this.to = to;
        this.backfill = new Backfill(
                new Exposition(
                        List.of(new CorrelationCollector(this::status)),
                        Scrape::empty,
                        InstantSource.fixed(SeededPrometheus.END)),
                JOB,
                INSTANCE);
    }

    /**
     * Looks at what a Prometheus holds, and writes what scrapes of the answers give.
     *
     * @param prometheus holds the seeded data of the exporters
     * @param file where the metrics go
     * @return the file
     */
    static Path write(URI prometheus, Path file) throws IOException, CommandFailedException {
        Instant start = SeededPrometheus.START;
        try (OutputStream to = Files.newOutputStream(file)) {
            SeededJob job = new SeededJob(prometheus, to);
            job.look(start, start.plus(FIRST_LOOK), start.plus(SECOND_LOOK));
            job.look(start.plus(FIRST_LOOK), start.plus(SECOND_LOOK), SeededPrometheus.END);
            job.backfill.writeEnd(to);
        }
        return file;
    }

    private CorrelationStatus status() {
        return status;
    }

    /** Looks at a window, and is scraped from a minute after its end until another time. */
    private void look(Instant from, Instant end, Instant until) throws IOException, CommandFailedException {
        Report report = new PrometheusJob(
                        Console.silent(),
                        PrometheusConfig.of(prometheus.toString()).build(),
                        ExistingSetup.OWN,
                        StudyConfig.DEFAULTS)
                .report(ExporterQuery.of(new TimeRange(from, end), StudyConfig.DEFAULTS.correlation()), end);
        status = new CorrelationStatus(
                Optional.of(new CorrelationStatus.Window(from, end, CorrelatedRuns.of(report))),
                Optional.of(new CorrelationStatus.Pass(end, Duration.ofMillis(800))),
                status.counts().plusLook());
        for (Instant at = end.plus(SCRAPE_INTERVAL); !at.isAfter(until); at = at.plus(SCRAPE_INTERVAL)) {
            backfill.writeScrape(at, to);
        }
    }
}
