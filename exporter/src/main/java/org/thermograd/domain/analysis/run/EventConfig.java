package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.Require;
import org.thermograd.domain.event.CollapseEvents;
import org.thermograd.domain.event.SpikeEvents;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.spike.LevelShiftRule;

/**
 * How samples become events.
 *
 * @param spikeRefractoryMillis a flagged step less than this after the last flagged one joins its spike; 0 or more
 * @param collapseRefractoryMillis the same for collapses; 0 or more
 * @param detectorLatencyMillis how late the detector flags a collapse; its onsets are moved back by it; 0 or more
 * @param gaps what counts as a gap between samples
 * @param shifts what counts as a level shift of the gradient norm, and when spikes are frequent
 */
public record EventConfig(
        long spikeRefractoryMillis,
        long collapseRefractoryMillis,
        long detectorLatencyMillis,
        GapRule gaps,
        LevelShiftRule shifts) {
    /** The values of the specification. */
    public static final EventConfig DEFAULTS = new EventConfig(
            1000 * SpikeEvents.REFRACTORY_SECONDS, 1000 * CollapseEvents.REFRACTORY_SECONDS, 0, new GapRule(5, 5_000));

    public EventConfig {
        Require.notNegative("spikeRefractoryMillis", spikeRefractoryMillis);
        Require.notNegative("collapseRefractoryMillis", collapseRefractoryMillis);
        Require.notNegative("detectorLatencyMillis", detectorLatencyMillis);
        requireNonNull(gaps, "gaps");
        requireNonNull(shifts, "shifts");
    }

    /** Takes the defaults for all that is not named. */
    public EventConfig(
            long spikeRefractoryMillis, long collapseRefractoryMillis, long detectorLatencyMillis, GapRule gaps) {
        this(spikeRefractoryMillis, collapseRefractoryMillis, detectorLatencyMillis, gaps, LevelShiftRule.DEFAULTS);
    }

    /** Returns the same for a detector that flags collapses so late. */
    public EventConfig withDetectorLatencyMillis(long millis) {
        return new EventConfig(spikeRefractoryMillis, collapseRefractoryMillis, millis, gaps, shifts);
    }
}
