package org.thermograd.domain.analysis.cost;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.distribution.TDistribution;
import org.thermograd.domain.analysis.cost.DoseResponse.Estimated;
import org.thermograd.domain.analysis.cost.DoseResponse.Reason;
import org.thermograd.domain.analysis.cost.DoseResponse.Refused;
import org.thermograd.domain.cost.StepTimes;

/**
 * Step time against the clock, for a device that was held back from start to end. Confined to one thread.
 *
 * <p>With c the clock in the middle of a step and c<sub>max</sub> the full one, u = c<sub>max</sub> / c. In bins of 30 s with 5
 * steps or more X is the mean u, Y the median duration, and z the time, centered and divided by its range. Y = β₀ + β₁(X − 1) +
 * β₂z + β₃z² is fitted by least squares. The duration at full clock in the middle of the run is F = β₀ + β₃·mean(z²), the slowdown
 * S = (F + β₁(mean X − 1)) / F. Its interval is S·exp(±t<sub>.975, G−1</sub>·se) with se of ln S from leaving out each of G blocks of
 * bins in turn (delete-a-group jackknife).
 *
 * <p>Source: docs/correlation.md, "What throttling cost"; Kott, J. Official Statistics 17 (2001), for the jackknife.
 */
final class DoseFit {
    private static final double SEEN = 1.05;
    private static final double LOW_TAIL = 0.05;
    private static final double HIGH = 0.99;
    private static final double UPPER_TAIL = 0.975;
    private static final int BINS_PER_BLOCK = 5;

    private final double[][] columns;
    private final double[] y;
    private final double meanX;
    private final double meanSquareZ;

    private DoseFit(List<TimeBin> bins) {
        int n = bins.size();
        double[] x = bins.stream().mapToDouble(TimeBin::meanRatio).toArray();
        double[] z = bins.stream().mapToDouble(bin -> bin.number() + 0.5).toArray();
        double range = z[n - 1] - z[0];
        double middle = mean(z);
        for (int i = 0; i < n; i++) {
            z[i] = (z[i] - middle) / range;
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        this.columns = new double[][] {
            ones,
            Arrays.stream(x).map(one -> one - 1).toArray(),
            z,
            Arrays.stream(z).map(one -> one * one).toArray()
        };
        this.y = bins.stream().mapToDouble(TimeBin::medianMillis).toArray();
        this.meanX = mean(x);
        this.meanSquareZ = mean(columns[3]);
    }

    /**
     * Fits.
     *
     * @param device its name
     * @param steps of the run
     * @param clock of the device; absent where it was not recorded
     */
    static DoseResponse of(String device, StepTimes steps, Optional<ClockSamples> clock) {
        if (steps.size() == 0) {
            return new Refused(device, Reason.TOO_FEW_STEPS);
        }
        if (clock.isEmpty() || clock.get().hertz().size() == 0) {
            return new Refused(device, Reason.NO_CLOCK);
        }
        double full = clock.get()
                .fullHertz()
                .orElseGet(() -> quantile(clock.get().hertz().values(), HIGH));
        double[] clocks = clock.get().inTheMiddleOf(steps);
        double[] spread = Quantile.withDefaults()
                .with(Quantile.EstimationMethod.HF7)
                .withCopy(true)
                .evaluate(clocks, LOW_TAIL, 1 - LOW_TAIL);
        if (spread[1] - spread[0] < CostConfig.DOSE_LEAST_RANGE * full) {
            return new Refused(device, Reason.CLOCK_HARDLY_VARIES);
        }
        List<TimeBin> bins = TimeBin.of(steps, clocks, full);
        long length = steps.endMillis(steps.size() - 1) - steps.startMillis(0);
        int blocks = (int) Math.min(CostConfig.DOSE_MOST_BLOCKS, length / CostConfig.DOSE_BLOCK_MILLIS);
        if (blocks < CostConfig.DOSE_FEWEST_BLOCKS || bins.size() < BINS_PER_BLOCK * blocks) {
            return new Refused(device, Reason.TOO_SHORT);
        }
        return new DoseFit(bins).estimate(device, blocks, full, full > SEEN * quantile(clocks, HIGH));
    }

    private static double quantile(double[] values, double share) {
        return Quantile.withDefaults()
                .with(Quantile.EstimationMethod.HF7)
                .withCopy(true)
                .evaluate(values, share);
    }

    private DoseResponse estimate(String device, int blocks, double full, boolean extrapolated) {
        double[] fit = fitWithout(blocks, -1);
        double slowdown = slowdown(fit);
        double[] logs = new double[blocks];
        for (int block = 0; block < blocks; block++) {
            logs[block] = Math.log(slowdown(fitWithout(blocks, block)));
        }
        double mean = mean(logs);
        double squares = 0;
        for (double log : logs) {
            squares += (log - mean) * (log - mean);
        }
        double half = TDistribution.of(blocks - 1.0).inverseCumulativeProbability(UPPER_TAIL)
                * Math.sqrt((blocks - 1.0) / blocks * squares);
        if (!(slowdown > 0) || !Double.isFinite(slowdown) || !Double.isFinite(half)) {
            return new Refused(device, Reason.NO_FIT);
        }
        return new Estimated(
                device,
                y.length,
                blocks,
                full,
                1 / meanX,
                fit[1],
                slowdown,
                slowdown * Math.exp(-half),
                slowdown * Math.exp(half),
                extrapolated);
    }

    /** Returns the slowdown; NaN where the line has no positive step time at full clock. */
    private double slowdown(double[] fit) {
        double atFullClock = fit[0] + fit[3] * meanSquareZ;
        return atFullClock <= 0 ? Double.NaN : (atFullClock + fit[1] * (meanX - 1)) / atFullClock;
    }

    /** Returns the coefficients without one of the blocks; of all bins for the block -1. */
    private double[] fitWithout(int blocks, int block) {
        boolean[] kept = new boolean[y.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (long) i * blocks / y.length != block;
        }
        return LeastSquares.fit(
                Arrays.stream(columns).map(column -> chosen(column, kept)).toArray(double[][]::new), chosen(y, kept));
    }

    private static double[] chosen(double[] values, boolean[] kept) {
        double[] chosen = new double[values.length];
        int size = 0;
        for (int i = 0; i < values.length; i++) {
            if (kept[i]) {
                chosen[size++] = values[i];
            }
        }
        return Arrays.copyOf(chosen, size);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
