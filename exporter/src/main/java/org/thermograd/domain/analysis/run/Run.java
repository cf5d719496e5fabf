package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.training.RunAnnotations;

/**
 * One training run and the devices that were watched during it.
 *
 * @param id the name of the run
 * @param gradNorm its gradient norms; values may be {@code NaN} or infinite
 * @param collapseFlags for each device the samples of its collapse flag: 1 in a collapse, 0 outside, {@code NaN} where
 *     it is not known; a device whose flag is never known is blind
 * @param collapses where the flags come from; those of inferred collapses begin with the first sample of a hold
 * @param throttled stretches in which driver or kernel reported that they throttled a device; empty where none reports
 * @param annotations what the run said about its time; in phases it did not train
 * @param seen when a collapse of a device could be seen, for those of which that is less than the time of their samples
 */
public record Run(
        String id,
        TimeSeries gradNorm,
        SortedMap<String, TimeSeries> collapseFlags,
        CollapseKind collapses,
        List<Segment> throttled,
        RunAnnotations annotations,
        SortedMap<String, Coverage> seen) {
    /** With fewer finite gradient norms nothing can be said about a run. */
    public static final int FEWEST_NORMS = 3;

    public Run {
        requireNonNull(id, "id");
        requireNonNull(gradNorm, "gradNorm");
        requireNonNull(collapses, "collapses");
        collapseFlags = Collections.unmodifiableSortedMap(new TreeMap<>(collapseFlags));
        throttled = List.copyOf(throttled);
        requireNonNull(annotations, "annotations");
        seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    }

    /** Makes a run of which no driver reported throttling. */
    public Run(String id, TimeSeries gradNorm, SortedMap<String, TimeSeries> collapseFlags, CollapseKind collapses) {
        this(id, gradNorm, collapseFlags, collapses, List.of(), RunAnnotations.NONE, new TreeMap<>());
    }

    /** Returns the same where collapses of some devices could be seen at times only. */
    Run withSeen(SortedMap<String, Coverage> times) {
        return new Run(id, gradNorm, collapseFlags, collapses, throttled, annotations, times);
    }

    /** Returns when collapses of a device could be seen, as far as its samples are without gaps. */
    Coverage watched(String device, GapRule gaps) {
        TimeSeries flags = collapseFlags.get(device);
        Coverage known = flags == null ? new Coverage(List.of()) : Coverage.of(flags, gaps);
        Coverage times = seen.get(device);
        return times == null ? known : known.intersect(times);
    }

    /** Returns the same with stretches in which driver or kernel reported throttling. */
    public Run withThrottled(List<Segment> stretches) {
        return new Run(id, gradNorm, collapseFlags, collapses, stretches, annotations, seen);
    }

    /** Returns the same with what the run said about its time. */
    public Run withAnnotations(RunAnnotations told) {
        return new Run(id, gradNorm, collapseFlags, collapses, throttled, told, seen);
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
