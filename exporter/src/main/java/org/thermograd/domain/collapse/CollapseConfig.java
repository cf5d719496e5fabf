package org.thermograd.domain.collapse;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.thermograd.domain.Require;
import org.thermograd.domain.efficiency.EfficiencyConfig;
import org.thermograd.domain.efficiency.Ratings;
import org.thermograd.domain.event.CollapseEvents;

/**
 * The options of a {@link CollapseMonitor}. Immutable and thread-safe.
 *
 * @param samplePeriod the time between samples; more than 0. A sample after more than five of them, and more than 5 s,
 *     comes after a gap
 * @param slopeWindow over how long the slope of the temperature is fitted, as of {@link EfficiencyConfig}
 * @param refractory an onset less than this after the last sample of a collapse belongs to that; not negative
 * @param sustained how long a reason of the driver must last to count as a collapse; not negative
 * @param ratings what devices are built for whose driver does not tell
 */
public record CollapseConfig(
        Duration samplePeriod, Duration slopeWindow, Duration refractory, Duration sustained, Ratings ratings) {
    private static final Duration SHORTEST_GAP = Duration.ofSeconds(5);
    private static final int GAP_PERIODS = 5;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public CollapseConfig {
        requireNonNull(slopeWindow, "slopeWindow");
        Require.positive("samplePeriod", samplePeriod);
        Require.notNegative("refractory", refractory);
        Require.notNegative("sustained", sustained);
        requireNonNull(ratings, "ratings");
    }

    /** Returns a slope over 15 s, a refractory of 10 s, 3 s to be sustained, and nothing told of the devices. */
    public static CollapseConfig of(Duration samplePeriod) {
        return new CollapseConfig(
                samplePeriod,
                EfficiencyConfig.DEFAULT_SLOPE_WINDOW,
                Duration.ofSeconds(CollapseEvents.REFRACTORY_SECONDS),
                Duration.ofSeconds(3),
                Ratings.NONE);
    }

    /** Returns a copy with what the devices are built for. */
    public CollapseConfig withRatings(Ratings others) {
        return new CollapseConfig(samplePeriod, slopeWindow, refractory, sustained, others);
    }

    /** Returns a copy with another {@link #slopeWindow}. */
    public CollapseConfig withSlopeWindow(Duration window) {
        return new CollapseConfig(samplePeriod, window, refractory, sustained, ratings);
    }

    /** Returns the longest distance of neighboring samples without a gap. */
    long gapMillis() {
        return Math.max(samplePeriod.multipliedBy(GAP_PERIODS).toMillis(), SHORTEST_GAP.toMillis());
    }
}
