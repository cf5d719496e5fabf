package org.thermograd.calibration.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What drivers have made of a run before its steps and events are drawn: for each second how many times more often spikes and
 * collapses come and how many times longer steps take, the pauses, and events at times of their own. Confined to one thread.
 */
final class Scene {
    private static final int MILLIS = 1000;

    private final double[] spikes;
    private final double[] collapses;
    private final double[] slowness;
    private final List<Pause> pauses = new ArrayList<>();
    private final List<Long> plantedSpikes = new ArrayList<>();
    private final List<Long> plantedCollapses = new ArrayList<>();

    Scene(int seconds) {
        spikes = ones(seconds);
        collapses = ones(seconds);
        slowness = ones(seconds);
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    int seconds() {
        return spikes.length;
    }

    long millis() {
        return (long) spikes.length * MILLIS;
    }

    /** Multiplies both rates in one second; nothing outside the run. */
    void busier(int second, double spikeFactor, double collapseFactor) {
        if (second >= 0 && second < spikes.length) {
            spikes[second] *= spikeFactor;
            collapses[second] *= collapseFactor;
        }
    }

    /** Makes the steps of one second longer; nothing outside the run. */
    void slower(int second, double factor) {
        if (second >= 0 && second < slowness.length) {
            slowness[second] *= factor;
        }
    }

    /** Adds a pause after those that there are. */
    void pause(Pause pause) {
        pauses.add(pause);
    }

    /** Plants a spike in the step at a time, and with it nothing else. */
    void spikeAt(double seconds) {
        plant(plantedSpikes, seconds);
    }

    /** Plants a collapse at a time. */
    void collapseAt(double seconds) {
        plant(plantedCollapses, seconds);
    }

    private void plant(List<Long> events, double seconds) {
        if (seconds >= 0 && seconds < spikes.length) {
            events.add((long) (seconds * MILLIS));
        }
    }

    double spikeFactor(long millis) {
        return spikes[second(millis)];
    }

    double collapseFactor(long millis) {
        return collapses[second(millis)];
    }

    double slowness(long millis) {
        return slowness[second(millis)];
    }

    private int second(long millis) {
        return (int) Math.min(spikes.length - 1, millis / MILLIS);
    }

    List<Pause> pauses() {
        return pauses;
    }

    boolean isPaused(long millis) {
        return pauses.stream().anyMatch(pause -> pause.startMillis() <= millis && millis < pause.endMillis());
    }

    List<Long> plantedSpikes() {
        return plantedSpikes;
    }

    List<Long> plantedCollapses() {
        return plantedCollapses;
    }
}
