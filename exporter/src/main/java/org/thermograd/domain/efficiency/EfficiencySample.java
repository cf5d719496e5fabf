package org.thermograd.domain.efficiency;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What an {@link EfficiencyIndex} makes of one sample. Immutable and thread-safe.
 *
 * @param rawIndex the index of this sample, 0 or more; above 1 for a device that does much with little power
 * @param smoothedIndex the mean of the last 5 raw indices, of fewer at the start
 * @param stability 1 for constant utilization, towards 0 the more it varies
 * @param loadRatio power by rated power, else the utilization; 0 or more
 * @param sustainSeconds the time to the temperature limit that the index uses, 1 to 600; 600 where it is not known
 * @param slopeCelsiusPerSecond how fast the temperature rises; absent without a temperature in this sample, or with too
 *     few before it
 * @param rollingPeak the decaying peak of the smoothed index; absent in the warm-up of 5 samples
 * @param heldSince the first sample of the stretch, without a break up to this sample, in which the device was loaded,
 *     heating and dropped; absent if it is not so now. The onset of a collapse
 * @param conditions what holds
 */
public record EfficiencySample(
        double rawIndex,
        double smoothedIndex,
        double stability,
        double loadRatio,
        double sustainSeconds,
        OptionalDouble slopeCelsiusPerSecond,
        OptionalDouble rollingPeak,
        Optional<Instant> heldSince,
        Set<Condition> conditions) {
    /** Copies the set. */
    public EfficiencySample {
        requireNonNull(slopeCelsiusPerSecond, "slopeCelsiusPerSecond");
        requireNonNull(rollingPeak, "rollingPeak");
        requireNonNull(heldSince, "heldSince");
        EnumSet<Condition> copy = EnumSet.noneOf(Condition.class);
        copy.addAll(conditions);
        conditions = Collections.unmodifiableSet(copy);
    }

    /** Returns whether something holds. */
    public boolean is(Condition condition) {
        return conditions.contains(condition);
    }

    /**
     * Returns whether the rule could be applied at all: the warm-up is over and the slope of the temperature is known.
     * Where it could not, the absence of a collapse says nothing.
     */
    public boolean judged() {
        return rollingPeak.isPresent() && slopeCelsiusPerSecond.isPresent();
    }

    /**
     * Returns whether a drop could be seen: the rule could be applied, and the device was loaded and heating. Nowhere else
     * does the rule look at the index.
     */
    public boolean sees() {
        return judged() && is(Condition.LOADED) && is(Condition.HEATING);
    }
}
