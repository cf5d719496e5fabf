package org.thermograd.app;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thermograd.adapter.report.Costs;
import org.thermograd.adapter.report.Findings;
import org.thermograd.domain.correlation.Analysis;
import org.thermograd.domain.correlation.Analyzer;
import org.thermograd.domain.correlation.CorrelationConfig;
import org.thermograd.domain.correlation.DetectedRuns;
import org.thermograd.domain.correlation.Run;
import org.thermograd.domain.correlation.SeedRow;
import org.thermograd.domain.cost.CostConfig;
import org.thermograd.domain.cost.RunCost;
import org.thermograd.domain.coupling.ContinuousCoupling;
import org.thermograd.domain.coupling.CouplingConfig;
import org.thermograd.domain.detail.Prediction;
import org.thermograd.domain.detail.StepLags;
import org.thermograd.domain.timeline.Timeline;

/** Analyses runs that were recorded into files or sessions. Immutable. */
final class RecordedJob {
    private final CollapseOptions collapses;
    private final CorrelationConfig config;
    private final CouplingConfig coupling;
    private final long alignToleranceMillis;

    /**
     * Prepares.
     *
     * @param collapses which collapses
     * @param config the parameters
     * @param coupling how continuous signals are compared; its seed also draws the interval of what throttling cost
     * @param alignToleranceMillis how far a log entry may be from its sample in the table of the first experiment
     */
    RecordedJob(
            CollapseOptions collapses, CorrelationConfig config, CouplingConfig coupling, long alignToleranceMillis) {
        this.collapses = collapses;
        this.config = config;
        this.coupling = coupling;
        this.alignToleranceMillis = alignToleranceMillis;
    }

    /**
     * Analyses runs that were read. What they cost, what their events and what their signals tell are found at the same time.
     *
     * @throws CommandFailedException if a part fails so; none does today
     */
    Gathered gather(RecordedRuns files) throws CommandFailedException {
        CollapseOptions.Chosen chosen = files.ofSessions().isEmpty()
                ? collapses.choose(files.recorded())
                : collapses.chooseOfSessions(files.ofSessions(), config.events().gaps());
        Meanwhile<Optional<ContinuousCoupling>> continuous =
                Meanwhile.start(() -> ContinuousFindings.of(files.recorded(), chosen.runs(), coupling));
        Meanwhile<List<SeedRow>> seedTable = Meanwhile.start(() -> files.recorded().stream()
                .map(run -> SeedRow.of(run, alignToleranceMillis))
                .toList());
        Meanwhile<List<Timeline>> timelines = Meanwhile.start(
                () -> files.recorded().stream().map(Timeline::of).toList());
        Analyzer analyzer = new Analyzer(config);
        DetectedRuns detected = analyzer.detect(chosen.runs());
        Analysis analysis = analyzer.analyze(detected);
        Meanwhile<List<RunCost>> costs = Meanwhile.start(() -> new RecordedCosts(
                        files, config.events().gaps(), CostConfig.of(analysis.guardMillis(), coupling.seed()))
                .of(chosen.runs()));
        Findings events = EventFindings.of(
                        analysis,
                        config,
                        (run, device) -> device,
                        new Prediction.Signals(detected, EventFindings.temperatures(files.recorded())))
                .withStepLags(StepLags.of(
                        analysis, config, chosen.runs().stream().collect(Collectors.toMap(Run::id, Run::gradNorm))));
        return new Gathered(
                files.source(),
                config,
                chosen.collapses(),
                new Costs(costs.join(), List.of()),
                analysis,
                events.withContinuous(continuous.join()),
                seedTable.join(),
                timelines.join());
    }
}
