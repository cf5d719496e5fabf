package org.thermograd.domain.analysis.comparison;

import java.util.Arrays;
import java.util.stream.LongStream;

/** In which bin of step numbers each step of two runs lies, so that only steps of the same part of a training are compared. */
final class StepBins {
    private final int[] ofA;
    private final int[] ofB;
    private final int count;
    private final double commonA;
    private final double commonB;

    private StepBins(int[] ofA, int[] ofB, int count, double commonA, double commonB) {
        this.ofA = ofA;
        this.ofB = ofB;
        this.count = count;
        this.commonA = commonA;
        this.commonB = commonB;
    }

    /** Returns bins of step numbers where both runs have enough of them in common, else one bin of all steps. */
    static StepBins of(RunSteps a, RunSteps b) {
        if (a.run().isNumbered() && b.run().isNumbered() && a.size() > 0 && b.size() > 0) {
            long[] numbersA = a.numbers();
            long[] numbersB = b.numbers();
            long first = Math.max(smallest(numbersA), smallest(numbersB));
            long last = Math.min(largest(numbersA), largest(numbersB));
            if (last > first) {
                int[] ofA = bins(numbersA, first, last);
                int[] ofB = bins(numbersB, first, last);
                double commonA = common(ofA);
                double commonB = common(ofB);
                if ((a.size() <= b.size() ? commonA : commonB) >= ComparisonConfig.COMMON_SHARE) {
                    return new StepBins(ofA, ofB, ComparisonConfig.STEP_BINS, commonA, commonB);
                }
            }
        }
        return new StepBins(new int[a.size()], new int[b.size()], 1, 1, 1);
    }

    private static long smallest(long[] numbers) {
        return LongStream.of(numbers).min().orElseThrow();
    }

    private static long largest(long[] numbers) {
        return LongStream.of(numbers).max().orElseThrow();
    }

    private static int[] bins(long[] numbers, long first, long last) {
        return LongStream.of(numbers)
                .mapToInt(number -> number < first || number > last
                        ? -1
                        : (int) ((number - first) * ComparisonConfig.STEP_BINS / (last - first + 1)))
                .toArray();
    }

    private static double common(int[] bins) {
        return Arrays.stream(bins).filter(bin -> bin >= 0).count() / (double) bins.length;
    }

    /** Returns for each usable step of the first run its bin, -1 where it lies outside the common range. */
    int[] ofA() {
        return ofA;
    }

    /** Returns the same of the second run. */
    int[] ofB() {
        return ofB;
    }

    /** Returns how many bins there are. */
    int count() {
        return count;
    }

    /** Returns whether they are bins of step numbers; else all steps are in one bin. */
    boolean matched() {
        return count > 1;
    }

    /** Returns the share of the steps of the first run that lie in the common range. */
    double commonA() {
        return commonA;
    }

    /** Returns the same of the second run. */
    double commonB() {
        return commonB;
    }
}
