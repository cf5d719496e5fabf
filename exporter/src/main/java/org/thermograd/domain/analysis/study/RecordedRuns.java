package org.thermograd.domain.analysis.study;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.thermograd.domain.analysis.recording.SessionRun;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.SampledRun;

/**
 * Runs as they were recorded, in files or in sessions.
 *
 * @param runs the runs, those of sessions too
 * @param ofSessions the runs of sessions, each with its session; all of the runs or none
 * @param source what the report says about where they come from
 */
public record RecordedRuns(List<SampledRun> runs, List<SessionRun> ofSessions, Source.Files source) {
    public RecordedRuns {
        runs = List.copyOf(runs);
        ofSessions = List.copyOf(ofSessions);
        requireNonNull(source, "source");
    }
}
