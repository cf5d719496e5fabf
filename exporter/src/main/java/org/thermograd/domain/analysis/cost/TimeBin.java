package org.thermograd.domain.analysis.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Median;
import org.thermograd.domain.cost.StepTimes;

/**
 * The steps that end in some 30 s of a run.
 *
 * @param number of the bin, 0 from the start of the first step on
 * @param meanRatio mean of the full clock by that of the step
 * @param medianMillis median duration
 */
record TimeBin(long number, double meanRatio, double medianMillis) {
    /**
     * Returns the bins with at least {@link CostConfig#DOSE_STEPS_PER_BIN} steps.
     *
     * @param steps at least one
     * @param clocks of each step
     * @param full the full clock
     */
    static List<TimeBin> of(StepTimes steps, double[] clocks, double full) {
        List<TimeBin> bins = new ArrayList<>();
        long start = steps.startMillis(0);
        double[] durations = steps.durationMillis();
        int from = 0;
        while (from < steps.size()) {
            long number = (steps.endMillis(from) - start) / CostConfig.DOSE_BIN_MILLIS;
            int to = from;
            double ratios = 0;
            while (to < steps.size() && (steps.endMillis(to) - start) / CostConfig.DOSE_BIN_MILLIS == number) {
                ratios += full / clocks[to];
                to++;
            }
            if (to - from >= CostConfig.DOSE_STEPS_PER_BIN) {
                bins.add(new TimeBin(
                        number,
                        ratios / (to - from),
                        Median.withDefaults().evaluate(Arrays.copyOfRange(durations, from, to))));
            }
            from = to;
        }
        return bins;
    }
}
