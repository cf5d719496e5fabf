package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.efficiency.EfficiencyConfig;
import org.thermograd.domain.spike.LogHampel;

/**
 * How the events of a session were found.
 *
 * @param spikes the spike detector
 * @param spikeRefractory flagged steps less than this apart are one spike
 * @param collapses how collapses were found
 */
public record SessionDetectors(LogHampel spikes, Duration spikeRefractory, Collapses collapses) {
    /** Checks for nulls. */
    public SessionDetectors {
        requireNonNull(spikes, "spikes");
        requireNonNull(spikeRefractory, "spikeRefractory");
        requireNonNull(collapses, "collapses");
    }

    /**
     * How collapses were found.
     *
     * @param refractory a collapse sooner after the last sample of the one before belongs to that
     * @param confirmed how long what confirms a collapse had to last, and be gone
     * @param slopeWindow over how long the slope of the temperature was fitted for inferred collapses, at most
     *     {@link EfficiencyConfig#MAX_SLOPE_WINDOW}
     * @param latency how late an onset in events.jsonl is; 0 where onsets are those of the condition itself
     */
    public record Collapses(
            Duration refractory, CollapseConfig.Confirmed confirmed, Duration slopeWindow, Duration latency) {
        /**
         * Checks the window.
         *
         * @throws IllegalArgumentException if it is too long
         */
        public Collapses {
            requireNonNull(refractory, "refractory");
            requireNonNull(confirmed, "confirmed");
            requireNonNull(slopeWindow, "slopeWindow");
            requireNonNull(latency, "latency");
            if (slopeWindow.compareTo(EfficiencyConfig.MAX_SLOPE_WINDOW) > 0) {
                throw new IllegalArgumentException(
                        "slopeWindow must be at most " + EfficiencyConfig.MAX_SLOPE_WINDOW + ", got " + slopeWindow);
            }
        }
    }
}
