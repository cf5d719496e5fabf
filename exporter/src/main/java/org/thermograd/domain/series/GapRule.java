package org.thermograd.domain.series;

/**
 * Which interval between two samples is a gap: one longer than {@code max(factor x median interval, minMillis)}.
 *
 * @param factor a multiple of the median interval, finite and at least 1
 * @param minMillis no shorter interval is a gap; positive
 */
public record GapRule(double factor, long minMillis) {
    public GapRule {
        if (!(factor >= 1 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("factor must be finite and at least 1, got " + factor);
        }
        if (minMillis <= 0) {
            throw new IllegalArgumentException("minMillis must be positive, got " + minMillis);
        }
    }

    /** Returns the longest interval of the series, in whole milliseconds, that is not a gap. */
    public long limitMillis(TimeSeries series) {
        return Math.max((long) Math.floor(factor * series.medianIntervalMillis()), minMillis);
    }
}
