package org.thermograd.domain.analysis.study;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.finding.Prediction;
import org.thermograd.domain.analysis.finding.StepLags;
import org.thermograd.domain.analysis.report.Collapses;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.analysis.report.Findings;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.DetectedRuns;
import org.thermograd.domain.analysis.run.Restarts;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.scrape.FoundRun;
import org.thermograd.domain.analysis.scrape.ScrapeReading;
import org.thermograd.domain.analysis.timeline.CurveKind;
import org.thermograd.domain.analysis.timeline.Timeline;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.TimeRange;

/** The correlation job on runs as the scrapes of a Prometheus saw them. Immutable and thread-safe. */
public final class ScrapedStudy {
    private final StudyConfig config;

    /**
     * Where it was read.
     *
     * @param url the address of the server, without credentials
     * @param build what the server says it is, such as {@code Prometheus 2.42.0}; absent where it does not say
     * @param range the time that was read
     */
    public record Server(String url, Optional<String> build, TimeRange range) {
        public Server {
            requireNonNull(url, "url");
            requireNonNull(build, "build");
            requireNonNull(range, "range");
        }
    }

    /**
     * Prepares.
     *
     * @param config the parameters
     */
    public ScrapedStudy(StudyConfig config) {
        this.config = requireNonNull(config, "config");
    }

    /**
     * Analyzes what was read.
     *
     * @param reading what was read
     * @param server where
     * @param generated the date of the report
     */
    public Report of(ScrapeReading reading, Server server, Instant generated) {
        CorrelationConfig correlation = correlation(reading);
        Analysis analysis = new Analyzer(correlation)
                .judge(reading.pooled(), reading.guardMillis())
                .with(reading.qualifiers());
        return new Report(
                generated,
                new Source.Prometheus(
                        server.url(),
                        server.build(),
                        server.range().segment(),
                        reading.hardware(),
                        reading.training(),
                        reading.runs(),
                        reading.remarks()),
                correlation,
                collapses(reading),
                config.coupling(),
                new Costs(reading.costs(), reading.aggregated()),
                analysis,
                findings(reading, analysis, correlation),
                List.of(),
                Optional.empty(),
                reading.signals().stream().map(ScrapedStudy::timeline).toList());
    }

    /** Returns the parameters, with the latency that the exporters publish, or 0 for reasons of a driver, if none was stated. */
    private CorrelationConfig correlation(ScrapeReading reading) {
        CorrelationConfig given =
                reading.kind() == CollapseKind.INFERRED ? config.correlation().withoutBounds() : config.correlation();
        if (given.events().latencyKnown()) {
            return given;
        }
        boolean known = reading.latencyMillis().isPresent() || reading.kind() == CollapseKind.CONFIRMED;
        return known ? given.withKnownLatencyMillis(reading.latencyMillis().orElse(0)) : given;
    }

    private Findings findings(ScrapeReading reading, Analysis analysis, CorrelationConfig correlation) {
        return EventFindings.of(
                        analysis,
                        correlation,
                        names(reading.runs()),
                        new Prediction.Signals(
                                new DetectedRuns(List.of()), EventFindings.temperatures(reading.signals())))
                .withStepLags(StepLags.of(analysis, correlation, reading.steps()))
                .withContinuous(ContinuousFindings.of(
                        reading.signals(),
                        stretches(reading.signals()),
                        EfficiencyIndices.EXPORTED,
                        config.coupling()));
    }

    /** Where runs belong to several hosts, each device is told apart by its own. */
    private static PerDevice.Names names(List<FoundRun> runs) {
        if (runs.stream().map(FoundRun::instance).distinct().count() < 2) {
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

    private static List<Run> stretches(List<SampledRun> signals) {
        return signals.stream()
                .flatMap(run -> Restarts.cut(run.withRecordedCollapses(), run.step()).runs().stream())
                .toList();
    }

    /** Where no step is known, what lies between two norms is the time between scrapes and no step time. */
    private static Timeline timeline(SampledRun run) {
        Timeline all = Timeline.of(run);
        boolean known = Arrays.stream(run.step().values()).anyMatch(Double::isFinite);
        return known
                ? all
                : new Timeline(
                        all.run(),
                        all.stretches(),
                        all.curves().stream()
                                .filter(curve -> curve.signal() != CurveKind.STEP_SECONDS)
                                .toList());
    }

    private Collapses collapses(ScrapeReading reading) {
        Collapses.Latency latency = config.correlation().events().latencyKnown()
                ? Collapses.Latency.GIVEN
                : reading.latencyMillis().isPresent() ? Collapses.Latency.PUBLISHED : Collapses.Latency.UNKNOWN;
        return switch (reading.foundBy()) {
            case EXPORTER -> new Collapses.FoundLive(reading.kind(), reading.reasons(), latency);
            case SCRAPES -> new Collapses.Scraped(reading.kind(), reading.reasons(), latency);
        };
    }
}
