package org.thermograd.domain.analysis.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.analysis.crosscorrelation.CouplingConfig;
import org.thermograd.domain.analysis.finding.FirstExperimentRow;
import org.thermograd.domain.analysis.timeline.Timeline;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;

/**
 * Everything that one correlation says.
 *
 * @param generated when it was made
 * @param source what it was made from
 * @param config the parameters
 * @param collapses which collapses it is about
 * @param coupling how continuous signals are compared, with the seed of whatever draws random numbers
 * @param costs what throttling and collapses cost
 * @param analysis the analysis with its verdict
 * @param findings what is told beside the verdict
 * @param firstExperiment the runs by the method of the first experiment; empty where the source does not hold each step
 * @param look which look of a service it is of; absent where it was asked for once
 * @param timelines the signals of the runs over time; empty where the source does not hold them
 */
public record Report(
        Instant generated,
        Source source,
        CorrelationConfig config,
        Collapses collapses,
        CouplingConfig coupling,
        Costs costs,
        Analysis analysis,
        Findings findings,
        List<FirstExperimentRow> firstExperiment,
        Optional<Look> look,
        List<Timeline> timelines) {
    public Report {
        requireNonNull(generated, "generated");
        requireNonNull(source, "source");
        requireNonNull(config, "config");
        requireNonNull(collapses, "collapses");
        requireNonNull(coupling, "coupling");
        requireNonNull(costs, "costs");
        requireNonNull(analysis, "analysis");
        requireNonNull(findings, "findings");
        firstExperiment = List.copyOf(firstExperiment);
        requireNonNull(look, "look");
        timelines = List.copyOf(timelines);
    }

    /** Makes a report that was asked for once, without timelines. */
    public Report(
            Instant generated,
            Source source,
            CorrelationConfig config,
            Collapses collapses,
            CouplingConfig coupling,
            Costs costs,
            Analysis analysis,
            Findings findings,
            List<FirstExperimentRow> firstExperiment) {
        this(
                generated,
                source,
                config,
                collapses,
                coupling,
                costs,
                analysis,
                findings,
                firstExperiment,
                Optional.empty(),
                List.of());
    }

    /** Returns the report as one of a service. */
    public Report of(Look which) {
        return new Report(
                generated,
                source,
                config,
                collapses,
                coupling,
                costs,
                analysis,
                findings,
                firstExperiment,
                Optional.of(which),
                timelines);
    }

    /** Returns the report with the signals of its runs over time. */
    public Report with(List<Timeline> others) {
        return new Report(
                generated,
                source,
                config,
                collapses,
                coupling,
                costs,
                analysis,
                findings,
                firstExperiment,
                look,
                others);
    }
}
