package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.TimeSeries;

/**
 * When the newest steps of a run ended. Confined to one thread; constant memory at any rate.
 *
 * <p>Holds {@value #CAPACITY} times. Where these would reach back less than {@link #REACH_MILLIS}, some steps together are taken
 * for one, always the same number of them: 2, 4 and so on. Where half as many together would do, all begins anew with these.
 */
final class RecentSteps {
    static final int CAPACITY = 1024;
    /** How far the times reach back at least once they are full: near steps before and after a cluster of two minutes. */
    static final long REACH_MILLIS = 400_000;

    private static final int SPARE = 4;

    private final long[] times = new long[CAPACITY];
    private int head;
    private int size;
    private int together = 1;
    /** Steps since the last time that was kept, and when the last of all ended. */
    private int skipped;

    private long lastMillis;

    /** Takes a step, not before the last one. */
    void add(long millis) {
        if (size > 0 && millis <= lastMillis) {
            return;
        }
        if (size > 0 && skipped > 0 && millis - lastMillis > GapRule.DEFAULTS.minMillis()) {
            // What may be a gap must not look like a step.
            keep(lastMillis);
        }
        lastMillis = millis;
        skipped++;
        if (size == 0 || skipped >= together) {
            keep(millis);
        }
    }

    private void keep(long millis) {
        skipped = 0;
        if (size > 0 && millis - at(size - 1) > Integer.MAX_VALUE) {
            clear();
        }
        if (size == CAPACITY) {
            long reach = millis - at(0);
            if (reach < REACH_MILLIS) {
                thin();
            } else if (together > 1 && reach > SPARE * REACH_MILLIS) {
                together /= 2;
                head = place(size - 1);
                size = 1;
            } else {
                head = place(1);
                size--;
            }
        }
        times[place(size)] = millis;
        size++;
    }

    /** Keeps each second time, the newest among them. */
    private void thin() {
        long[] kept = new long[CAPACITY / 2];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = at(2 * i + 1);
        }
        System.arraycopy(kept, 0, times, 0, kept.length);
        head = 0;
        size = kept.length;
        together *= 2;
    }

    private long at(int index) {
        return times[place(index)];
    }

    private int place(int index) {
        return (head + index) % CAPACITY;
    }

    /** Forgets all of them. */
    void clear() {
        head = 0;
        size = 0;
        skipped = 0;
        together = 1;
    }

    /** Returns when the last step ended; only after a first one. */
    long lastMillis() {
        return lastMillis;
    }

    /** Returns how many steps count as one. */
    int together() {
        return together;
    }

    /** Returns the times that are kept, ascending, with values that mean nothing. */
    TimeSeries series() {
        boolean open = skipped > 0;
        long[] kept = new long[size + (open ? 1 : 0)];
        for (int i = 0; i < size; i++) {
            kept[i] = at(i);
        }
        if (open) {
            kept[size] = lastMillis;
        }
        return TimeSeries.of(kept, new double[kept.length]);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeShort(size);
        out.writeInt(together);
        out.writeInt(skipped);
        out.writeLong(lastMillis);
        for (int i = 0; i < size; i++) {
            if (i == 0) {
                out.writeLong(at(0));
            } else {
                out.writeInt((int) (at(i) - at(i - 1)));
            }
        }
    }

    static RecentSteps readFrom(DataInputStream in) throws IOException {
        RecentSteps steps = new RecentSteps();
        steps.size = in.readUnsignedShort();
        steps.together = in.readInt();
        steps.skipped = in.readInt();
        steps.lastMillis = in.readLong();
        for (int i = 0; i < steps.size; i++) {
            steps.times[i] = i == 0 ? in.readLong() : steps.times[i - 1] + in.readInt();
        }
        return steps;
    }
}
