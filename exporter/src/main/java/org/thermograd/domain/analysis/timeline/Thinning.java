package org.thermograd.domain.analysis.timeline;

import java.util.Arrays;
import org.thermograd.domain.series.TimeSeries;

/**
 * Leaves samples out so that a picture of the rest looks the same: of each of many equal stretches of time the smallest and
 * the largest value stay, with the first and the last sample of all. So every spike stays. Stateless and thread-safe.
 */
public final class Thinning {
    private static final int KEPT_PER_BUCKET = 2;

    private Thinning() {}

    /**
     * Returns some of the samples, in time order.
     *
     * @param samples finite values
     * @param most how many may stay, at least 4; with no more than that all stay
     * @throws IllegalArgumentException if {@code most} is less than 4
     */
    public static TimeSeries thin(TimeSeries samples, int most) {
        if (most < 2 * KEPT_PER_BUCKET) {
            throw new IllegalArgumentException("most must be at least " + 2 * KEPT_PER_BUCKET + ", got " + most);
        }
        int n = samples.size();
        if (n <= most) {
            return samples;
        }
        int buckets = (most - KEPT_PER_BUCKET) / KEPT_PER_BUCKET;
        Kept kept = new Kept(samples, most);
        kept.add(0);
        long start = samples.epochMillis(0);
        double width = (samples.epochMillis(n - 1) - start + 1) / (double) buckets;
        int from = 1;
        for (int bucket = 0; bucket < buckets && from < n - 1; bucket++) {
            long end = bucket == buckets - 1 ? Long.MAX_VALUE : start + (long) Math.ceil((bucket + 1) * width);
            int lowest = from;
            int highest = from;
            int i = from;
            while (i < n - 1 && samples.epochMillis(i) < end) {
                lowest = samples.value(i) < samples.value(lowest) ? i : lowest;
                highest = samples.value(i) > samples.value(highest) ? i : highest;
                i++;
            }
            if (i > from) {
                kept.add(Math.min(lowest, highest));
                if (lowest != highest) {
                    kept.add(Math.max(lowest, highest));
                }
            }
            from = i;
        }
        kept.add(n - 1);
        return kept.series();
    }

    /** The samples that stay, in the order in which they were added. */
    private static final class Kept {
        private final TimeSeries all;
        private final long[] times;
        private final double[] values;
        private int size;

        Kept(TimeSeries all, int most) {
            this.all = all;
            this.times = new long[most];
            this.values = new double[most];
        }

        void add(int index) {
            times[size] = all.epochMillis(index);
            values[size] = all.value(index);
            size++;
        }

        TimeSeries series() {
            return TimeSeries.of(Arrays.copyOf(times, size), Arrays.copyOf(values, size));
        }
    }
}
