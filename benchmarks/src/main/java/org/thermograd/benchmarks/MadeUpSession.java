package org.thermograd.benchmarks;

import java.util.SplittableRandom;
import org.thermograd.domain.series.TimeSeries;

/**
 * Made-up input: the samples of a session that never took place. The same seed gives the same samples. Confined to one
 * thread.
 *
 * <p>Samples come every 350 ms, give or take 50 ms, with a pause of one minute after each 50,000. Spikes and collapses
 * come at random and know nothing of each other, on average 30 and 6 an hour.
 */
public final class MadeUpSession {
    /** No samples; stands in a field until the set-up has made some. */
    static final TimeSeries EMPTY = TimeSeries.of(new long[0], new double[0]);

    private static final long START_MILLIS = 1_700_000_000_000L;
    private static final int INTERVAL_MILLIS = 350;
    private static final int JITTER_MILLIS = 50;
    private static final int SAMPLES_BETWEEN_PAUSES = 50_000;
    private static final long PAUSE_MILLIS = 60_000;
    private static final double SAMPLES_PER_HOUR = 3_600_000.0 / INTERVAL_MILLIS;
    private static final double SPIKE_PROBABILITY = 30 / SAMPLES_PER_HOUR;
    private static final double COLLAPSE_PROBABILITY = 6 / SAMPLES_PER_HOUR;
    private static final double NOISE = 0.1;
    private static final double SPIKE_RATIO = 3;

    private final SplittableRandom random;

    public MadeUpSession(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns that many gradient norms: log-normal noise around 1, and single steps of three times that. */
    double[] gradNorms(int samples) {
        double[] norms = new double[samples];
        for (int i = 0; i < samples; i++) {
            norms[i] = Math.exp(NOISE * random.nextGaussian())
                    * (random.nextDouble() < SPIKE_PROBABILITY ? SPIKE_RATIO : 1);
        }
        return norms;
    }

    /** Returns that many samples of a training run. */
    public TimeSeries training(int samples) {
        return TimeSeries.of(times(samples), gradNorms(samples));
    }

    /** Returns that many samples of a device's collapse flag, 0 or 1; a collapse lasts 4 to 30 samples. */
    public TimeSeries collapseFlags(int samples) {
        double[] flags = new double[samples];
        int left = 0;
        for (int i = 0; i < samples; i++) {
            if (left == 0 && random.nextDouble() < COLLAPSE_PROBABILITY) {
                left = random.nextInt(4, 31);
            }
            if (left > 0) {
                flags[i] = 1;
                left--;
            }
        }
        return TimeSeries.of(times(samples), flags);
    }

    private long[] times(int samples) {
        long[] times = new long[samples];
        long now = START_MILLIS;
        for (int i = 0; i < samples; i++) {
            now += INTERVAL_MILLIS + random.nextInt(-JITTER_MILLIS, JITTER_MILLIS + 1);
            if (i > 0 && i % SAMPLES_BETWEEN_PAUSES == 0) {
                now += PAUSE_MILLIS;
            }
            times[i] = now;
        }
        return times;
    }
}
