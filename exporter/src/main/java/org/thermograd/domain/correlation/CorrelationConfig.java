package org.thermograd.domain.correlation;

import static java.util.Objects.requireNonNull;

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
}
