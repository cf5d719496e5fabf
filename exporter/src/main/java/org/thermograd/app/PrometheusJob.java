package org.thermograd.app;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
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
import org.thermograd.adapter.promapi.exporter.Setup;
import org.thermograd.adapter.promapi.exporter.SetupReader;
import org.thermograd.adapter.report.Collapses;
import org.thermograd.adapter.report.Costs;
import org.thermograd.adapter.report.Source;
import org.thermograd.domain.correlation.Analysis;
import org.thermograd.domain.correlation.Analyzer;
import org.thermograd.domain.correlation.CorrelationConfig;
import org.thermograd.domain.correlation.DetectedRuns;
import org.thermograd.domain.correlation.DetectorConfig;
import org.thermograd.domain.correlation.RecordedRun;
import org.thermograd.domain.correlation.Restarts;
import org.thermograd.domain.correlation.Run;
import org.thermograd.domain.coupling.CouplingConfig;
import org.thermograd.domain.detail.PerDevice;
import org.thermograd.domain.detail.Prediction;
import org.thermograd.domain.detail.StepLags;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeRange;
import org.thermograd.domain.timeline.Signal;
import org.thermograd.domain.timeline.Timeline;

/** Analyses what exporters told a Prometheus. Confined to one thread. */
final class PrometheusJob {
    private final Console console;
    private final PrometheusOptions options;
    private final Setup setup;
    private final DetectorConfig detector;
    private final AnalysisOptions analysisOptions;
    private final Function<CorrelationConfig, CouplingConfig> coupling;

    /**
     * Prepares.
     *
     * @param setup what is read in place of what our exporter told
     * @param detector what looks for spikes where the job does
     * @param coupling how continuous signals are compared
     */
    PrometheusJob(
            Console console,
            PrometheusOptions options,
            Setup setup,
            DetectorConfig detector,
            AnalysisOptions analysisOptions,
            Function<CorrelationConfig, CouplingConfig> coupling) {
        this.console = console;
        this.options = options;
        this.setup = setup;
        this.detector = detector;
        this.analysisOptions = analysisOptions;
        this.coupling = coupling;
    }

    /**
     * Reads and analyses.
     *
     * @param kind which collapses, if the user chose
     * @param devices names of devices; all of the runs if empty
     * @param range the time that is read
     * @throws CommandFailedException if Prometheus does not answer, or holds nothing of what was asked for
     */
    Gathered gather(Optional<CollapseKind> kind, SortedSet<String> devices, TimeRange range)
            throws CommandFailedException {
        PrometheusConfig config = options.config();
        ExporterQuery query = new ExporterQuery(
                range,
                new TreeSet<>(options.runs()),
                new TreeSet<>(options.instances()),
                devices,
                kind,
                analysisOptions.config(detector, 0));
        try {
            console.phase("asking " + config.baseUrl());
            Optional<String> server = server(config);
            PrometheusClient client = PrometheusClient.of(config, pacing());
            ExporterReading reading = setup.isOwn()
                    ? new ExporterReader(client, query, this::listener).read()
                    : new SetupReader(client, query, setup, this::listener).read();
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
            ExporterReading reading, PrometheusConfig server, Optional<String> build, TimeRange range) {
        OptionalLong given = analysisOptions.detectorLatencyMillis();
        CorrelationConfig config =
                analysisOptions.config(detector, reading.latencyMillis().orElse(0));
        Collapses.Latency latency = given.isPresent()
                ? Collapses.Latency.GIVEN
                : reading.latencyMillis().isPresent() ? Collapses.Latency.PUBLISHED : Collapses.Latency.UNKNOWN;
        Analysis analysis = new Analyzer(config)
                .judge(
                        reading.pooled().runs(),
                        reading.pooled().blind(),
                        reading.guardMillis(),
                        reading.pooled().reasons())
                .with(reading.qualifiers());
        Source source = new Source.Prometheus(
                server.baseUrl().toString(),
                build,
                range.segment(),
                reading.hardware(),
                reading.training(),
                reading.runs().stream().map(PrometheusJob::run).toList(),
                reading.remarks());
        return new Gathered(
                source,
                config,
                collapses(reading, latency),
                new Costs(List.of(), reading.costs()),
                analysis,
                EventFindings.of(
                                analysis,
                                config,
                                names(reading.runs()),
                                new Prediction.Signals(
                                        new DetectedRuns(List.of()), EventFindings.temperatures(reading.signals())))
                        .withStepLags(StepLags.of(analysis, config, reading.steps()))
                        .withContinuous(ContinuousFindings.of(
                                reading.signals(), stretches(reading.signals()), coupling.apply(config))),
                List.of(),
                reading.signals().stream().map(PrometheusJob::timeline).toList());
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

    private static List<Run> stretches(List<RecordedRun> signals) {
        return signals.stream()
                .flatMap(run -> Restarts.cut(run.withRecordedCollapses(), run.step()).runs().stream())
                .toList();
    }

    /** Where no step is known, what lies between two norms is the time between scrapes and no step time. */
    private static Timeline timeline(RecordedRun run) {
        Timeline all = Timeline.of(run);
        boolean known = Arrays.stream(run.step().values()).anyMatch(Double::isFinite);
        return known
                ? all
                : new Timeline(
                        all.run(),
                        all.stretches(),
                        all.curves().stream()
                                .filter(curve -> curve.signal() != Signal.STEP_SECONDS)
                                .toList());
    }

    private static Collapses collapses(ExporterReading reading, Collapses.Latency latency) {
        return switch (reading.foundBy()) {
            case EXPORTER -> new Collapses.AsExported(reading.kind(), reading.reasons(), latency);
            case SCRAPES -> new Collapses.Scraped(reading.kind(), reading.reasons(), latency);
        };
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
