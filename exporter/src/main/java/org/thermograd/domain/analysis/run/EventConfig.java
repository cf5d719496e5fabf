package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.Require;
import org.thermograd.domain.event.CollapseEvents;
import org.thermograd.domain.event.SpikeEvents;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.PauseRule;
import org.thermograd.domain.spike.LevelShiftRule;

/**
 * How samples become events.
 *
 * @param spikeRefractoryMillis a flagged step less than this after the last flagged one joins its spike; 0 or more
 * @param collapseRefractoryMillis the same for collapses, and for the collapses of an incident; 0 or more
 * @param detectorLatencyMillis how late the detector flags a collapse; its onsets are moved back by it; 0 or more
 * @param latencyKnown whether that is known; else 0 stands for a figure that nobody stated
 * @param gaps what counts as a gap between samples
 * @param shifts what counts as a level shift of the gradient norm, and when spikes are frequent
 * @param pauses what counts as a pause, and how long after one events are left out
 * @param stepIntervals whether a spike lasts as long as its step; else it is the end of the step
 * @param incidents whether collapses of several devices that begin close together count once
 */
public record EventConfig(
        long spikeRefractoryMillis,
        long collapseRefractoryMillis,
        long detectorLatencyMillis,
        boolean latencyKnown,
        GapRule gaps,
        LevelShiftRule shifts,
        PauseRule pauses,
        boolean stepIntervals,
        boolean incidents) {
    /** The values of docs/correlation.md. */
    public static final EventConfig DEFAULTS = new EventConfig(
            1000 * SpikeEvents.REFRACTORY_SECONDS,
            1000 * CollapseEvents.REFRACTORY_SECONDS,
            0,
            false,
            GapRule.DEFAULTS,
            LevelShiftRule.DEFAULTS,
            PauseRule.DEFAULTS,
            true,
            true);

    public EventConfig {
        Require.notNegative("spikeRefractoryMillis", spikeRefractoryMillis);
        Require.notNegative("collapseRefractoryMillis", collapseRefractoryMillis);
        Require.notNegative("detectorLatencyMillis", detectorLatencyMillis);
        requireNonNull(gaps, "gaps");
        requireNonNull(shifts, "shifts");
        requireNonNull(pauses, "pauses");
    }

    /** Takes the defaults for all that is not named; the latency is not known. */
    public EventConfig(
            long spikeRefractoryMillis, long collapseRefractoryMillis, long detectorLatencyMillis, GapRule gaps) {
        this(
                spikeRefractoryMillis,
                collapseRefractoryMillis,
                detectorLatencyMillis,
                false,
                gaps,
                LevelShiftRule.DEFAULTS,
                PauseRule.DEFAULTS,
                true,
                true);
    }

    /** Returns the same for a detector of which it is known that it flags collapses so late. */
    public EventConfig withKnownLatencyMillis(long millis) {
        return new EventConfig(
                spikeRefractoryMillis,
                collapseRefractoryMillis,
                millis,
                true,
                gaps,
                shifts,
                pauses,
                stepIntervals,
                incidents);
    }
}
