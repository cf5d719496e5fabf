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
 * @param confirmed how long what confirms a collapse must last, and be gone
 * @param ratings what devices are built for whose driver does not tell
 */
public record CollapseConfig(
        Duration samplePeriod, Duration slopeWindow, Duration refractory, Confirmed confirmed, Ratings ratings) {
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
        requireNonNull(confirmed, "confirmed");
        requireNonNull(ratings, "ratings");
    }

    /** Returns a slope over 15 s, a refractory of 10 s, 3 s to enter a confirmed collapse, and nothing told of the devices. */
    public static CollapseConfig of(Duration samplePeriod) {
        return new CollapseConfig(
                samplePeriod,
                EfficiencyConfig.DEFAULT_SLOPE_WINDOW,
                Duration.ofSeconds(CollapseEvents.REFRACTORY_SECONDS),
                Confirmed.DEFAULTS,
                Ratings.NONE);
    }

    /**
     * When a reason makes a confirmed collapse.
     *
     * @param enter how long it must be given without a break; not negative
     * @param leave how long it must be absent before the collapse has ended, with the last sample that had it; what comes back
     *     sooner goes on. Not negative; with 0 it ends with the first sample without
     * @param shortest how long it must last from its first sample on to be one at all; not negative. Until then nothing is
     *     counted, so that no counter goes down; its onset is still that first sample
     */
    public record Confirmed(Duration enter, Duration leave, Duration shortest) {
        /** 3 s to enter, no time to leave, and none too short. */
        public static final Confirmed DEFAULTS = new Confirmed(Duration.ofSeconds(3), Duration.ZERO, Duration.ZERO);

        /**
         * Checks the times.
         *
         * @throws IllegalArgumentException if one is negative
         */
        public Confirmed {
            Require.notNegative("enter", enter);
            Require.notNegative("leave", leave);
            Require.notNegative("shortest", shortest);
        }
    }

    /** Returns a copy with other times of confirmed collapses. */
    public CollapseConfig withConfirmed(Confirmed times) {
        return new CollapseConfig(samplePeriod, slopeWindow, refractory, times, ratings);
    }

    /** Returns a copy with what the devices are built for. */
    public CollapseConfig withRatings(Ratings others) {
        return new CollapseConfig(samplePeriod, slopeWindow, refractory, confirmed, others);
    }

    /** Returns a copy with another {@link #slopeWindow}. */
    public CollapseConfig withSlopeWindow(Duration window) {
        return new CollapseConfig(samplePeriod, window, refractory, confirmed, ratings);
    }

    /** Returns the longest distance of neighboring samples without a gap. */
    long gapMillis() {
        return Math.max(samplePeriod.multipliedBy(GAP_PERIODS).toMillis(), SHORTEST_GAP.toMillis());
    }
}
