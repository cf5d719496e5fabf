package org.thermograd.domain.series;

import org.thermograd.domain.Require;

/**
 * Which interval between two samples is a gap: one longer than {@code max(factor x median interval, minMillis)}.
 *
 * @param factor a multiple of the median interval, finite and at least 1
 * @param minMillis no shorter interval is a gap; positive
 */
public record GapRule(double factor, long minMillis) {
    /** Longer than five median intervals, and than 5 s. */
    public static final GapRule DEFAULTS = new GapRule(5, 5_000);

    public GapRule {
        Require.atLeastOne("factor", factor);
        Require.positive("minMillis", minMillis);
    }

    /** Returns the longest interval of the series, in whole milliseconds, that is not a gap. */
    public long limitMillis(TimeSeries series) {
        return limitMillis(series.medianIntervalMillis());
    }

    /** Returns the same for samples with this median interval, in milliseconds. */
    public long limitMillis(double medianIntervalMillis) {
        return Math.max((long) Math.floor(factor * medianIntervalMillis), minMillis);
    }
}
