package org.thermograd.domain.collapse;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The collapses of one device for one reason as its samples come, by the rules that {@code CollapseEvents} has for a
 * whole series: gaps, left-censored stretches, refractory. Confined to one thread.
 */
final class CollapseTrack {
    private static final long NONE = Long.MIN_VALUE;
    private static final double MILLIS = 1000;

    /** What a sample did to the newest collapse. */
    enum Change {
        NONE,
        STARTED,
        ENDED
    }

    private final long periodMillis;
    private final long refractoryMillis;
    private final long gapMillis;
    private final long[] onsets = new long[CollapseMonitor.SLOTS];
    private final long[] ends = new long[CollapseMonitor.SLOTS];
    private boolean everObservable;
    private boolean observable;
    private boolean active;
    private boolean open;
    private boolean censored;
    /** Whether a collapse went on when this was written, of which no sample has come since. */
    private boolean resumed;

    private long previousMillis = NONE;
    private long stretchStartMillis = NONE;
    private long countedUntilMillis = NONE;
    private long lastEndMillis = NONE;
    private long total;
    private double seconds;
    private double observedSeconds;
    private boolean slotsKnown;
    private SortedMap<Integer, Long> onsetMillis = Collections.emptySortedMap();
    private SortedMap<Integer, Long> endMillis = Collections.emptySortedMap();

    CollapseTrack(CollapseConfig config) {
        this.periodMillis = config.samplePeriod().toMillis();
        this.refractoryMillis = config.refractory().toMillis();
        this.gapMillis = config.gapMillis();
    }

    /** Tells that a collapse could have been seen in all samples taken. Until then it is not known whether it could. */
    void reveal() {
        everObservable = true;
    }

    /** Tells that a collapse cannot be seen now. */
    void blind() {
        observable = false;
        active = false;
    }

    /** Takes a sample outside a collapse; like the others later than the one before. */
    Change clear(long millis) {
        Change change = watch(millis);
        active = false;
        boolean wasOpen = open;
        open = false;
        censored = false;
        resumed = false;
        countedUntilMillis = NONE;
        return wasOpen ? Change.ENDED : change;
    }

    /** Takes a sample at which a collapse could not have been seen, and what had begun has ended. */
    Change unseen(long millis) {
        double watched = observedSeconds;
        Change change = clear(millis);
        observedSeconds = watched;
        observable = false;
        return change;
    }

    /** Takes a sample outside a collapse that has not ended yet, as it may go on. */
    Change leaving(long millis) {
        Change change = watch(millis);
        active = open || censored;
        return change;
    }

    /** Takes a sample of which it will be known later whether it belongs to a collapse. */
    Change pending(long millis) {
        Change change = watch(millis);
        active = false;
        return change;
    }

    /**
     * Takes a sample in a collapse.
     *
     * @param sinceMillis first sample of the condition that makes the collapse
     */
    Change collapsed(long millis, long sinceMillis) {
        Change change = watch(millis);
        active = true;
        if (!open && !resumed && sinceMillis <= stretchStartMillis) {
            censored = true;
        }
        count(millis, sinceMillis);
        if (censored) {
            return change;
        }
        boolean starts = !open;
        open = true;
        if (starts && !resumed && (lastEndMillis == NONE || sinceMillis - lastEndMillis >= refractoryMillis)) {
            onsets[slot(total)] = sinceMillis;
            total++;
        }
        resumed = false;
        ends[slot(total - 1)] = millis;
        lastEndMillis = millis;
        slotsKnown = false;
        return starts ? Change.STARTED : Change.NONE;
    }

    /** Ends what goes on, and returns whether anything did: what comes may have times that have been. */
    boolean interrupt() {
        boolean wasOpen = open;
        open = false;
        active = false;
        censored = false;
        resumed = false;
        previousMillis = NONE;
        lastEndMillis = NONE;
        return wasOpen;
    }

    /** Moves on to a sample; over a gap a collapse does not go on. */
    private Change watch(long millis) {
        observable = true;
        boolean wasOpen = open;
        if (previousMillis != NONE && millis <= previousMillis) {
            // The clock was set back while nothing ran.
            lastEndMillis = NONE;
            previousMillis = NONE;
        }
        if (previousMillis == NONE || millis - previousMillis > gapMillis) {
            resumed = false;
            stretchStartMillis = millis;
            countedUntilMillis = NONE;
            censored = false;
            open = false;
        } else {
            observedSeconds += (millis - previousMillis) / MILLIS;
        }
        previousMillis = millis;
        return wasOpen && !open ? Change.ENDED : Change.NONE;
    }

    /** A sample stands for the time since the one before it. */
    private void count(long millis, long sinceMillis) {
        long from = countedUntilMillis == NONE
                ? Math.max(sinceMillis - periodMillis, stretchStartMillis)
                : countedUntilMillis;
        seconds += Math.max(millis - from, 0) / MILLIS;
        countedUntilMillis = millis;
    }

    private static int slot(long event) {
        return (int) (event % CollapseMonitor.SLOTS);
    }

    /** Returns the onset of the newest collapse, of which there must be one. */
    long onset() {
        return onsets[slot(total - 1)];
    }

    /** Returns the last sample of the newest collapse, of which there must be one. */
    long end() {
        return ends[slot(total - 1)];
    }

    CollapseStatus status() {
        if (!slotsKnown) {
            onsetMillis = slots(onsets);
            endMillis = slots(ends);
            slotsKnown = true;
        }
        return new CollapseStatus(
                observable && everObservable,
                everObservable,
                active,
                total,
                seconds,
                observedSeconds,
                onsetMillis,
                endMillis);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeBoolean(everObservable);
        out.writeBoolean(open || resumed);
        out.writeBoolean(censored);
        out.writeLong(previousMillis);
        out.writeLong(stretchStartMillis);
        out.writeLong(countedUntilMillis);
        out.writeLong(lastEndMillis);
        out.writeLong(total);
        out.writeDouble(seconds);
        out.writeDouble(observedSeconds);
        for (int slot = 0; slot < Math.min(total, CollapseMonitor.SLOTS); slot++) {
            out.writeLong(onsets[slot]);
            out.writeLong(ends[slot]);
        }
    }

    /** Reads what was written; a collapse that went on then goes on with a sample that comes before a gap does. */
    static CollapseTrack readFrom(DataInputStream in, CollapseConfig config) throws IOException {
        CollapseTrack track = new CollapseTrack(config);
        track.everObservable = in.readBoolean();
        track.resumed = in.readBoolean();
        track.censored = in.readBoolean();
        track.previousMillis = in.readLong();
        track.stretchStartMillis = in.readLong();
        track.countedUntilMillis = in.readLong();
        track.lastEndMillis = in.readLong();
        track.total = in.readLong();
        track.seconds = in.readDouble();
        track.observedSeconds = in.readDouble();
        for (int slot = 0; slot < Math.min(track.total, CollapseMonitor.SLOTS); slot++) {
            track.onsets[slot] = in.readLong();
            track.ends[slot] = in.readLong();
        }
        return track;
    }

    private SortedMap<Integer, Long> slots(long[] times) {
        SortedMap<Integer, Long> slots = new TreeMap<>();
        for (int slot = 0; slot < Math.min(total, CollapseMonitor.SLOTS); slot++) {
            slots.put(slot, times[slot]);
        }
        return slots;
    }
}
