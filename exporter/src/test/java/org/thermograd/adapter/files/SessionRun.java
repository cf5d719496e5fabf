package org.thermograd.adapter.files;

import java.nio.file.Path;
import java.time.Instant;
import org.thermograd.domain.hardware.ClockChange;

/** Lets tests of other packages have a session that has everything in it. */
public final class SessionRun {
    private SessionRun() {}

    /** Records a session below a folder and returns its own. */
    public static Path record(Path dir) {
        LiveSession live = new LiveSession(dir).twoMinutes();
        live.ingestor.finish(LiveSession.RUN);
        Instant end = live.clock.instant();
        live.monitor.onClockSet(new ClockChange(end, end.plusSeconds(60)));
        live.recorder.close();
        return live.recorder.folder();
    }
}
