package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.thermograd.domain.series.PauseRule;
import org.thermograd.domain.spike.LogHampelDetector;
import org.thermograd.domain.spike.SpikeOutcome;

/**
 * Marks in the steps of a run, as they come, what an analysis must know of it beside the spikes: where steps were slow,
 * when the step of a spike began, where the run restarted, where the norm rose for good. Only steps with a gradient norm
 * count, as in files; a step lasts from the one before to itself. Confined to one thread.
 *
 * <p>A step is slow if it is longer than twice the median of the last 1000 steps, itself among them, unless a driver reported
 * throttling meanwhile, which explains it. Source: docs/correlation.md, "Pauses".
 */
final class StepMarker {
    private static final double SLOW_FACTOR = PauseRule.DEFAULTS.slowFactor();
    /** Half of what a pause has, as the median of the whole run may be shorter. */
    private static final long CLEARLY_MILLIS = PauseRule.DEFAULTS.pauseExtraMillis() / 2;

    private final RunningMedian median = new RunningMedian();
    private final SlowRuns slow = new SlowRuns();
    private final Slots spikeStarts = new Slots();
    private final Slots restarts = new Slots();
    private final Slots shifts = new Slots();
    private final ShiftWatch watch;
    private long lastMillis = Slots.NONE;
    /** The newest step that is older than the last one. */
    private long beforeMillis = Slots.NONE;

    StepMarker(IngestConfig config) {
        watch = new ShiftWatch(Math.log(config.rule().minRatio()));
    }

    /** Ends what is before a restart. The time since the step before is told as slow steps of its own. */
    void restart(long millis, List<String> devices, ConditionSource conditions) {
        slow.close();
        addIfSlow(millis, devices, conditions);
        slow.close();
        restarts.add(millis);
        mark(watch.restart());
        median.clear();
        lastMillis = Slots.NONE;
        beforeMillis = Slots.NONE;
    }

    /** Moves on to a step with a gradient norm, not older than the one before. */
    void follow(long millis, List<String> devices, ConditionSource conditions) {
        if (lastMillis != Slots.NONE && millis > lastMillis) {
            median.add(millis - lastMillis);
            addIfSlow(millis, devices, conditions);
        }
        if (millis > lastMillis) {
            beforeMillis = lastMillis;
            lastMillis = millis;
        }
    }

    private void addIfSlow(long millis, List<String> devices, ConditionSource conditions) {
        long length = millis - lastMillis;
        if (median.isBelow(length / SLOW_FACTOR) && !conditions.throttled(devices, lastMillis, millis)) {
            slow.add(lastMillis, millis, median.isBelow((double) length - CLEARLY_MILLIS));
        }
    }

    /** Takes note that a spike event starts with the last step. */
    void spikeStarts() {
        spikeStarts.add(beforeMillis);
    }

    /**
     * Takes what became of the last step.
     *
     * @param detector what judged it
     * @param spikeMillis the onset of the last spike event; read only of a spike
     */
    void judged(double gradNorm, SpikeOutcome outcome, LogHampelDetector detector, long spikeMillis) {
        switch (outcome) {
            case SKIPPED -> {}
            case WARMING_UP, NORMAL -> mark(watch.unflagged(gradNorm));
            case SPIKE -> mark(watch.flagged(gradNorm, detector.judgedMedian(), spikeMillis));
        }
    }

    /** Decides what waits for further steps, as none are expected. */
    void end() {
        mark(watch.end());
    }

    /** An event may hold the beginnings of two level shifts. */
    private void mark(long shiftMillis) {
        if (shiftMillis != Slots.NONE && shiftMillis != shifts.newest()) {
            shifts.add(shiftMillis);
        }
    }

    StepMarks view() {
        return new StepMarks(
                spikeStarts.bySlot(),
                slow.bySlot(),
                slow.kept(),
                restarts.bySlot(),
                restarts.count(),
                shifts.bySlot(),
                shifts.count(),
                median.millis());
    }

    void writeTo(DataOutputStream out) throws IOException {
        median.writeTo(out);
        slow.writeTo(out);
        spikeStarts.writeTo(out);
        restarts.writeTo(out);
        shifts.writeTo(out);
        watch.writeTo(out);
        out.writeLong(lastMillis);
        out.writeLong(beforeMillis);
    }

    void readFrom(DataInputStream in) throws IOException {
        median.readFrom(in);
        slow.readFrom(in);
        spikeStarts.readFrom(in);
        restarts.readFrom(in);
        shifts.readFrom(in);
        watch.readFrom(in);
        lastMillis = in.readLong();
        beforeMillis = in.readLong();
    }
}
