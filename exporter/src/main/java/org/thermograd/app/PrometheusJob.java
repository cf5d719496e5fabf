package org.thermograd.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.thermograd.adapter.promapi.Failure;
import org.thermograd.adapter.promapi.Pacing;
import org.thermograd.adapter.promapi.PrometheusClient;
import org.thermograd.adapter.promapi.PrometheusConfig;
import org.thermograd.adapter.promapi.PrometheusQueryException;
import org.thermograd.adapter.promapi.ReadListener;
import org.thermograd.adapter.promapi.exporter.ExporterQuery;
import org.thermograd.adapter.promapi.exporter.ExporterReader;
import org.thermograd.adapter.promapi.exporter.ExporterReading;
import org.thermograd.adapter.promapi.exporter.NothingFoundException;
import org.thermograd.adapter.report.Collapses;
import org.thermograd.adapter.report.Costs;
import org.thermograd.adapter.report.Source;
import org.thermograd.domain.correlation.Analysis;
import org.thermograd.domain.correlation.Analyzer;
import org.thermograd.domain.correlation.CorrelationConfig;
import org.thermograd.domain.correlation.DetectorConfig;
import org.thermograd.domain.correlation.Restarts;
import org.thermograd.domain.detail.PerDevice;
import org.thermograd.domain.detail.Prediction;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.Segment;

/** Analyses what exporters told a Prometheus. Confined to one thread. */
final class PrometheusJob {
    private final Console console;
    private final PrometheusOptions options;
    private final AnalysisOptions analysisOptions;

    PrometheusJob(Console console, PrometheusOptions options, AnalysisOptions analysisOptions) {
        this.console = console;
        this.options = options;
        this.analysisOptions = analysisOptions;
    }

    /**
     * Reads and analyses.
     *
     * @param kind which collapses, if the user chose
     * @param devices names of devices; all of the runs if empty
     * @param range the time that is read
     * @throws CommandFailedException if Prometheus does not answer, or holds nothing of what was asked for
     */
    Gathered gather(Optional<CollapseKind> kind, SortedSet<String> devices, PrometheusOptions.Range range)
            throws CommandFailedException {
        PrometheusConfig config = options.config();
        ExporterQuery query = new ExporterQuery(
                range.from(),
                range.to(),
                new TreeSet<>(options.runs()),
                new TreeSet<>(options.instances()),
                devices,
                kind,
                analysisOptions.config(DetectorConfig.DEFAULTS, 0));
        try {
            console.phase("asking " + config.baseUrl());
            Optional<String> server = server(config);
            PrometheusClient client = PrometheusClient.of(config, pacing());
            ExporterReading reading = new ExporterReader(client, query, this::listener).read();
            console.phase("analysing");
            return gathered(reading, config, server, range);
        } catch (PrometheusQueryException | NothingFoundException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted while reading " + config.baseUrl(), e);
        }
    }

    private static Pacing pacing() {
        SplittableRandom random = new SplittableRandom();
        return new Pacing(System::nanoTime, duration -> Thread.sleep(duration.toMillis()), random::nextDouble);
    }

    /** Asks once, so that a wrong address shows at once. Not every server tells its build; then the first query shows why. */
    private static Optional<String> server(PrometheusConfig config)
            throws PrometheusQueryException, InterruptedException {
        PrometheusConfig once = new PrometheusConfig(
                config.baseUrl(),
                config.headers(),
                config.credentials(),
                config.caFile(),
                config.connectTimeout(),
                config.requestTimeout(),
                config.deadline(),
                config.chunk(),
                config.minimumChunk(),
                config.maxAnswerBytes(),
                1);
        try {
            return Optional.of(PrometheusClient.of(once, pacing()).serverBuild().toString());
        } catch (PrometheusQueryException e) {
            if (List.of(Failure.UNREACHABLE, Failure.UNKNOWN_HOST, Failure.TLS, Failure.TIMEOUT, Failure.CREDENTIALS)
                    .contains(e.failure())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private ReadListener listener(String family) {
        console.phase("reading " + family);
        return new ReadListener() {
            @Override
            public void progress(long samples, double rangeRatio) {
                console.progress("reading " + family + ", " + Math.round(100 * rangeRatio) + " %");
            }

            @Override
            public void retrying(PrometheusQueryException failure, Duration delay) {
                console.phase("once more in " + delay.toMillis() + " ms: " + failure.getMessage());
            }
        };
    }

    private Gathered gathered(
            ExporterReading reading, PrometheusConfig server, Optional<String> build, PrometheusOptions.Range range) {
        OptionalLong given = analysisOptions.detectorLatencyMillis();
        CorrelationConfig config = analysisOptions.config(
                DetectorConfig.DEFAULTS, reading.latencyMillis().orElse(0));
        Collapses.Latency latency = given.isPresent()
                ? Collapses.Latency.GIVEN
                : reading.latencyMillis().isPresent() ? Collapses.Latency.PUBLISHED : Collapses.Latency.UNKNOWN;
        Analysis analysis = new Analyzer(config)
                .judge(
                        reading.pooled().runs(),
                        reading.pooled().blind(),
                        reading.guardMillis(),
                        reading.pooled().reasons());
        Source source = new Source.Prometheus(
                server.baseUrl().toString(),
                build,
                new Segment(range.from().toEpochMilli(), range.to().toEpochMilli() + 1),
                reading.hardware(),
                reading.training(),
                reading.runs().stream().map(PrometheusJob::run).toList(),
                reading.remarks());
        return new Gathered(
                source,
                config,
                new Collapses.AsExported(reading.kind(), reading.reasons(), latency),
                new Costs(List.of(), reading.costs()),
                analysis,
                EventFindings.of(analysis, config, names(reading.runs()), Prediction.Signals.NONE),
                List.of(),
                List.of());
    }

    /** Where runs belong to several hosts, each device is told apart by its own. */
    private static PerDevice.Names names(List<ExporterReading.FoundRun> runs) {
        if (runs.stream().map(ExporterReading.FoundRun::instance).distinct().count() < 2) {
            return (run, device) -> device;
        }
        return (run, device) -> device.contains("@")
                ? device
                : runs.stream()
                        .filter(found -> Restarts.isOf(found.id(), run))
                        .findFirst()
                        .map(found -> device + "@" + found.instance())
                        .orElse(device);
    }

    private static Source.ScrapedRun run(ExporterReading.FoundRun run) {
        return new Source.ScrapedRun(
                run.id(),
                run.run(),
                run.job(),
                run.instance(),
                run.devices(),
                run.steps(),
                run.scrapes(),
                run.scrapeIntervalMillis(),
                new Segment(run.firstMillis(), run.lastMillis() + 1));
    }
}
