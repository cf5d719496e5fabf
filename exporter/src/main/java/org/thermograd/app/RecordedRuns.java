package org.thermograd.app;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.thermograd.adapter.report.Source;
import org.thermograd.domain.correlation.RecordedRun;

/**
 * Runs as they were recorded, in files or in sessions.
 *
 * @param runs the runs, those of sessions too
 * @param ofSessions the runs of sessions, each with its session; all of the runs or none
 * @param source what the report says about where they come from
 */
record RecordedRuns(List<RecordedRun> runs, List<SessionRun> ofSessions, Source.Files source) {
    RecordedRuns {
        runs = List.copyOf(runs);
        ofSessions = List.copyOf(ofSessions);
        requireNonNull(source, "source");
    }
}
