package org.thermograd.domain.spike;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What a spike detector could see of a run.
 *
 * @param evaluated steps that it judged
 * @param flagged steps that it flagged, without those of level shifts
 * @param smallestVisible the median over the judged steps of how many times the local median a norm had to reach to be
 *     flagged, {@code exp(max(k s, ln minRatio))} with the scale s of that step; absent without a judged step, of
 *     rules that do not work on the logarithm, and where steps were only counted
 * @param frequent whether so many steps are flagged that spikes are no rare events
 */
public record SpikeVisibility(int evaluated, int flagged, OptionalDouble smallestVisible, boolean frequent) {
    public SpikeVisibility {
        requireNonNull(smallestVisible, "smallestVisible");
    }

    /** Returns what a rule says of steps that were judged. */
    public static SpikeVisibility of(int evaluated, int flagged, OptionalDouble smallestVisible, LevelShiftRule rule) {
        return new SpikeVisibility(
                evaluated, flagged, smallestVisible, evaluated > 0 && flagged > rule.frequentShare() * evaluated);
    }

    /** Returns the share of the judged steps that is flagged, 0 to 1; absent without a judged step. */
    public OptionalDouble flaggedShare() {
        return evaluated == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) flagged / evaluated);
    }
}
