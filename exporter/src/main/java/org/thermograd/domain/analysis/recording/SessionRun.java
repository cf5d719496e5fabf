package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.FlaggedTime;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.Segment;

/**
 * A run of a session.
 *
 * @param run the run
 * @param session the session
 */
public record SessionRun(SampledRun run, RecordedSession session) {
    public SessionRun {
        requireNonNull(run, "run");
        requireNonNull(session, "session");
    }

    /**
     * Returns the stretches in which driver or kernel reported that they throttled a device of the run, as far as that is
     * certain, in no order; they may overlap.
     *
     * @param gaps what counts as a gap between samples
     */
    public List<Segment> throttled(GapRule gaps) {
        List<Segment> stretches = new ArrayList<>();
        run.devices().forEach((device, samples) -> {
            long gapMillis = gaps.limitMillis(samples.column(SampledRun.COLLAPSE));
            session.throttleFlags(device).values().forEach(flags -> stretches.addAll(FlaggedTime.of(flags, gapMillis)));
            stretches.addAll(FlaggedTime.of(session.confirmedFlags(device, gapMillis), gapMillis));
        });
        return stretches;
    }
}
