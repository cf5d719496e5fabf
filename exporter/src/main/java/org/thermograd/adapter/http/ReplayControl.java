package org.thermograd.adapter.http;

import java.time.Instant;

/** A replay that can be paused. Called by several threads at once. */
public interface ReplayControl {
    /** Stops the time of the data; where it is stopped, does nothing. */
    void pause();

    /** Lets the time of the data run; where it runs, does nothing. */
    void resume();

    /** Returns how it goes. */
    State state();

    /**
     * How a replay goes.
     *
     * @param stage whether it plays
     * @param speed seconds of data a second where it plays
     * @param position the time of the data, as it is shown
     * @param progressRatio how much of the recording was played, 0 to 1
     * @param pass which repetition this is, from 1
     */
    record State(Stage stage, double speed, Instant position, double progressRatio, int pass) {}

    /** Whether a replay plays. */
    enum Stage {
        /** It plays. */
        PLAYING,
        /** It was paused. */
        PAUSED,
        /** The last sample was played. */
        ENDED
    }
}
