package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * One training run and the devices that were watched during it.
 *
 * @param id the name of the run
 * @param gradNorm its gradient norms; values may be {@code NaN} or infinite
 * @param collapseFlags for each device the samples of its collapse flag: 1 in a collapse, 0 outside, {@code NaN} where
 *     it is not known; a device whose flag is never known is blind
 * @param collapses where the flags come from; those of inferred collapses begin with the first sample of a hold
 * @param throttled stretches in which driver or kernel reported that they throttled a device; empty where none reports
 */
public record Run(
        String id,
        TimeSeries gradNorm,
        SortedMap<String, TimeSeries> collapseFlags,
        CollapseKind collapses,
        List<Segment> throttled) {
    /** With fewer finite gradient norms nothing can be said about a run. */
    public static final int FEWEST_NORMS = 3;

    public Run {
        requireNonNull(id, "id");
        requireNonNull(gradNorm, "gradNorm");
        requireNonNull(collapses, "collapses");
        collapseFlags = Collections.unmodifiableSortedMap(new TreeMap<>(collapseFlags));
        throttled = List.copyOf(throttled);
    }

    /** Makes a run of which no driver reported throttling. */
    public Run(String id, TimeSeries gradNorm, SortedMap<String, TimeSeries> collapseFlags, CollapseKind collapses) {
        this(id, gradNorm, collapseFlags, collapses, List.of());
    }

    /** Returns the same with stretches in which driver or kernel reported throttling. */
    public Run withThrottled(List<Segment> stretches) {
        return new Run(id, gradNorm, collapseFlags, collapses, stretches);
    }

    /** Makes a run of recorded collapses. */
    public Run(String id, TimeSeries gradNorm, SortedMap<String, TimeSeries> collapseFlags) {
        this(id, gradNorm, collapseFlags, CollapseKind.RECORDED);
    }

    /** Returns the devices of which at least one flag is known. */
    public SortedMap<String, TimeSeries> observable() {
        SortedMap<String, TimeSeries> observable = new TreeMap<>(collapseFlags);
        observable.values().removeIf(Run::isBlind);
        return observable;
    }

    private static boolean isBlind(TimeSeries flags) {
        for (int i = 0; i < flags.size(); i++) {
            if (!Double.isNaN(flags.value(i))) {
                return false;
            }
        }
        return true;
    }
}
