package org.thermograd.domain.analysis.crosscorrelation;

import java.util.Arrays;
import org.thermograd.domain.series.Alignment;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.TimeSeries;

/**
 * The gradient norms of a run and the samples of a device on one grid: the samples of the slower of the two. Each value of
 * the faster one goes to the nearest of them, at most half a median interval away, or 1 s if that is more, so that none
 * counts twice. Immutable and thread-safe.
 *
 * <p>A sample of the slower one without a partner is left out. Where that, or a pause of its own, leaves a gap, the grid has
 * as many empty places as samples are missing, but no more than the largest lag that is looked at, so that lags are times on
 * both sides of it.
 */
final class SharedGrid {
    private static final long SMALLEST_TOLERANCE_MILLIS = 1000;

    private final boolean samplesAreGrid;
    private final Alignment alignment;
    private final double intervalMillis;
    /** The samples of the slower one that are used, ascending. */
    private final int[] rows;
    /** For each of them its place on the grid. */
    private final int[] places;
    /** For each of them its time. */
    private final long[] times;

    private final double[] logNorms;

    private SharedGrid(TimeSeries gradNorm, TimeSeries samples, GapRule gaps, long maxLagMillis) {
        samplesAreGrid = samples.medianIntervalMillis() >= gradNorm.medianIntervalMillis();
        TimeSeries slower = samplesAreGrid ? samples : gradNorm;
        TimeSeries faster = samplesAreGrid ? gradNorm : samples;
        intervalMillis = Math.max(1, slower.medianIntervalMillis());
        alignment = Alignment.nearest(
                faster, slower, Math.max(SMALLEST_TOLERANCE_MILLIS, (long) Math.ceil(intervalMillis / 2)));
        rows = alignment.found();
        places = places(slower, gaps.limitMillis(slower), maxLagMillis);
        times = Arrays.stream(rows).mapToLong(slower::epochMillis).toArray();
        logNorms = samplesAreGrid ? means(gradNorm) : values(gradNorm);
        for (int i = 0; i < logNorms.length; i++) {
            logNorms[i] = logNorms[i] > 0 ? Math.log(logNorms[i]) : Double.NaN;
        }
    }

    /**
     * Lays the grid.
     *
     * @param gradNorm the gradient norms; of those that are not greater than 0 there is no logarithm
     * @param samples the times of the device's samples; the values are not read
     * @param gaps what counts as a gap
     * @param maxLagMillis the largest lag that is looked at
     */
    static SharedGrid of(TimeSeries gradNorm, TimeSeries samples, GapRule gaps, long maxLagMillis) {
        return new SharedGrid(gradNorm, samples, gaps, maxLagMillis);
    }

    private int[] places(TimeSeries slower, long limitMillis, long maxLagMillis) {
        long most = maxLagMillis / Math.round(intervalMillis) + 1;
        int[] place = new int[rows.length];
        for (int i = 1; i < rows.length; i++) {
            long step = slower.epochMillis(rows[i]) - slower.epochMillis(rows[i - 1]);
            long missing = step > limitMillis ? Math.round(step / intervalMillis) - 1 : 0;
            place[i] = place[i - 1] + 1 + (int) Math.min(missing, most);
        }
        return place;
    }

    /** Returns the median interval of the grid. */
    double intervalMillis() {
        return intervalMillis;
    }

    /** Returns the samples of the grid, without the empty places in its gaps. */
    int rows() {
        return rows.length;
    }

    /** Returns the time of the first sample of the grid; there must be one. */
    long firstMillis() {
        return times[0];
    }

    /** Returns the time of the last sample of the grid; there must be one. */
    long lastMillis() {
        return times[times.length - 1];
    }

    /** Returns the first place of the grid whose sample is not before a time; there must be such a sample. */
    int placeFrom(long millis) {
        int row = Arrays.binarySearch(times, millis);
        return places[row < 0 ? -row - 1 : row];
    }

    /** Returns the logarithms of the gradient norms, of their means where several share a place; {@code NaN} where none is. */
    double[] logNorms() {
        return logNorms.clone();
    }

    /**
     * Returns a signal on the grid, the mean where several samples share a place; {@code NaN} where it is not known.
     *
     * @param signal one value for each sample of the device
     */
    double[] signal(TimeSeries signal) {
        return samplesAreGrid ? values(signal) : means(signal);
    }

    /** Returns a flag on the grid: 1 where it is up in any sample of a place, else 0; {@code NaN} where it is not known. */
    double[] flag(TimeSeries flag) {
        double[] up = Arrays.stream(flag.values())
                .map(value -> Double.isNaN(value) ? Double.NaN : value == 0 ? 0 : 1)
                .toArray();
        return samplesAreGrid ? onRows(up) : onGrid(alignment.aggregate(up, Alignment.Cell::max));
    }

    private double[] values(TimeSeries series) {
        return onRows(series.values());
    }

    private double[] means(TimeSeries series) {
        return onGrid(alignment.aggregate(series.values(), Alignment.Cell::mean));
    }

    private double[] onRows(double[] values) {
        double[] used = new double[rows.length];
        for (int i = 0; i < used.length; i++) {
            used[i] = values[rows[i]];
        }
        return onGrid(used);
    }

    private double[] onGrid(double[] used) {
        double[] grid = new double[rows.length == 0 ? 0 : places[rows.length - 1] + 1];
        Arrays.fill(grid, Double.NaN);
        for (int i = 0; i < used.length; i++) {
            grid[places[i]] = used[i];
        }
        return grid;
    }
}
