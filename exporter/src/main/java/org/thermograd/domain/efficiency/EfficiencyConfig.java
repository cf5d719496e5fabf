package org.thermograd.domain.efficiency;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The options of an {@link EfficiencyIndex}. Immutable and thread-safe.
 *
 * @param rating what the device is built for
 * @param slopeWindow over how long the temperature slope is fitted, 0 to {@link #MAX_SLOPE_WINDOW}; 0 is the difference
 *     of the last two temperatures, as published. Holds in both modes
 * @param mode how the constants of the rule are read
 */
public record EfficiencyConfig(DeviceRating rating, Duration slopeWindow, IndexMode mode) {
    /** The slope window of the product: sensors of whole degrees never rise on seven samples in a row. */
    public static final Duration DEFAULT_SLOPE_WINDOW = Duration.ofSeconds(15);

    /** The longest slope window: a window is only fitted where the last 600 temperatures fill half of it. */
    public static final Duration MAX_SLOPE_WINDOW = Duration.ofMinutes(2);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code slopeWindow} is outside its range
     */
    public EfficiencyConfig {
        requireNonNull(rating, "rating");
        requireNonNull(slopeWindow, "slopeWindow");
        requireNonNull(mode, "mode");
        if (slopeWindow.isNegative() || slopeWindow.compareTo(MAX_SLOPE_WINDOW) > 0) {
            throw new IllegalArgumentException(
                    "slopeWindow must be between PT0S and " + MAX_SLOPE_WINDOW + ", got " + slopeWindow);
        }
    }

    /** Returns the configuration of the product: timed, with the default slope window. */
    public static EfficiencyConfig of(DeviceRating rating) {
        return new EfficiencyConfig(rating, DEFAULT_SLOPE_WINDOW, IndexMode.TIMED);
    }
}
