package org.thermograd.domain.analysis.timeline;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.thermograd.domain.analysis.run.Restarts;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * The signals of a run over time. Immutable and thread-safe.
 *
 * @param run the name of the run
 * @param stretches what the analysis calls its stretches between restarts, at least one
 * @param curves those that have samples, first those of the run
 */
public record Timeline(String run, List<String> stretches, List<Curve> curves) {
    private static final Map<CurveKind, String> COLUMNS = Map.of(
            CurveKind.TEMPERATURE_CELSIUS, SampledRun.TEMPERATURE,
            CurveKind.POWER_WATTS, SampledRun.POWER,
            CurveKind.CLOCK_HERTZ, SampledRun.CLOCK);
    private static final double MILLIS = 1000;

    /** Copies the lists. */
    public Timeline {
        requireNonNull(run, "run");
        stretches = List.copyOf(stretches);
        curves = List.copyOf(curves);
    }

    /**
     * Returns the timeline of a run. Values that are not finite are left out, and so is a signal of which none is. A step took
     * the time since the step before it; where steps between two norms are not there, their share of the time.
     */
    public static Timeline of(SampledRun run) {
        List<Curve> curves = new ArrayList<>();
        add(CurveKind.GRAD_NORM, Optional.empty(), run.gradNorm(), curves);
        add(CurveKind.STEP_SECONDS, Optional.empty(), stepSeconds(run.gradNorm(), run.step()), curves);
        for (CurveKind signal : CurveKind.values()) {
            String column = COLUMNS.get(signal);
            if (column != null) {
                run.devices().forEach((device, samples) -> add(signal, device, column, samples, curves));
            }
        }
        return new Timeline(
                run.id(), List.copyOf(Restarts.stretches(run.id(), run.step()).keySet()), curves);
    }

    private static void add(CurveKind signal, String device, String column, SampleTable samples, List<Curve> curves) {
        if (samples.columns().contains(column)) {
            add(signal, Optional.of(device), samples.column(column), curves);
        }
    }

    private static void add(CurveKind signal, Optional<String> device, TimeSeries samples, List<Curve> curves) {
        int[] finite = IntStream.range(0, samples.size())
                .filter(i -> Double.isFinite(samples.value(i)))
                .toArray();
        if (finite.length > 0) {
            curves.add(new Curve(signal, device, pick(samples, finite)));
        }
    }

    private static TimeSeries pick(TimeSeries samples, int[] rows) {
        return rows.length == samples.size()
                ? samples
                : TimeSeries.of(
                        IntStream.of(rows).mapToLong(samples::epochMillis).toArray(),
                        IntStream.of(rows).mapToDouble(samples::value).toArray());
    }

    private static TimeSeries stepSeconds(TimeSeries norms, TimeSeries step) {
        int n = Math.max(0, norms.size() - 1);
        long[] times = new long[n];
        double[] seconds = new double[n];
        for (int i = 0; i < n; i++) {
            double steps = step.value(i + 1) - step.value(i);
            times[i] = norms.epochMillis(i + 1);
            seconds[i] = (norms.epochMillis(i + 1) - norms.epochMillis(i)) / MILLIS / (steps > 1 ? steps : 1);
        }
        return TimeSeries.of(times, seconds);
    }

    /** Returns the time from the first to the last sample of all; nothing without curves. */
    public Optional<Segment> span() {
        return curves.stream()
                .map(Curve::samples)
                .map(samples -> new Segment(samples.epochMillis(0), samples.epochMillis(samples.size() - 1) + 1))
                .reduce((a, b) -> new Segment(
                        Math.min(a.startMillis(), b.startMillis()), Math.max(a.endMillis(), b.endMillis())));
    }
}
