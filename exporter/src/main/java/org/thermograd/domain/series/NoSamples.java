package org.thermograd.domain.series;

/** A series of which nothing was scraped. */
public final class NoSamples {
    public static final TimeSeries SERIES = TimeSeries.of(new long[0], new double[0]);

    private NoSamples() {}
}
