package org.thermograd.adapter.prometheus.runs;

import java.util.SortedMap;
import org.thermograd.domain.series.TimeSeries;

/**
 * One series of one exporter.
 *
 * @param exporter whose it is
 * @param labels the labels that the exporter gave it, as far as they tell series of the family apart
 * @param samples its samples
 */
record OwnSeries(ExporterTarget exporter, SortedMap<String, String> labels, TimeSeries samples) {
    /** Returns the value of a label; empty where the series does not have it, which is the same in PromQL. */
    String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
