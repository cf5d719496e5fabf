package org.thermograd.domain.spike;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.thermograd.domain.Require;

/**
 * A rule for short runs: {@link LogHampel} with the whole run, later steps included, in the place of the window.
 *
 * <p>With {@code y = ln x}, {@code m} the median and {@code s = max(1.4826 MAD, sigmaFloor)} over all finite norms
 * greater than 0, a step is a spike if {@code (y - m) / s > k} and {@code y - m > ln minRatio}. With fewer than 3 such
 * norms no step is evaluated.
 *
 * @param k threshold of the score, finite and greater than 0
 * @param sigmaFloor smallest scale in units of {@code ln x}, finite and greater than 0
 * @param minRatio smallest ratio of a spike to the median norm, finite and at least 1; 1 leaves it to {@code k}
 */
public record BatchLogMad(double k, double sigmaFloor, double minRatio) implements SpikeRule {
    /** The value of {@link #id()}. */
    public static final String ID = "batch_log_mad";

    private static final int MIN_SAMPLES = 3;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public BatchLogMad {
        Require.positive("k", k);
        Require.positive("sigmaFloor", sigmaFloor);
        Require.atLeastOne("minRatio", minRatio);
    }

    /** Returns the rule with k 3.5, floor 0.02 and ratio 1.25. */
    public static BatchLogMad withDefaults() {
        return new BatchLogMad(3.5, 0.02, 1.25);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SpikeFlags flag(double[] gradNorms) {
        requireNonNull(gradNorms, "gradNorms");
        double[] sorted = Arrays.stream(gradNorms)
                .filter(SortedSample::isUsable)
                .map(Math::log)
                .sorted()
                .toArray();
        double[] scores = new double[gradNorms.length];
        Arrays.fill(scores, Double.NaN);
        BitSet flagged = new BitSet(gradNorms.length);
        double logMinRatio = Math.log(minRatio);
        double smallest = Double.NaN;
        double[] medians = {};
        if (sorted.length >= MIN_SAMPLES) {
            double median = SortedSample.median(sorted, sorted.length);
            double scale = SortedSample.scale(sorted, sorted.length, median, sigmaFloor);
            smallest = Math.exp(Math.max(k * scale, logMinRatio));
            for (int i = 0; i < gradNorms.length; i++) {
                if (SortedSample.isUsable(gradNorms[i])) {
                    double excess = Math.log(gradNorms[i]) - median;
                    scores[i] = excess / scale;
                    flagged.set(i, scores[i] > k && excess > logMinRatio);
                }
            }
            medians = new double[flagged.cardinality()];
            Arrays.fill(medians, median);
        }
        return new SpikeFlags(
                ID, gradNorms, scores, flagged, Optional.of(new SpikeFlags.LogRule(medians, smallest, logMinRatio)));
    }
}
