package org.thermograd.domain.analysis.comparison;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * In which bin of step numbers each step of two runs lies, so that only steps of the same part of a training are compared.
 *
 * @param ofA for each usable step of the first run its bin, -1 where it lies outside the common range
 * @param ofB the same of the second run
 * @param count how many bins there are
 * @param matched whether they are bins of step numbers; else all steps are in one bin
 * @param commonA share of the steps of the first run that lie in the common range
 * @param commonB the same of the second run
 */
record StepBins(int[] ofA, int[] ofB, int count, boolean matched, double commonA, double commonB) {
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
                    return new StepBins(ofA, ofB, ComparisonConfig.STEP_BINS, true, commonA, commonB);
                }
            }
        }
        return new StepBins(new int[a.size()], new int[b.size()], 1, false, 1, 1);
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
}
