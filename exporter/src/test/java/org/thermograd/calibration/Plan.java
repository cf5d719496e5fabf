package org.thermograd.calibration;

import java.util.List;
import java.util.function.Function;
import org.thermograd.calibration.session.Draws;

/**
 * How sessions are drawn.
 *
 * @param sessions how many of each setting
 * @param seed from which all random numbers come
 * @param threads how many examine sessions at a time; changes no figure
 */
record Plan(int sessions, long seed, int threads) {
    /** Fixed before any figure was looked at; strengths of drivers were set with others. */
    static final long SEED = 20_261_130;

    /** Does something with the draws of each session of a setting. */
    <T> List<T> each(String setting, Function<Draws, T> session) {
        return new Threads(threads).each(sessions, number -> session.apply(Draws.of(seed, setting, number)));
    }

    /** Returns the same with no more sessions than some. */
    Plan atMost(int most) {
        return new Plan(Math.min(sessions, most), seed, threads);
    }
}
