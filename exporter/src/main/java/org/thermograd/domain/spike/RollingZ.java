package org.thermograd.domain.spike;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.BitSet;
import org.thermograd.domain.Require;

/**
 * The z-score of a moving window, for comparison: mean and sample deviation (with {@code n - 1}) of the last
 * {@code window} finite norms <em>before</em> a step; the step is a spike if {@code (x - mean) / deviation > k}.
 *
 * <p>Spikes enter the window and widen it, so that a burst hides its own later steps. A step with fewer than
 * {@code minSamples} norms before it, one after a window without spread, and one whose window holds norms so huge, from
 * about 1e154, that their squares overflow, is not evaluated. Zero and negative norms count like any other.
 *
 * @param window how many norms are looked back at, at least {@code minSamples}
 * @param minSamples how many there must be before a step is judged, at least 2, since one norm has no deviation
 * @param k threshold of the score, finite and greater than 0
 */
public record RollingZ(int window, int minSamples, double k) implements SpikeRule {
    /** The value of {@link #id()}. */
    public static final String ID = "rolling_z";

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public RollingZ {
        Require.atLeast(2, "minSamples", minSamples);
        Require.atLeast("minSamples", minSamples, "window", window);
        Require.positive("k", k);
    }

    /** Returns the rule with window 50, 20 samples and k 3. */
    public static RollingZ withDefaults() {
        return new RollingZ(50, 20, 3);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SpikeFlags flag(double[] gradNorms) {
        double[] scores = new double[requireNonNull(gradNorms, "gradNorms").length];
        Arrays.fill(scores, Double.NaN);
        BitSet flagged = new BitSet(gradNorms.length);
        double[] before = new double[Math.min(window, gradNorms.length)];
        int seen = 0;
        for (int i = 0; i < gradNorms.length; i++) {
            if (!Double.isFinite(gradNorms[i])) {
                continue;
            }
            if (seen >= minSamples) {
                scores[i] = score(gradNorms[i], before, Math.min(seen, window));
                flagged.set(i, scores[i] > k);
            }
            before[seen % before.length] = gradNorms[i];
            seen++;
        }
        return new SpikeFlags(ID, gradNorms, scores, flagged);
    }

    /** Differences from one norm of the window, so that equal norms have a deviation of exactly 0. */
    private static double score(double norm, double[] window, int size) {
        double origin = window[0];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += window[i] - origin;
        }
        double mean = sum / size;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            double difference = window[i] - origin - mean;
            squares += difference * difference;
        }
        double deviation = Math.sqrt(squares / (size - 1));
        return deviation > 0 && Double.isFinite(deviation) ? (norm - origin - mean) / deviation : Double.NaN;
    }
}
