package org.thermograd.domain.spike;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.BitSet;
import org.thermograd.domain.Require;

/**
 * The rule by which ZClip clips gradients, for comparison: the z-score against exponential moving averages of mean and
 * variance, in constant memory.
 *
 * <p>The first {@code warmUp} finite norms give the mean {@code m} and the variance {@code v} (with {@code n}) and are
 * not evaluated. Each later one is a spike if {@code z = (x - m) / (sqrt(v) + 1e-6) > k}. Then {@code m} becomes
 * {@code 0.97 m + 0.03 u} and {@code v} becomes {@code 0.97 v + 0.03 (u - m)²} with the new {@code m}, where {@code u}
 * is the norm, or for a spike the norm clipped to {@code m + k sqrt(v) / (z / k)}. So a spike hardly widens the
 * spread, and about 15 of 1000 Gaussian steps are flagged. Where the norms are so huge, from about 1e154, that their
 * squares overflow, no step is evaluated from there on. Zero and negative norms count like any other.
 *
 * <p>Source: ZClip, arXiv 2504.02507, adaptive scaling without an upper limit of the norm; its constants.
 *
 * @param warmUp how many norms the averages begin with, at least 2
 * @param k threshold of the score, finite and greater than 0
 */
public record EmaZ(int warmUp, double k) implements SpikeRule {
    /** The value of {@link #id()}. */
    public static final String ID = "ema_z";

    private static final double DECAY = 0.97;
    private static final double SMALLEST_DEVIATION = 1e-6;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public EmaZ {
        Require.atLeast(2, "warmUp", warmUp);
        Require.positive("k", k);
    }

    /** Returns the rule with a warm-up of 25 norms and k 2.5. */
    public static EmaZ withDefaults() {
        return new EmaZ(25, 2.5);
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
        double[] first =
                Arrays.stream(gradNorms).filter(Double::isFinite).limit(warmUp).toArray();
        double start = mean(first);
        double mean = start;
        double variance =
                mean(Arrays.stream(first).map(x -> (x - start) * (x - start)).toArray());
        int seen = 0;
        for (int i = 0; i < gradNorms.length; i++) {
            double norm = gradNorms[i];
            if (!Double.isFinite(norm) || seen++ < warmUp) {
                continue;
            }
            double deviation = Math.sqrt(variance);
            double score = (norm - mean) / (deviation + SMALLEST_DEVIATION);
            if (!Double.isFinite(deviation) || !Double.isFinite(score)) {
                break;
            }
            scores[i] = score;
            flagged.set(i, score > k);
            double clipped = score > k ? mean + k * deviation / (score / k) : norm;
            mean = DECAY * mean + (1 - DECAY) * clipped;
            variance = DECAY * variance + (1 - DECAY) * (clipped - mean) * (clipped - mean);
        }
        return new SpikeFlags(ID, gradNorms, scores, flagged);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
