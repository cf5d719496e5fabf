package org.thermograd.domain.spike;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.thermograd.domain.Require;

/**
 * The rule of the published experiment: a norm above the mean of the run plus {@code k} standard deviations.
 *
 * <p>Kept for comparison with that experiment; it is no detector of spikes. With {@code k = 1} it flags 16 % of
 * Gaussian steps by construction, and the decay of the norm at the start of any run. Zero and negative norms count
 * like any other. The deviation is the sample deviation, with {@code n - 1}.
 *
 * @param k how many standard deviations above the mean, finite and greater than 0
 */
public record MeanStd(double k) implements SpikeRule {
    /** The value of {@link #id()}. */
    public static final String ID = "mean_std";

    /**
     * Checks the option.
     *
     * @throws IllegalArgumentException if it is outside its range
     */
    public MeanStd {
        Require.positive("k", k);
    }

    /** Returns the rule with k 1, as the experiment had it. */
    public static MeanStd withDefaults() {
        return new MeanStd(1);
    }

    @Override
    public String id() {
        return ID;
    }

    /** {@inheritDoc} No step is evaluated where {@link #summary} is absent or the deviation is 0. */
    @Override
    public SpikeFlags flag(double[] gradNorms) {
        double[] scores = new double[requireNonNull(gradNorms, "gradNorms").length];
        Arrays.fill(scores, Double.NaN);
        BitSet flagged = new BitSet(gradNorms.length);
        summary(gradNorms)
                .filter(summary -> summary.standardDeviation() > 0)
                .ifPresent(summary -> judge(gradNorms, summary, scores, flagged));
        return new SpikeFlags(ID, gradNorms, scores, flagged);
    }

    private static void judge(double[] gradNorms, Summary summary, double[] scores, BitSet flagged) {
        for (int i = 0; i < gradNorms.length; i++) {
            if (Double.isFinite(gradNorms[i])) {
                scores[i] = (gradNorms[i] - summary.mean()) / summary.standardDeviation();
                flagged.set(i, summary.isSpike(gradNorms[i]));
            }
        }
    }

    /**
     * Returns the numbers behind the flags of a run.
     *
     * @param gradNorms the gradient norms of the whole run; {@code NaN} and infinite ones are left out; not modified
     * @return absent with fewer than 2 finite norms, and where they are so huge, from about 1e154, that their squares
     *     overflow
     */
    public Optional<Summary> summary(double[] gradNorms) {
        double[] finite = Arrays.stream(requireNonNull(gradNorms, "gradNorms"))
                .filter(Double::isFinite)
                .toArray();
        if (finite.length < 2) {
            return Optional.empty();
        }
        if (Arrays.stream(finite).allMatch(norm -> norm == finite[0])) {
            // The rounded mean of equal values may differ from them, which would leave a deviation to judge by.
            return Optional.of(new Summary(finite[0], 0, finite[0]));
        }
        double mean = Mean.of(finite).getAsDouble();
        double standardDeviation = StandardDeviation.of(finite).getAsDouble();
        double threshold = mean + k * standardDeviation;
        return Double.isFinite(threshold)
                ? Optional.of(new Summary(mean, standardDeviation, threshold))
                : Optional.empty();
    }

    /**
     * Mean, spread and threshold of the norms of one run, all in the norm's unit.
     *
     * @param mean their mean, finite
     * @param standardDeviation their sample deviation, with {@code n - 1}; finite, 0 if all are equal
     * @param threshold the norm above which a step is a spike, finite; equal to the mean if the deviation is 0, and
     *     then no step is a spike
     */
    public record Summary(double mean, double standardDeviation, double threshold) {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is not finite, or the deviation is negative
         */
        public Summary {
            Require.finite("mean", mean);
            if (!(standardDeviation >= 0 && Double.isFinite(standardDeviation))) {
                throw new IllegalArgumentException(
                        "standardDeviation must be finite and at least 0, got " + standardDeviation);
            }
            Require.finite("threshold", threshold);
        }

        /** Tells whether a norm is finite and above the threshold; none is where the deviation is 0. */
        public boolean isSpike(double gradNorm) {
            return standardDeviation > 0 && Double.isFinite(gradNorm) && gradNorm > threshold;
        }
    }
}
