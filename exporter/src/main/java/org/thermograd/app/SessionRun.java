package org.thermograd.app;

import static java.util.Objects.requireNonNull;

import org.thermograd.adapter.files.RecordedSession;
import org.thermograd.domain.correlation.RecordedRun;

/**
 * A run of a session.
 *
 * @param run the run
 * @param session the session
 */
record SessionRun(RecordedRun run, RecordedSession session) {
    SessionRun {
        requireNonNull(run, "run");
        requireNonNull(session, "session");
    }
}
