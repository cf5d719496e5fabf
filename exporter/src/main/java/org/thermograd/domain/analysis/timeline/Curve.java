package org.thermograd.domain.analysis.timeline;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.thermograd.domain.series.TimeSeries;

/**
 * One signal over time.
 *
 * @param signal what it shows
 * @param device of which device; empty where it is of the run
 * @param samples at least one; every value is finite
 */
public record Curve(CurveKind signal, Optional<String> device, TimeSeries samples) {
    /**
     * Checks the samples.
     *
     * @throws IllegalArgumentException if there are none, or one is not finite
     */
    public Curve {
        requireNonNull(signal, "signal");
        requireNonNull(device, "device");
        if (samples.size() == 0) {
            throw new IllegalArgumentException("samples must not be empty, got none of " + signal);
        }
        for (int i = 0; i < samples.size(); i++) {
            if (!Double.isFinite(samples.value(i))) {
                throw new IllegalArgumentException("samples must be finite, got " + samples.value(i) + " of " + signal);
            }
        }
    }
}
