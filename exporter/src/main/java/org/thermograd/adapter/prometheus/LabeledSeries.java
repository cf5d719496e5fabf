package org.thermograd.adapter.prometheus;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.series.TimeSeries;

/**
 * One series as the server holds it.
 *
 * @param labels what tells it from the others of the same answer
 * @param samples its raw samples in time order, no two at the same time
 */
public record LabeledSeries(Labels labels, TimeSeries samples) {
    public LabeledSeries {
        requireNonNull(labels, "labels");
        requireNonNull(samples, "samples");
    }
}
