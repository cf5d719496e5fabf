package org.thermograd.adapter.report;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.thermograd.domain.coupling.ContinuousCoupling;
import org.thermograd.domain.detail.LagHistogram;
import org.thermograd.domain.detail.PerDevice;
import org.thermograd.domain.detail.StepLags;

/**
 * What a report tells beside the verdict and what throttling cost. Each part is absent where the source does not hold
 * what it needs; then the report has no block of it.
 *
 * @param lagHistogram how spikes and collapses lie in time to each other
 * @param stepLags the same in steps; only where each step is known
 * @param perDevice each device tested alone
 * @param continuous how the gradient norm goes together with continuous signals
 */
public record Findings(
        Optional<LagHistogram> lagHistogram,
        Optional<StepLags> stepLags,
        Optional<PerDevice> perDevice,
        Optional<ContinuousCoupling> continuous) {
    /** Nothing. */
    public static final Findings NONE =
            new Findings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Findings {
        requireNonNull(lagHistogram, "lagHistogram");
        requireNonNull(stepLags, "stepLags");
        requireNonNull(perDevice, "perDevice");
        requireNonNull(continuous, "continuous");
    }

    /** Returns these findings with another histogram. */
    public Findings withLagHistogram(Optional<LagHistogram> other) {
        return new Findings(other, stepLags, perDevice, continuous);
    }

    /** Returns these findings with other lags in steps. */
    public Findings withStepLags(Optional<StepLags> other) {
        return new Findings(lagHistogram, other, perDevice, continuous);
    }

    /** Returns these findings with other devices. */
    public Findings withPerDevice(Optional<PerDevice> other) {
        return new Findings(lagHistogram, stepLags, other, continuous);
    }

    /** Returns these findings with others about continuous signals. */
    public Findings withContinuous(Optional<ContinuousCoupling> other) {
        return new Findings(lagHistogram, stepLags, perDevice, other);
    }
}
