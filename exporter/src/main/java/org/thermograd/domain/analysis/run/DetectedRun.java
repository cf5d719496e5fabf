package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.SpikeEvents;
import org.thermograd.domain.spike.SpikeFlags;

/**
 * A run with the spikes that were found in it.
 *
 * @param run the run
 * @param flags what the detector said of each of its gradient norms
 * @param spikes the spike events
 */
public record DetectedRun(Run run, SpikeFlags flags, List<Event> spikes) {
    public DetectedRun {
        requireNonNull(run, "run");
        requireNonNull(flags, "flags");
        spikes = List.copyOf(spikes);
    }

    /** Finds the spikes of a run. */
    public static DetectedRun of(Run run, DetectorConfig detector, EventConfig events) {
        SpikeFlags flags = detector.rule().flag(run.gradNorm().values());
        return new DetectedRun(
                run,
                flags,
                SpikeEvents.find(
                        run.id(), flags.ruleId(), run.gradNorm(), flags::flagged, events.spikeRefractoryMillis()));
    }
}
