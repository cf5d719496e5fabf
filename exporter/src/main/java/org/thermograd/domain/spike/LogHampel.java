package org.thermograd.domain.spike;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Median;
import org.thermograd.domain.Require;

/**
 * The default rule: a Hampel filter on the logarithm of the norm, looking back only.
 *
 * <p>With {@code y = ln x}, {@code m} the median and {@code s = max(1.4826 MAD, sigmaFloor)} of the last
 * {@code window} logarithms <em>before</em> a step, the step is a spike if {@code (y - m) / s > k} and
 * {@code y - m > ln minRatio}. Norms that are not finite or not greater than 0 are skipped: they are not evaluated and
 * do not enter the window. Spikes do enter it; the median bears half of its values being spikes, and a lasting change
 * of level is absorbed after {@code window / 2} steps. A step with fewer than {@code minSamples} values before it is
 * not evaluated.
 *
 * <p>A run with fewer than {@code 2 minSamples} finite norms greater than 0 would be mostly warm-up, so
 * {@link #flag} judges it by {@link BatchLogMad} with {@code batchK} and the same floor and ratio, and
 * {@link SpikeFlags#ruleId()} says so. The streaming {@link LogHampelDetector} never falls back.
 *
 * <p>Source: F. R. Hampel, The influence curve and its role in robust estimation, JASA 69 (1974); the logarithm, the
 * floor and the ratio keep a smooth or nearly constant norm from being flagged for trifles.
 *
 * @param window how many values the median is taken over, at least {@code minSamples}
 * @param minSamples how many values there must be before a step is judged, at least 1
 * @param k threshold of the score, finite and greater than 0
 * @param sigmaFloor smallest scale in units of {@code ln x}, finite and greater than 0; decides where the window is
 *     nearly constant
 * @param minRatio smallest ratio of a spike to the median norm, finite and at least 1; 1 leaves it to {@code k}
 * @param batchK threshold of the score where a short run falls back to {@link BatchLogMad}, finite and greater than 0
 */
public record LogHampel(int window, int minSamples, double k, double sigmaFloor, double minRatio, double batchK)
        implements SpikeRule, HampelOptions {
    /** The value of {@link #id()}. */
    public static final String ID = "log_hampel";

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public LogHampel {
        Require.atLeast(1, "minSamples", minSamples);
        Require.atLeast("minSamples", minSamples, "window", window);
        Require.positive("k", k);
        Require.positive("sigmaFloor", sigmaFloor);
        Require.atLeastOne("minRatio", minRatio);
        Require.positive("batchK", batchK);
    }

    /** Returns the rule with window 100, 20 samples, k 5, floor 0.02, ratio 1.25, and k 3.5 for short runs. */
    public static LogHampel withDefaults() {
        return new LogHampel(100, 20, 5, 0.02, 1.25, 3.5);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SpikeFlags flag(double[] gradNorms) {
        requireNonNull(gradNorms, "gradNorms");
        long usable = Arrays.stream(gradNorms).filter(SortedSample::isUsable).count();
        if (usable < 2L * minSamples) {
            return new BatchLogMad(batchK, sigmaFloor, minRatio).flag(gradNorms);
        }
        LogHampelDetector detector = new LogHampelDetector(this);
        double[] scores = new double[gradNorms.length];
        double[] visible = new double[gradNorms.length];
        double logMinRatio = Math.log(minRatio);
        int judged = 0;
        BitSet flagged = new BitSet(gradNorms.length);
        DoubleStream.Builder medians = DoubleStream.builder();
        for (int i = 0; i < gradNorms.length; i++) {
            if (detector.accept(gradNorms[i]) == SpikeOutcome.SPIKE) {
                flagged.set(i);
                medians.add(detector.judgedMedian());
            }
            scores[i] = detector.scoreOrNaN();
            if (!Double.isNaN(scores[i])) {
                visible[judged++] = Math.exp(Math.max(k * detector.judgedScale(), logMinRatio));
            }
        }
        double smallest = judged == 0 ? Double.NaN : Median.withDefaults().evaluateRange(visible, 0, judged);
        SpikeFlags.LogRule rule = new SpikeFlags.LogRule(medians.build().toArray(), smallest, logMinRatio);
        return new SpikeFlags(ID, gradNorms, scores, flagged, Optional.of(rule));
    }
}
