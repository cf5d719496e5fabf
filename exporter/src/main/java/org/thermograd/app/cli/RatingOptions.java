package org.thermograd.app.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.thermograd.domain.DeviceName;
import org.thermograd.domain.efficiency.DeviceRating;
import org.thermograd.domain.efficiency.Ratings;
import picocli.CommandLine.Option;

/** What devices are built for; every command that computes an efficiency index takes these options. */
public final class RatingOptions {
    private static final String RATED_WATTS = "--rated-watts";
    private static final String LIMIT_CELSIUS = "--limit-celsius";

    /** Both options, as messages name them. */
    public static final String NAMES = RATED_WATTS + " and " + LIMIT_CELSIUS;

    @Option(
            names = RATED_WATTS,
            paramLabel = "DEVICE=X",
            split = ",",
            converter = OptionValues.PositiveOfDevice.class,
            description = "Rated power of a device if neither its driver nor a recording reports it, for example"
                    + " gpu0=350; repeatable (default: " + DeviceRating.ASSUMED_WATTS + ")")
    private List<OptionValues.OfDevice> ratedWatts = new ArrayList<>();

    @Option(
            names = LIMIT_CELSIUS,
            paramLabel = "DEVICE=X",
            split = ",",
            converter = OptionValues.PositiveOfDevice.class,
            description = "Temperature limit of a device if neither its driver nor a recording reports it, for example"
                    + " gpu0=87; repeatable (default: " + DeviceRating.ASSUMED_CELSIUS + ")")
    private List<OptionValues.OfDevice> limitCelsius = new ArrayList<>();

    /** Returns whether the user stated anything. */
    public boolean isGiven() {
        return !ratedWatts.isEmpty() || !limitCelsius.isEmpty();
    }

    /** Returns what is wrong with the options: a device that one of them names more than once. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        OptionValues.OfDevice.addRepeated(RATED_WATTS, ratedWatts, problems);
        OptionValues.OfDevice.addRepeated(LIMIT_CELSIUS, limitCelsius, problems);
        return problems;
    }

    /** Returns what the options state; they must be without {@link #problems()}. */
    public Ratings ratings() {
        return new Ratings(OptionValues.OfDevice.byDevice(ratedWatts), OptionValues.OfDevice.byDevice(limitCelsius));
    }

    /**
     * Returns a problem for each device that is rated and is not there.
     *
     * @param ratings what the options stated
     * @param devices the names of the devices that there are
     */
    public static List<String> unknown(Ratings ratings, Collection<String> devices) {
        List<String> problems = new ArrayList<>();
        addUnknown(RATED_WATTS, ratings.ratedWatts(), devices, problems);
        addUnknown(LIMIT_CELSIUS, ratings.limitCelsius(), devices, problems);
        return problems;
    }

    private static void addUnknown(
            String option, Map<String, Double> told, Collection<String> devices, List<String> problems) {
        for (String device : new TreeSet<>(told.keySet())) {
            if (DeviceName.among(devices, device).isEmpty()) {
                problems.add("Invalid value for option '" + option + "': device must be one of "
                        + String.join(", ", devices) + ", got " + device);
            }
        }
    }
}
