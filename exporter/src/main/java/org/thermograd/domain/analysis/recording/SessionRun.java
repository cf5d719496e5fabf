package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.analysis.run.SampledRun;

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
}
