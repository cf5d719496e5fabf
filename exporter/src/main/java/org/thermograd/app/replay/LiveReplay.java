package org.thermograd.app.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.collector.ReplayCollector;
import org.thermograd.adapter.http.ReplayControl;
import org.thermograd.adapter.http.RouteGroup;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.domain.training.RunId;

/**
 * A recording that plays while it is scraped: every time is shifted so that the first sample is now, and the detectors live
 * in that time. At another speed than 1, and after a pause, the time of the data is not that of the scrapes any more.
 * {@link #play} is called by one thread, the rest by any.
 */
final class LiveReplay implements ReplayControl {
    private static final Pattern OF_A_REPETITION = Pattern.compile("-loop\\d+$");
    private static final int ROOM_FOR_REPETITION = 20;
    private static final int LONGEST_NAME = 128;
    private static final double MILLIS_PER_SECOND = 1000;

    private final LiveReplayConfig.Passes passes;
    private final long lengthMillis;
    private final long silenceMillis;
    private final Playback playback;
    private final double speed;
    private final LongSupplier nanoTicker;
    private volatile ReplayInput recording;
    private volatile ReplayPosition position;
    private volatile boolean begun;
    private volatile int pass = 1;
    private volatile long lagAtEndMillis;
    private volatile boolean ended;

    /**
     * Waits to begin.
     *
     * @param whole what is played, but for most of its long gaps
     * @param speed seconds of data a second, more than 0
     * @param passes how often it is played
     * @param nanoTicker elapsed time
     * @throws CommandFailedException if runs could not have names of their own in each repetition
     */
    LiveReplay(ReplayInput whole, double speed, LiveReplayConfig.Passes passes, LongSupplier nanoTicker)
            throws CommandFailedException {
        this.passes = passes;
        this.speed = speed;
        this.nanoTicker = nanoTicker;
        ReplayInput recording = whole.movedTo(whole.longGaps()::withoutThem, name -> name);
        this.recording = recording;
        if (passes == LiveReplayConfig.Passes.ENDLESS) {
            checkNames(recording);
        }
        this.lengthMillis = recording.lastMillis() - recording.firstMillis();
        this.silenceMillis = recording.collapses().samplePeriod().toMillis()
                + recording.devices().stream()
                        .mapToLong(ReplayDevice::staleMillis)
                        .max()
                        .orElse(0);
        this.playback = new Playback(recording);
        this.position = new ReplayPosition(recording.firstMillis(), speed, nanoTicker);
    }

    /** Begins to play, and plays what is due at once: the first sample. */
    void begin(Instant now) {
        long later = now.toEpochMilli() - recording.firstMillis();
        recording = recording.movedTo(time -> time + later, name -> name);
        playback.goOnWith(pass(1));
        position = new ReplayPosition(now.toEpochMilli(), speed, nanoTicker);
        play();
        begun = true;
    }

    /** Tells whether there is something to scrape. */
    boolean hasBegun() {
        return begun;
    }

    private static void checkNames(ReplayInput recording) throws CommandFailedException {
        for (ReplayRun run : recording.runs()) {
            String name = run.run().value();
            if (OF_A_REPETITION.matcher(name).find() || name.length() > LONGEST_NAME - ROOM_FOR_REPETITION) {
                throw new CommandFailedException("with --loop the name of a run must have at most "
                        + (LONGEST_NAME - ROOM_FOR_REPETITION) + " characters and not end with -loop and a number, got "
                        + name);
            }
        }
    }

    /** Returns the recording as it is played for the n-th time. Between two there is a gap that no reading outlives. */
    private ReplayInput pass(int number) {
        long later = (number - 1) * passMillis();
        return recording.movedTo(
                time -> time + later, name -> number == 1 ? name : new RunId(name.value() + "-loop" + number));
    }

    private long passMillis() {
        return lengthMillis + silenceMillis;
    }

    /** Plays what is due; after the last sample does nothing more. */
    void play() {
        long due = position.millis();
        while (!ended
                && due >= playback.input().firstMillis() + passMillis()
                && passes == LiveReplayConfig.Passes.ENDLESS) {
            playback.playUntil(playback.input().lastMillis());
            int next = pass + 1;
            playback.goOnWith(pass(next));
            pass = next;
        }
        if (!ended) {
            boolean last = passes == LiveReplayConfig.Passes.ONE
                    && due >= playback.input().lastMillis();
            playback.playUntil(last ? playback.input().lastMillis() : due);
            lagAtEndMillis = position.lagMillis();
            ended = last;
        }
    }

    /** Tells whether the last sample was played. */
    boolean isEnded() {
        return ended;
    }

    @Override
    public void pause() {
        position.pause();
    }

    @Override
    public void resume() {
        position.resume();
    }

    /** Pauses if it plays, else resumes. */
    void toggle() {
        position.toggle();
    }

    @Override
    public State state() {
        Stage paused = position.speed() == 0 ? Stage.PAUSED : Stage.PLAYING;
        return new State(
                ended ? Stage.ENDED : paused, speed, Instant.ofEpochMilli(positionMillis()), progressRatio(), pass);
    }

    private long positionMillis() {
        return ended ? recording.lastMillis() : position.millis();
    }

    private long lagMillis() {
        return ended ? lagAtEndMillis : position.lagMillis();
    }

    private double progressRatio() {
        long played = positionMillis() - recording.firstMillis() - (pass - 1) * passMillis();
        return lengthMillis == 0 ? 1 : Math.min(1, Math.max(0, (double) played / lengthMillis));
    }

    /** Returns the metrics, with those of more collectors. */
    Exposition exposition(List<MetricCollector> more) {
        List<MetricCollector> all = new ArrayList<>(more);
        all.add(new ReplayCollector(
                () -> ended ? speed : position.speed(), () -> lagMillis() / MILLIS_PER_SECOND, this::progressRatio));
        return playback.exposition(all);
    }

    /** Returns the route that lists the newest collapses. */
    RouteGroup collapseRoutes() {
        return playback.collapseRoutes();
    }

    /** Returns what was found, in words. */
    String found() {
        return playback.found();
    }
}
