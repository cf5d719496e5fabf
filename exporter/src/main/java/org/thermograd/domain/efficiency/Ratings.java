package org.thermograd.domain.efficiency;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.OptionalDouble;
import org.thermograd.domain.DeviceName;

/**
 * What devices are built for, as a user states it.
 *
 * @param ratedWatts rated power by device, as {@link DeviceRating#ratedWatts}
 * @param limitCelsius temperature limit by device, as {@link DeviceRating#limitCelsius}
 */
public record Ratings(Map<String, Double> ratedWatts, Map<String, Double> limitCelsius) {
    /** Nothing is stated. */
    public static final Ratings NONE = new Ratings(Map.of(), Map.of());

    /** Copies the maps. */
    public Ratings {
        ratedWatts = Map.copyOf(ratedWatts);
        limitCelsius = Map.copyOf(limitCelsius);
    }

    /** Returns the rated power of a device, by any of its names; empty where none is stated. */
    public OptionalDouble wattsOf(String device) {
        return of(ratedWatts, device);
    }

    /** Returns the temperature limit of a device, by any of its names; empty where none is stated. */
    public OptionalDouble celsiusOf(String device) {
        return of(limitCelsius, device);
    }

    private static OptionalDouble of(Map<String, Double> stated, String device) {
        return DeviceName.among(stated.keySet(), device)
                .map(name -> OptionalDouble.of(requireNonNull(stated.get(name), name)))
                .orElse(OptionalDouble.empty());
    }
}
