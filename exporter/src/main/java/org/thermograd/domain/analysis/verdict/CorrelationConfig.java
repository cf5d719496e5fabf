package org.thermograd.domain.analysis.verdict;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.analysis.run.EventConfig;

/**
 * Everything an analysis can be told.
 *
 * @param detector how spikes are found
 * @param events how samples become events
 * @param coincidence how the test is made
 * @param power what the data should be able to show
 */
public record CorrelationConfig(
        DetectorConfig detector, EventConfig events, CoincidenceConfig coincidence, PowerConfig power) {
    /** The values of the specification. */
    public static final CorrelationConfig DEFAULTS = new CorrelationConfig(
            DetectorConfig.DEFAULTS, EventConfig.DEFAULTS, CoincidenceConfig.DEFAULTS, PowerConfig.DEFAULTS);

    public CorrelationConfig {
        requireNonNull(detector, "detector");
        requireNonNull(events, "events");
        requireNonNull(coincidence, "coincidence");
        requireNonNull(power, "power");
    }

    /**
     * Returns the same for a detector of which it is known how late it flags collapses.
     *
     * @param millis how late, 0 or more
     */
    public CorrelationConfig withKnownLatencyMillis(long millis) {
        return new CorrelationConfig(detector, events.withKnownLatencyMillis(millis), coincidence, power);
    }
}
