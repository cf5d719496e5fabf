package org.thermograd.app.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What devices are built for, as options tell.
 *
 * @param ratedWatts rated power by device
 * @param limitCelsius temperature limit by device
 */
public record RatingOptions(Map<String, Double> ratedWatts, Map<String, Double> limitCelsius) {
    /** The option of the rated power. */
    public static final String RATED_WATTS = "--rated-watts";
    /** The option of the temperature limit. */
    public static final String LIMIT_CELSIUS = "--limit-celsius";
    /** Nothing is told. */
    public static final RatingOptions NONE = new RatingOptions(Map.of(), Map.of());

    /** Copies the maps. */
    public RatingOptions {
        ratedWatts = Map.copyOf(ratedWatts);
        limitCelsius = Map.copyOf(limitCelsius);
    }

    /** Returns what options say that are without {@link #addRepeated}. */
    public static RatingOptions of(List<OptionValues.OfDevice> watts, List<OptionValues.OfDevice> celsius) {
        return new RatingOptions(OptionValues.OfDevice.byDevice(watts), OptionValues.OfDevice.byDevice(celsius));
    }

    /** Adds a problem for each device that one of the options names more than once. */
    public static void addRepeated(
            List<OptionValues.OfDevice> watts, List<OptionValues.OfDevice> celsius, List<String> problems) {
        OptionValues.OfDevice.addRepeated(RATED_WATTS, watts, problems);
        OptionValues.OfDevice.addRepeated(LIMIT_CELSIUS, celsius, problems);
    }

    /** Adds a problem for each device that an option names and that is not there. */
    public void addUnknown(Collection<String> devices, List<String> problems) {
        addUnknown(RATED_WATTS, ratedWatts, devices, problems);
        addUnknown(LIMIT_CELSIUS, limitCelsius, devices, problems);
    }

    private static void addUnknown(
            String option, Map<String, Double> told, Collection<String> devices, List<String> problems) {
        for (String device : new TreeSet<>(told.keySet())) {
            if (!devices.contains(device)) {
                problems.add("Invalid value for option '" + option + "': device must be one of "
                        + String.join(", ", devices) + ", got " + device);
            }
        }
    }
}
