package org.thermograd.adapter.prometheus;

import java.util.Arrays;
import org.thermograd.domain.series.TimeSeries;

/** The samples of one series while they are read, 16 bytes each. Confined to one thread. */
final class SampleBuffer {
    private static final int INITIAL_CAPACITY = 64;

    private long[] epochMillis = new long[INITIAL_CAPACITY];
    private double[] values = new double[INITIAL_CAPACITY];
    private int size;
    private boolean ordered = true;

    /** Adds a sample; one at the same time as the sample before replaces it. */
    void add(long time, double value) {
        if (size > 0 && time <= epochMillis[size - 1]) {
            if (time == epochMillis[size - 1]) {
                values[size - 1] = value;
                return;
            }
            ordered = false;
        }
        ensure(size + 1);
        epochMillis[size] = time;
        values[size] = value;
        size++;
    }

    /** Adds the samples of another buffer after its own. */
    void addAll(SampleBuffer other) {
        if (other.size == 0) {
            return;
        }
        ensure(size + other.size);
        System.arraycopy(other.epochMillis, 0, epochMillis, size, other.size);
        System.arraycopy(other.values, 0, values, size, other.size);
        ordered &= other.ordered && (size == 0 || epochMillis[size - 1] < other.epochMillis[0]);
        size += other.size;
    }

    private void ensure(int needed) {
        if (needed > epochMillis.length) {
            int capacity = Math.max(needed, size + (size >> 1));
            epochMillis = Arrays.copyOf(epochMillis, capacity);
            values = Arrays.copyOf(values, capacity);
        }
    }

    public int size() {
        return size;
    }

    /** Returns the latest time, or {@code Long.MIN_VALUE} if there is no sample. */
    long latestEpochMillis() {
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            latest = Math.max(latest, epochMillis[i]);
        }
        return latest;
    }

    /** Returns the samples in time order, of several at one time the last, and empties the buffer. */
    TimeSeries take() {
        long[] times = Arrays.copyOf(epochMillis, size);
        epochMillis = new long[0];
        double[] kept = Arrays.copyOf(values, size);
        values = new double[0];
        size = 0;
        TimeSeries series = TimeSeries.of(times, kept);
        return ordered ? series : lastOfEachTime(series);
    }

    private static TimeSeries lastOfEachTime(TimeSeries sorted) {
        SampleBuffer unique = new SampleBuffer();
        for (int i = 0; i < sorted.size(); i++) {
            unique.add(sorted.epochMillis(i), sorted.value(i));
        }
        return unique.take();
    }
}
