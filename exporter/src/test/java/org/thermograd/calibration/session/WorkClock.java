package org.thermograd.calibration.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How fast work goes at each time of a run, in pieces of 100 ms, and the steps that come of it. Confined to one thread. */
final class WorkClock {
    private static final int MILLIS = 100;
    private static final double DEVIATION = 0.05;

    private final double[] slowness;
    private final List<Pause> pauses = new ArrayList<>();

    WorkClock(int seconds) {
        slowness = new double[seconds * 1000 / MILLIS];
        Arrays.fill(slowness, 1);
    }

    /** Makes work slower between two times, as far as they are in the run. */
    void slower(double fromSeconds, double toSeconds, double factor) {
        int to = (int) Math.min(slowness.length, Math.round(toSeconds * 1000 / MILLIS));
        for (int i = (int) Math.round(fromSeconds * 1000 / MILLIS); i < to; i++) {
            slowness[i] *= factor;
        }
    }

    /** Stops work after the pauses that there are. */
    void pause(Pause pause) {
        pauses.add(pause);
    }

    /** Returns the steps from the start of the run to its end. */
    List<Step> steps(double stepMillis, Draws draws) {
        List<Step> steps = new ArrayList<>();
        int nextPause = 0;
        double time = 0;
        while (true) {
            double work = stepMillis * draws.logNormal(DEVIATION);
            while (work > 0 && time < end()) {
                int piece = (int) (time / MILLIS);
                double left = (piece + 1.0) * MILLIS - time;
                boolean done = work * slowness[piece] <= left;
                time = done ? time + work * slowness[piece] : (piece + 1.0) * MILLIS;
                work = done ? 0 : work - left / slowness[piece];
            }
            while (nextPause < pauses.size() && time > pauses.get(nextPause).startMillis()) {
                time += pauses.get(nextPause++).millis();
            }
            if (time >= end()) {
                return steps;
            }
            steps.add(new Step(Math.round(time), steps.size(), 2 * draws.logNormal(DEVIATION)));
        }
    }

    private double end() {
        return slowness.length * (double) MILLIS;
    }
}
