package org.thermograd.adapter.files;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.thermograd.domain.hardware.ClockChange;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.training.RankStep;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;

/** Lets tests of other packages have a session that has everything in it. */
public final class SessionRun {
    private SessionRun() {}

    /** Records a session below a folder and returns its own. */
    public static Path record(Path dir) {
        LiveSession live = new LiveSession(dir).twoMinutes();
        live.say(new RunAnnotations(
                List.of(new TrainingMark(live.clock.millis(), "opened the window")),
                List.of(new TrainingPhase("eval", new Segment(live.clock.millis() - 2000, live.clock.millis() - 1000))),
                List.of(new RankStep(
                        1,
                        12,
                        OptionalLong.of(live.clock.millis()),
                        OptionalDouble.of(0.25),
                        OptionalDouble.of(3.5)))));
        live.ingestor.finish(LiveSession.RUN);
        Instant end = live.clock.instant();
        live.monitor.onClockSet(new ClockChange(end, end.plusSeconds(60)));
        live.recorder.close();
        return live.recorder.folder();
    }
}
