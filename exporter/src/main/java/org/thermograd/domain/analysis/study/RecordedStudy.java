package org.thermograd.domain.analysis.study;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thermograd.domain.ParallelPart;
import org.thermograd.domain.analysis.cost.CostConfig;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.finding.FirstExperimentRow;
import org.thermograd.domain.analysis.finding.Prediction;
import org.thermograd.domain.analysis.finding.StepLags;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.analysis.report.Findings;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.run.DetectedRuns;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.timeline.Timeline;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.event.CollapseKind;

/** The correlation job on runs that were recorded, each step and sample of which is known. Immutable and thread-safe. */
public final class RecordedStudy {
    private final StudyConfig config;
    private final CollapseChoice collapses;

    /**
     * Prepares.
     *
     * @param config the parameters
     * @param collapses which collapses
     */
    public RecordedStudy(StudyConfig config, CollapseChoice collapses) {
        this.config = requireNonNull(config, "config");
        this.collapses = requireNonNull(collapses, "collapses");
    }

    /** Returns the parameters; the detectors of a session find collapses with the first sample of their condition. */
    private CorrelationConfig correlation(RecordedRuns recorded, CollapseKind kind) {
        CorrelationConfig given = config.correlation();
        if (kind == CollapseKind.INFERRED) {
            given = given.withoutBounds();
        }
        return recorded.ofSessions().isEmpty() || given.events().latencyKnown()
                ? given
                : given.withKnownLatencyMillis(given.events().detectorLatencyMillis());
    }

    /**
     * Analyzes runs. What they cost, what their events and what their signals tell are found at the same time, in the pool of
     * the thread that calls.
     *
     * @param recorded the runs
     * @param generated the date of the report
     * @throws IllegalArgumentException if the runs do not hold the collapses that were chosen
     */
    public Report of(RecordedRuns recorded, Instant generated) {
        CollapseChoice.Chosen chosen =
                collapses.choose(recorded, config.correlation().events().gaps());
        CorrelationConfig correlation = correlation(recorded, chosen.collapses().kind());
        ParallelPart<Optional<ContinuousCoupling>, RuntimeException> continuous =
                ParallelPart.start(() -> ContinuousFindings.of(
                        recorded.runs(),
                        chosen.runs(),
                        EfficiencyIndices.of(!recorded.ofSessions().isEmpty(), chosen.collapses()),
                        config.coupling()));
        ParallelPart<List<FirstExperimentRow>, RuntimeException> firstExperiment =
                ParallelPart.start(() -> recorded.runs().stream()
                        .map(run -> FirstExperimentRow.of(run, config.alignToleranceMillis()))
                        .toList());
        ParallelPart<List<Timeline>, RuntimeException> timelines = ParallelPart.start(
                () -> recorded.runs().stream().map(Timeline::of).toList());
        Analyzer analyzer = new Analyzer(correlation);
        DetectedRuns detected = analyzer.detect(chosen.runs());
        Analysis analysis = analyzer.analyze(detected);
        ParallelPart<List<RunCost>, RuntimeException> costs = ParallelPart.start(() -> new RecordedCosts(
                        recorded,
                        correlation.events().gaps(),
                        new CostConfig(
                                analysis.guardMillis(),
                                RecordedCosts.lateReasons(correlation.events().latencyKnown())))
                .of(chosen.runs()));
        Findings events = EventFindings.of(
                        analysis,
                        correlation,
                        (run, device) -> device,
                        new Prediction.Signals(detected, EventFindings.temperatures(recorded.runs())))
                .withStepLags(StepLags.of(
                        analysis,
                        correlation,
                        chosen.runs().stream().collect(Collectors.toMap(Run::id, Run::gradNorm))));
        return new Report(
                generated,
                recorded.source(),
                correlation,
                chosen.collapses(),
                config.coupling(),
                new Costs(costs.join(), List.of()),
                analysis,
                events.withContinuous(continuous.join()),
                firstExperiment.join(),
                Optional.empty(),
                timelines.join());
    }
}
