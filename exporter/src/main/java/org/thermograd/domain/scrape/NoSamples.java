package org.thermograd.domain.scrape;

import org.thermograd.domain.series.TimeSeries;

/** A series of which nothing was scraped. */
final class NoSamples {
    static final TimeSeries SERIES = TimeSeries.of(new long[0], new double[0]);

    private NoSamples() {}
}
