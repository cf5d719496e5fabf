package org.thermograd.domain.analysis.report;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.finding.Placebo;
import org.thermograd.domain.analysis.finding.Prediction;
import org.thermograd.domain.analysis.finding.StepLags;
import org.thermograd.domain.analysis.verdict.WindowScan;

/**
 * What a report tells beside the verdict and what throttling cost. Each part is absent where the source does not hold
 * what it needs; then the report has no block of it.
 *
 * @param lagHistogram how spikes and collapses lie in time to each other
 * @param stepLags the same in steps; only where each step is known
 * @param perDevice each device tested alone
 * @param placebo the spikes of each run against the collapses of others
 * @param prediction how good an alarm the spikes are
 * @param windowScan the test with windows of other lengths
 * @param continuous how the gradient norm goes together with continuous signals
 */
public record Findings(
        Optional<LagHistogram> lagHistogram,
        Optional<StepLags> stepLags,
        Optional<PerDevice> perDevice,
        Optional<Placebo> placebo,
        Optional<Prediction> prediction,
        Optional<WindowScan> windowScan,
        Optional<ContinuousCoupling> continuous) {
    /** Nothing. */
    public static final Findings NONE = new Findings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Findings {
        requireNonNull(lagHistogram, "lagHistogram");
        requireNonNull(stepLags, "stepLags");
        requireNonNull(perDevice, "perDevice");
        requireNonNull(placebo, "placebo");
        requireNonNull(prediction, "prediction");
        requireNonNull(windowScan, "windowScan");
        requireNonNull(continuous, "continuous");
    }

    /** Returns these findings with another histogram. */
    public Findings withLagHistogram(Optional<LagHistogram> other) {
        return new Findings(other, stepLags, perDevice, placebo, prediction, windowScan, continuous);
    }

    /** Returns these findings with other lags in steps. */
    public Findings withStepLags(Optional<StepLags> other) {
        return new Findings(lagHistogram, other, perDevice, placebo, prediction, windowScan, continuous);
    }

    /** Returns these findings with others about continuous signals. */
    public Findings withContinuous(Optional<ContinuousCoupling> other) {
        return new Findings(lagHistogram, stepLags, perDevice, placebo, prediction, windowScan, other);
    }
}
