package org.thermograd.domain.analysis.scrape;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.thermograd.domain.series.TimeSeries;

/** Builds what was scraped of a run or a device from pairs of time and value, both in seconds. */
final class ScrapedRunBuilder {
    private final Map<RunSeries, TimeSeries> series = new EnumMap<>(RunSeries.class);
    private final Map<SlotSeries, Map<String, TimeSeries>> slots = new EnumMap<>(SlotSeries.class);

    static TimeSeries series(double... timesAndValues) {
        long[] times = new long[timesAndValues.length / 2];
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = Math.round(1000 * timesAndValues[2 * i]);
            values[i] = timesAndValues[2 * i + 1];
        }
        return TimeSeries.of(times, values);
    }

    @CanIgnoreReturnValue
    ScrapedRunBuilder with(RunSeries one, double... timesAndValues) {
        series.put(one, series(timesAndValues));
        return this;
    }

    @CanIgnoreReturnValue
    ScrapedRunBuilder slot(String slot, double... timesAndOnsets) {
        return slot(SlotSeries.SPIKE_ONSET, slot, timesAndOnsets);
    }

    @CanIgnoreReturnValue
    ScrapedRunBuilder slot(SlotSeries one, String slot, double... timesAndValues) {
        slots.computeIfAbsent(one, any -> new TreeMap<>()).put(slot, series(timesAndValues));
        return this;
    }

    ScrapedRun build() {
        return new ScrapedRun("r", series, slots);
    }
}
