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
 * @param bounds whether events that were not seen bound anything; not where most collapses are missed, as by inference
 */
public record CorrelationConfig(
        DetectorConfig detector, EventConfig events, CoincidenceConfig coincidence, PowerConfig power, boolean bounds) {
    /** The values of the specification. */
    public static final CorrelationConfig DEFAULTS = new CorrelationConfig(
            DetectorConfig.DEFAULTS, EventConfig.DEFAULTS, CoincidenceConfig.DEFAULTS, PowerConfig.DEFAULTS);

    public CorrelationConfig {
        requireNonNull(detector, "detector");
        requireNonNull(events, "events");
        requireNonNull(coincidence, "coincidence");
        requireNonNull(power, "power");
    }

    /** Makes that of collapses which are seen while they are watched for. */
    public CorrelationConfig(
            DetectorConfig detector, EventConfig events, CoincidenceConfig coincidence, PowerConfig power) {
        this(detector, events, coincidence, power, true);
    }

    /**
     * Returns the same for a detector of which it is known how late it flags collapses.
     *
     * @param millis how late, 0 or more
     */
    public CorrelationConfig withKnownLatencyMillis(long millis) {
        return new CorrelationConfig(detector, events.withKnownLatencyMillis(millis), coincidence, power, bounds);
    }

    /** Returns the same for collapses most of which are missed, so that what was not seen bounds nothing. */
    public CorrelationConfig withoutBounds() {
        return new CorrelationConfig(detector, events, coincidence, power, false);
    }
}
