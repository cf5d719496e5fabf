package org.thermograd.adapter.report;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.thermograd.domain.coupling.ContinuousCoupling;
import org.thermograd.domain.detail.LagHistogram;
import org.thermograd.domain.detail.PerDevice;

/**
 * What a report tells beside the verdict and what throttling cost. Each part is absent where the source does not hold
 * what it needs; then the report has no block of it.
 *
 * @param lagHistogram how spikes and collapses lie in time to each other
 * @param perDevice each device tested alone
 * @param continuous how the gradient norm goes together with continuous signals
 */
public record Findings(
        Optional<LagHistogram> lagHistogram, Optional<PerDevice> perDevice, Optional<ContinuousCoupling> continuous) {
    /** Nothing. */
    public static final Findings NONE = new Findings(Optional.empty(), Optional.empty(), Optional.empty());

    public Findings {
        requireNonNull(lagHistogram, "lagHistogram");
        requireNonNull(perDevice, "perDevice");
        requireNonNull(continuous, "continuous");
    }

    /** Returns these findings with another histogram. */
    public Findings withLagHistogram(Optional<LagHistogram> other) {
        return new Findings(other, perDevice, continuous);
    }

    /** Returns these findings with other devices. */
    public Findings withPerDevice(Optional<PerDevice> other) {
        return new Findings(lagHistogram, other, continuous);
    }

    /** Returns these findings with others about continuous signals. */
    public Findings withContinuous(Optional<ContinuousCoupling> other) {
        return new Findings(lagHistogram, perDevice, other);
    }
}
