package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.series.StepPace;
import org.thermograd.domain.spike.SpikeFlags;

/**
 * A run with the spikes that were found in it.
 *
 * @param run the run
 * @param flags what the detector said of each of its gradient norms
 * @param spikes the spikes
 */
public record DetectedRun(Run run, SpikeFlags flags, FoundSpikes spikes) {
    public DetectedRun {
        requireNonNull(run, "run");
        requireNonNull(flags, "flags");
        requireNonNull(spikes, "spikes");
    }

    /** Finds the spikes of a run. */
    public static DetectedRun of(Run run, DetectorConfig detector, EventConfig events) {
        SpikeFlags flags = detector.rule().flag(run.gradNorm().values());
        FoundSpikes found = FoundSpikes.of(run.id(), run.gradNorm(), flags, events);
        return new DetectedRun(
                run,
                flags,
                found.withPace(StepPace.of(run.gradNorm(), run.throttled(), events.pauses()), run.annotations()));
    }
}
