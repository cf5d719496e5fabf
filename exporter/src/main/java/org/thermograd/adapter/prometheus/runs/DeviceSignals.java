package org.thermograd.adapter.prometheus.runs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.scrape.DeviceHistory;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/**
 * The gauges of one device.
 *
 * @param gauges by family the series of its sensors or cores
 */
record DeviceSignals(Map<GaugeFamily, List<TimeSeries>> gauges) {
    private static final List<String> COLUMNS = List.of(
            SampledRun.COLLAPSE,
            SampledRun.TEMPERATURE,
            SampledRun.SMOOTHED_INDEX,
            SampledRun.UTILIZATION,
            SampledRun.POWER,
            SampledRun.CLOCK);

    /**
     * Returns them as a table, a row for each time of any of them, with the collapses that are known.
     *
     * @param history what happened to the device
     * @param fromMillis the first millisecond
     * @param toMillis the first millisecond after it
     */
    SampleTable table(DeviceHistory history, long fromMillis, long toMillis) {
        SortedMap<Long, double[]> rows = new TreeMap<>();
        gauges.forEach((family, series) -> {
            int column = COLUMNS.indexOf(family.column());
            together(family, series, fromMillis, toMillis)
                    .forEach((time, value) -> rows.computeIfAbsent(time, any -> unknown())[column] = value);
        });
        int collapse = COLUMNS.indexOf(SampledRun.COLLAPSE);
        rows.forEach((time, row) -> row[collapse] = history.flagAt(time));
        SampleTable.Builder table = SampleTable.builder(COLUMNS.toArray(String[]::new));
        rows.forEach(table::add);
        return table.build();
    }

    private static double[] unknown() {
        double[] row = new double[COLUMNS.size()];
        Arrays.fill(row, Double.NaN);
        return row;
    }

    private static SortedMap<Long, Double> together(
            GaugeFamily family, List<TimeSeries> series, long fromMillis, long toMillis) {
        SortedMap<Long, double[]> sums = new TreeMap<>();
        for (TimeSeries all : series) {
            TimeSeries one = all.between(fromMillis, toMillis);
            for (int i = 0; i < one.size(); i++) {
                if (Double.isFinite(one.value(i))) {
                    double[] sum = sums.computeIfAbsent(
                            one.epochMillis(i), any -> new double[] {0, Double.NEGATIVE_INFINITY, 0});
                    sum[0] += one.value(i);
                    sum[1] = Math.max(sum[1], one.value(i));
                    sum[2]++;
                }
            }
        }
        SortedMap<Long, Double> values = new TreeMap<>();
        sums.forEach((time, sum) -> values.put(time, family.together(sum[0], sum[1], (int) sum[2])));
        return values;
    }
}
