package org.thermograd.domain.collapse;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermograd.domain.efficiency.DeviceRating;
import org.thermograd.domain.efficiency.EfficiencySample;

/**
 * The efficiency of one device at one sample, and what it was computed from.
 *
 * @param utilizationRatio 0 to 1
 * @param temperatureCelsius absent where it was not read
 * @param powerWatts absent where it was not read
 * @param rating what the device is built for: as its driver says, else as an option says, else assumed
 * @param read the inputs that were really read from the hardware
 * @param sample what the index makes of it
 */
public record EfficiencyReading(
        double utilizationRatio,
        OptionalDouble temperatureCelsius,
        OptionalDouble powerWatts,
        DeviceRating rating,
        Set<Input> read,
        EfficiencySample sample) {
    /** Copies the set. */
    public EfficiencyReading {
        requireNonNull(temperatureCelsius, "temperatureCelsius");
        requireNonNull(powerWatts, "powerWatts");
        requireNonNull(rating, "rating");
        requireNonNull(sample, "sample");
        EnumSet<Input> copy = EnumSet.noneOf(Input.class);
        copy.addAll(read);
        read = Collections.unmodifiableSet(copy);
    }

    /**
     * Returns whether there is an efficiency to speak of: temperature or power was read. Without both the index would only
     * tell how steady the load is.
     */
    public boolean hasIndex() {
        return temperatureCelsius.isPresent() || powerWatts.isPresent();
    }

    /** What the efficiency index of a device is computed from. */
    public enum Input {
        /** How busy the device is. */
        UTILIZATION,
        /** Its temperature. */
        TEMPERATURE,
        /** Its power. */
        POWER,
        /** The power it is built for, as its driver says; else the index takes an option or an assumed figure. */
        RATED_POWER,
        /** The temperature at which it holds itself back, as its driver says; else an option or an assumed figure. */
        TEMPERATURE_LIMIT;

        /** Returns the value of the label {@code input}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
