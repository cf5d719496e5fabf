package org.thermograd.adapter.prometheus.runs;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.analysis.scrape.SampleKind;

/** Reads the series of an own query for collapses or spikes: flags, or counters whose names end in {@code _total}. */
final class QueriedFlags {
    private static final String COUNTER_SUFFIX = "_total";

    private QueriedFlags() {}

    /**
     * Reads the series.
     *
     * @param description the query in words, as in {@code --collapse-query up}
     * @throws NothingFoundException if none of its flags was ever down, as of a query that drops the samples at which its
     *     condition does not hold: nothing could be seen to begin
     */
    static List<OwnSeries> read(FamilyReader families, String description, String promql, Duration step)
            throws PrometheusQueryException, NothingFoundException, InterruptedException {
        List<OwnSeries> all = families.readForeign(promql, step);
        if (!all.isEmpty() && all.stream().allMatch(QueriedFlags::isNeverDown)) {
            throw new NothingFoundException(
                    description + " is above 0 in every sample, so nothing can be seen to begin;"
                            + " a comparison drops the samples at which it does not hold, unless it has bool, as in X < bool 1500");
        }
        return all;
    }

    /** Returns what the samples of a series stand for, by its name. */
    static SampleKind kind(OwnSeries series) {
        return series.label("__name__").endsWith(COUNTER_SUFFIX) ? SampleKind.COUNTER : SampleKind.FLAG;
    }

    private static boolean isNeverDown(OwnSeries series) {
        return kind(series) == SampleKind.FLAG
                && DoubleStream.of(series.samples().values()).noneMatch(value -> value <= 0);
    }
}
