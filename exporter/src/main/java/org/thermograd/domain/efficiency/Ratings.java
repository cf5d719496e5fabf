package org.thermograd.domain.efficiency;

import java.util.Map;

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
}
