package org.thermograd.domain.spike;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a {@link SpikeRule} said about each step of a run. Immutable and thread-safe.
 *
 * <p>Holds eight bytes and one bit per step, and eight bytes more per spike of a rule on the logarithm.
 */
public final class SpikeFlags {
    private final String ruleId;
    private final double[] scores;
    private final BitSet flagged;
    private final int flaggedCount;
    private final int nonFiniteCount;
    private final Optional<LogRule> logRule;

    /** What a rule on the logarithm judged by. Immutable. */
    static final class LogRule {
        private final double[] mediansOfFlagged;
        private final double smallestVisible;
        private final double logMinRatio;

        /**
         * Takes over the array.
         *
         * @param mediansOfFlagged for each flagged step, in order, the median of the logarithms that it was judged by
         * @param smallestVisible see {@link SpikeVisibility}; {@code NaN} without a judged step, infinite where no finite
         *     norm would have been flagged
         * @param logMinRatio the logarithm of the smallest ratio of a spike to the median norm
         */
        LogRule(double[] mediansOfFlagged, double smallestVisible, double logMinRatio) {
            this.mediansOfFlagged = mediansOfFlagged;
            this.smallestVisible = smallestVisible;
            this.logMinRatio = logMinRatio;
        }
    }

    SpikeFlags(String ruleId, double[] gradNorms, double[] scores, BitSet flagged) {
        this(ruleId, gradNorms, scores, flagged, Optional.empty());
    }

    /** Takes over {@code scores} ({@code NaN} where a step was not evaluated) and {@code flagged}. */
    SpikeFlags(String ruleId, double[] gradNorms, double[] scores, BitSet flagged, Optional<LogRule> logRule) {
        this.logRule = logRule;
        this.ruleId = ruleId;
        this.scores = scores;
        this.flagged = flagged;
        this.flaggedCount = flagged.cardinality();
        this.nonFiniteCount = (int)
                Arrays.stream(gradNorms).filter(norm -> !Double.isFinite(norm)).count();
    }

    /**
     * Returns the identifier of the rule that was applied. It differs from that of the configured rule where
     * {@link LogHampel} fell back to {@link BatchLogMad}.
     */
    public String ruleId() {
        return ruleId;
    }

    /** Returns the number of steps, evaluated or not. */
    public int size() {
        return scores.length;
    }

    /**
     * Tells whether a step is a spike; false where it was not evaluated.
     *
     * @param index 0 to {@code size() - 1}
     * @throws IndexOutOfBoundsException if there is no such step
     */
    public boolean flagged(int index) {
        return evaluated(index) && flagged.get(index);
    }

    /**
     * Tells whether the rule judged a step: false in its warm-up, for norms that it skips, and everywhere if the run
     * has too few norms or no spread to judge by.
     *
     * @param index 0 to {@code size() - 1}
     * @throws IndexOutOfBoundsException if there is no such step
     */
    public boolean evaluated(int index) {
        return !Double.isNaN(scores[index]);
    }

    /**
     * Returns how far a step lies above the centre, in units of the rule's scale; negative below it, absent where the
     * step was not evaluated. A spike has a score greater than the rule's {@code k}; the log rules ask for a minimum
     * ratio besides, so that a step with such a score need not be a spike.
     *
     * @param index 0 to {@code size() - 1}
     * @throws IndexOutOfBoundsException if there is no such step
     */
    public OptionalDouble score(int index) {
        return evaluated(index) ? OptionalDouble.of(scores[index]) : OptionalDouble.empty();
    }

    /** Returns the smallest ratio to the local median that would have been flagged, in the median; of log rules only. */
    OptionalDouble smallestVisible() {
        return logRule.isPresent() && Double.isFinite(logRule.get().smallestVisible)
                ? OptionalDouble.of(logRule.get().smallestVisible)
                : OptionalDouble.empty();
    }

    /** Returns the median of the logarithms that the flagged step of this rank, from 0, was judged by; of log rules only. */
    OptionalDouble medianOfFlagged(int rank) {
        return logRule.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(logRule.get().mediansOfFlagged[rank]);
    }

    /** Returns the logarithm of the smallest ratio of a spike to the median norm, 0 of rules without one. */
    double logMinRatio() {
        return logRule.isPresent() ? logRule.get().logMinRatio : 0;
    }

    /** Returns the number of spikes, in steps. */
    public int flaggedCount() {
        return flaggedCount;
    }

    /** Returns the number of steps whose norm is {@code NaN} or infinite. */
    public int nonFiniteCount() {
        return nonFiniteCount;
    }
}
