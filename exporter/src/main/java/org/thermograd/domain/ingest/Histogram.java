package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Counts values in fixed buckets and remembers the last step of each. Confined to one thread. */
final class Histogram {
    private final double[] bounds;
    private final long[] counts;
    private final double[] values;
    private final long[] steps;
    private final long[] times;
    private double sum;

    private Histogram(double[] bounds) {
        this.bounds = bounds;
        int buckets = bounds.length + 1;
        this.counts = new long[buckets];
        this.values = new double[buckets];
        this.steps = new long[buckets];
        this.times = new long[buckets];
    }

    /** Returns an empty one for gradient norms: 1, 2.5, 5 to the decade, from 0.001 to 1000. */
    static Histogram ofGradNorms() {
        return new Histogram(bounds(-3, 3, 1, 2.5, 5));
    }

    /**
     * Returns an empty one for the seconds of a step: ten to the decade (the preferred numbers R10 of ISO 3), from 0.01
     * to 100, as the slowdown under throttling is read from medians of the buckets.
     */
    static Histogram ofStepSeconds() {
        return new Histogram(bounds(-2, 2, 1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8));
    }

    private static double[] bounds(int firstExponent, int lastExponent, double... mantissas) {
        List<Double> bounds = new ArrayList<>();
        for (int exponent = firstExponent; exponent < lastExponent; exponent++) {
            for (double mantissa : mantissas) {
                bounds.add(Double.valueOf(mantissa + "e" + exponent));
            }
        }
        bounds.add(Double.valueOf("1e" + lastExponent));
        return bounds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Counts a value that is finite and at least 0. */
    void observe(double value, long step, long epochMillis) {
        int found = Arrays.binarySearch(bounds, value);
        int bucket = found >= 0 ? found : -found - 1;
        counts[bucket]++;
        values[bucket] = value;
        steps[bucket] = step;
        times[bucket] = epochMillis;
        sum += value;
    }

    Distribution view() {
        List<Distribution.Bucket> buckets = new ArrayList<>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            buckets.add(new Distribution.Bucket(
                    i < bounds.length ? bounds[i] : Double.POSITIVE_INFINITY,
                    counts[i],
                    counts[i] == 0
                            ? Optional.empty()
                            : Optional.of(new Distribution.Exemplar(values[i], steps[i], times[i]))));
        }
        return new Distribution(buckets, sum);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeDouble(sum);
        for (int i = 0; i < counts.length; i++) {
            out.writeLong(counts[i]);
            out.writeDouble(values[i]);
            out.writeLong(steps[i]);
            out.writeLong(times[i]);
        }
    }

    void readFrom(DataInputStream in) throws IOException {
        sum = in.readDouble();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readLong();
            values[i] = in.readDouble();
            steps[i] = in.readLong();
            times[i] = in.readLong();
        }
    }
}
