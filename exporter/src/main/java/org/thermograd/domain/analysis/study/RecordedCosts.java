package org.thermograd.domain.analysis.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.analysis.cost.ClockSamples;
import org.thermograd.domain.analysis.cost.CostAnalyzer;
import org.thermograd.domain.analysis.cost.CostConfig;
import org.thermograd.domain.analysis.cost.DeviceFlags;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.recording.RecordedSession;
import org.thermograd.domain.analysis.run.Restarts;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/** What throttling and collapses cost runs of files and sessions, of which each step is known. Confined to one thread. */
final class RecordedCosts {
    private static final String CPU = "cpu";

    private final GapRule gaps;
    private final CostConfig config;
    private final Map<String, Stretch> stretches = new HashMap<>();

    /**
     * The reasons whose flags may rise late by an unknown time: those that neither driver nor kernel gave, where nobody stated
     * how late they are.
     */
    static Set<String> lateReasons(boolean latencyKnown) {
        return latencyKnown ? Set.of() : Set.of(CollapseReason.RECORDED.id(), CollapseReason.EFFICIENCY.id());
    }

    /** A run between two restarts, as it was recorded. */
    private record Stretch(SampledRun run, Segment time, Optional<RecordedSession> session) {}

    /**
     * Prepares.
     *
     * @param recorded the runs as they were recorded
     */
    RecordedCosts(RecordedRuns recorded, GapRule gaps, CostConfig config) {
        this.gaps = gaps;
        this.config = config;
        recorded.runs().forEach(run -> add(run, Optional.empty()));
        recorded.ofSessions().forEach(run -> add(run.run(), Optional.of(run.session())));
    }

    private void add(SampledRun run, Optional<RecordedSession> session) {
        Restarts.stretches(run.id(), run.step())
                .forEach((id, time) -> stretches.put(id, new Stretch(run, time, session)));
    }

    /**
     * Returns what they cost.
     *
     * @param runs with the collapses that are analyzed, cut at restarts; one of which no step was watched is left out
     */
    List<RunCost> of(List<Run> runs) {
        CostAnalyzer analyzer = new CostAnalyzer(config);
        List<RunCost> costs = new ArrayList<>();
        for (Run run : runs) {
            Stretch stretch = stretches.get(run.id());
            if (stretch == null) {
                throw new IllegalArgumentException(
                        "runs must be stretches of " + stretches.keySet() + ", got " + run.id());
            }
            DeviceFlags flags = flags(run, stretch);
            TimeSeries steps = between(stretch.run().entries(), SampledRun.GRAD_NORM, stretch.time());
            Coverage watched = flags.watched(gaps)
                    .map(Coverage.of(steps, gaps)::intersect)
                    .orElse(new Coverage(List.of()))
                    .without(run.annotations().phaseTimes())
                    .withoutInstants();
            RunCost cost = analyzer.analyze(
                    run.id(),
                    steps,
                    watched,
                    flags.episodes(gaps),
                    new CostAnalyzer.Signals(power(stretch.run(), flags.devices()), clocks(stretch, flags.devices())));
            if (cost.watchedSeconds() > 0) {
                costs.add(cost);
            }
        }
        return costs;
    }

    private static DeviceFlags flags(Run run, Stretch stretch) {
        SortedMap<String, SortedMap<String, TimeSeries>> flags = new TreeMap<>();
        run.collapseFlags().forEach((device, collapses) -> {
            SortedMap<String, TimeSeries> reasons = new TreeMap<>();
            stretch.session()
                    .ifPresent(session -> session.throttleFlags(device)
                            .forEach((reason, samples) -> reasons.put(reason, between(samples, stretch.time()))));
            if (run.collapses() == CollapseKind.CONFIRMED
                    && stretch.session().isPresent()
                    && !tellsReasons(stretch, device)) {
                reasons.put(
                        (device.equals(CPU) ? CollapseReason.CPU_THERMAL : CollapseReason.LOW_CLOCK).id(), collapses);
            }
            reasons.put(reason(run.collapses()), collapses);
            flags.put(device, reasons);
        });
        return new DeviceFlags(flags);
    }

    /** Where no driver gives reasons, it was the kernel that confirmed a collapse, or the clock. */
    private static boolean tellsReasons(Stretch stretch, String device) {
        return stretch.session().filter(session -> session.tellsReasons(device)).isPresent();
    }

    private static String reason(CollapseKind kind) {
        return switch (kind) {
            case CONFIRMED -> kind.id();
            case INFERRED -> CollapseReason.EFFICIENCY.id();
            case RECORDED -> CollapseReason.RECORDED.id();
        };
    }

    private static TimeSeries between(SampleTable samples, String column, Segment time) {
        return between(samples.column(column), time);
    }

    private static TimeSeries between(TimeSeries samples, Segment time) {
        return samples.between(time.startMillis(), time.endMillis());
    }

    /** Returns the power of devices together; of several only where all were sampled at the same times. */
    private static Optional<TimeSeries> power(SampledRun run, Set<String> devices) {
        Optional<TimeSeries> sum = Optional.empty();
        for (String device : devices) {
            SampleTable samples = run.devices().get(device);
            if (samples == null || !samples.columns().contains(SampledRun.POWER)) {
                return Optional.empty();
            }
            TimeSeries watts = samples.column(SampledRun.POWER);
            if (sum.isPresent() && !Arrays.equals(sum.get().epochMillis(), watts.epochMillis())) {
                return Optional.empty();
            }
            sum = Optional.of(sum.map(before -> plus(before, watts)).orElse(watts));
        }
        return sum;
    }

    /** Returns the clocks of devices; none of one whose clock was not recorded. No recording says how high it can be. */
    private static Map<String, ClockSamples> clocks(Stretch stretch, Set<String> devices) {
        Map<String, ClockSamples> clocks = new HashMap<>();
        for (String device : devices) {
            SampleTable samples = stretch.run().devices().get(device);
            if (samples != null && samples.columns().contains(SampledRun.CLOCK)) {
                clocks.put(
                        device,
                        new ClockSamples(between(samples, SampledRun.CLOCK, stretch.time()), OptionalDouble.empty()));
            }
        }
        return clocks;
    }

    private static TimeSeries plus(TimeSeries first, TimeSeries second) {
        double[] watts = first.values();
        for (int i = 0; i < watts.length; i++) {
            watts[i] += second.value(i);
        }
        return TimeSeries.of(first.epochMillis(), watts);
    }
}
