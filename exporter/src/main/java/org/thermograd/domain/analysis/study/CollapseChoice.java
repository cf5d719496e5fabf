package org.thermograd.domain.analysis.study;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.thermograd.domain.analysis.recording.HeldSpells;
import org.thermograd.domain.analysis.recording.RecordedEvents;
import org.thermograd.domain.analysis.recording.SessionDevice;
import org.thermograd.domain.analysis.recording.SessionRun;
import org.thermograd.domain.analysis.report.Collapses;
import org.thermograd.domain.analysis.report.Collapses.Figure;
import org.thermograd.domain.analysis.run.InferredRun;
import org.thermograd.domain.analysis.run.Restarts;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.efficiency.DeviceRating;
import org.thermograd.domain.efficiency.EfficiencyConfig;
import org.thermograd.domain.efficiency.IndexMode;
import org.thermograd.domain.efficiency.Ratings;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.FlaggedTime;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * Which collapses of recorded runs are analyzed, and how inferred ones are found.
 *
 * @param kind which, if the user chose
 * @param ratings inferred: what devices are built for, instead of what is known or assumed
 * @param slopeWindow inferred: time over which the slope of the temperature is fitted
 * @param mode inferred: how the constants of the rule are read
 */
public record CollapseChoice(Optional<CollapseKind> kind, Ratings ratings, Duration slopeWindow, IndexMode mode) {
    /** The kind that fits the runs, with the values of the specification. */
    public static final CollapseChoice DEFAULTS =
            new CollapseChoice(Optional.empty(), Ratings.NONE, EfficiencyConfig.DEFAULT_SLOPE_WINDOW, IndexMode.TIMED);

    private static final Set<Figure> NOTHING = Set.of();

    public CollapseChoice {
        requireNonNull(kind, "kind");
        requireNonNull(ratings, "ratings");
        requireNonNull(slopeWindow, "slopeWindow");
        requireNonNull(mode, "mode");
    }

    /**
     * The runs with the collapses that were chosen.
     *
     * @param runs the runs, cut at restarts
     * @param collapses what the report says about their collapses
     */
    record Chosen(List<Run> runs, Collapses collapses) {
        Chosen {
            runs = List.copyOf(runs);
            requireNonNull(collapses, "collapses");
        }
    }

    /**
     * Returns the kind of collapses that is analyzed: the chosen one, else what driver, kernel or clock confirmed where they
     * told of any device, else the flags of recorded files, and of sessions what is inferred.
     */
    public CollapseKind kindFor(RecordedRuns recorded) {
        if (kind.isPresent()) {
            return kind.get();
        }
        if (canConfirm(recorded)) {
            return CollapseKind.CONFIRMED;
        }
        return recorded.ofSessions().isEmpty() ? CollapseKind.RECORDED : CollapseKind.INFERRED;
    }

    /** Returns whether driver, kernel or clock told of any device whether it is held back; of a session they may be asked. */
    public static boolean canConfirm(RecordedRuns recorded) {
        return recorded.ofSessions().isEmpty()
                ? recorded.runs().stream()
                        .flatMap(run -> run.devices().values().stream())
                        .anyMatch(samples -> samples.columns().contains(SampledRun.HELD_BACK))
                : recorded.ofSessions().stream().anyMatch(run -> run.session().canConfirm());
    }

    /**
     * Returns runs with the collapses that were chosen.
     *
     * @param gaps what counts as a gap
     * @throws IllegalArgumentException if sessions are to have recorded collapses, or files confirmed ones, which they do not
     *     hold
     */
    Chosen choose(RecordedRuns recorded, GapRule gaps) {
        boolean files = recorded.ofSessions().isEmpty();
        CollapseKind chosen = kindFor(recorded);
        if (files ? chosen == CollapseKind.CONFIRMED && !canConfirm(recorded) : chosen == CollapseKind.RECORDED) {
            throw new IllegalArgumentException(
                    "kind must be one that " + (files ? "files" : "sessions") + " hold, got " + chosen.id());
        }
        return switch (chosen) {
            case RECORDED ->
                new Chosen(
                        recorded.runs().stream()
                                .flatMap(run -> cut(run, run.withRecordedCollapses()))
                                .toList(),
                        new Collapses.Recorded());
            case INFERRED ->
                files ? infer(recorded.runs(), (run, device) -> assumed(device)) : inferOfSessions(recorded, gaps);
            case CONFIRMED -> files ? confirmOfFiles(recorded.runs(), gaps) : confirm(recorded.ofSessions(), gaps);
        };
    }

    private Chosen inferOfSessions(RecordedRuns recorded, GapRule gaps) {
        Map<String, List<Segment>> throttled = new HashMap<>();
        recorded.ofSessions().forEach(run -> throttled.put(run.run().id(), run.throttled(gaps)));
        Map<String, SortedMap<String, SessionDevice>> known = new HashMap<>();
        recorded.ofSessions()
                .forEach(run -> known.put(run.run().id(), run.session().facts().devices()));
        Chosen chosen = infer(
                recorded.runs(), (run, device) -> ratedAsKnown(requireNonNull(known.get(run.id()), run.id()), device));
        List<Run> runs = chosen.runs().stream()
                .map(run -> throttled.entrySet().stream()
                        .filter(entry -> Restarts.isOf(entry.getKey(), run.id()))
                        .findFirst()
                        .map(entry -> run.withThrottled(entry.getValue()))
                        .orElse(run))
                .toList();
        return new Chosen(runs, chosen.collapses());
    }

    private static Chosen confirmOfFiles(List<SampledRun> runs, GapRule gaps) {
        List<Run> confirmed = new ArrayList<>();
        for (SampledRun run : runs) {
            SortedMap<String, TimeSeries> flags = new TreeMap<>();
            List<Segment> throttled = new ArrayList<>();
            run.devices().forEach((name, samples) -> {
                TimeSeries flag = confirmedFlags(samples, gaps);
                flags.put(name, flag);
                throttled.addAll(FlaggedTime.of(flag, gaps.limitMillis(flag)));
            });
            cut(run, new Run(run.id(), run.gradNorm(), flags, CollapseKind.CONFIRMED).withThrottled(throttled))
                    .forEach(confirmed::add);
        }
        return new Chosen(confirmed, new Collapses.Told());
    }

    /** Returns the flags of a device; of one that never told all samples, not known. */
    private static TimeSeries confirmedFlags(SampleTable samples, GapRule gaps) {
        if (!samples.columns().contains(SampledRun.HELD_BACK)) {
            double[] unknown = new double[samples.size()];
            Arrays.fill(unknown, Double.NaN);
            return TimeSeries.of(samples.epochMillis(), unknown);
        }
        TimeSeries held = samples.column(SampledRun.HELD_BACK);
        return HeldSpells.flags(held, CollapseConfig.Confirmed.DEFAULTS, gaps.limitMillis(held));
    }

    private static Chosen confirm(List<SessionRun> runs, GapRule gaps) {
        SortedSet<String> reasons = new TreeSet<>();
        List<Run> confirmed = new ArrayList<>();
        for (SessionRun run : runs) {
            SortedMap<String, TimeSeries> flags = new TreeMap<>();
            run.run()
                    .devices()
                    .forEach((name, samples) -> flags.put(
                            name,
                            run.session().confirmedFlags(name, gaps.limitMillis(samples.column(SampledRun.COLLAPSE)))));
            cut(
                            run.run(),
                            new Run(run.run().id(), run.run().gradNorm(), flags, CollapseKind.CONFIRMED)
                                    .withThrottled(run.throttled(gaps))
                                    .withAnnotations(run.run().annotations()))
                    .forEach(confirmed::add);
            run.session().events().collapses().stream()
                    .map(RecordedEvents.Collapse::reason)
                    .filter(reason -> reason.kind() == CollapseKind.CONFIRMED)
                    .forEach(reason -> reasons.add(reason.id()));
        }
        return new Chosen(
                confirmed, new Collapses.FoundLive(CollapseKind.CONFIRMED, reasons, Collapses.Latency.PUBLISHED));
    }

    private Chosen infer(List<SampledRun> recorded, BiFunction<SampledRun, String, Collapses.RatedDevice> ratedDevice) {
        SortedMap<String, Collapses.RatedDevice> devices = new TreeMap<>();
        List<InferredRun> inferred = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        for (SampledRun run : recorded) {
            Map<String, EfficiencyConfig> configs = new HashMap<>();
            for (String name : run.devices().keySet()) {
                Collapses.RatedDevice device = ratedDevice.apply(run, name);
                devices.put(name, device);
                configs.put(name, new EfficiencyConfig(device.rating(), slopeWindow, mode));
            }
            InferredRun one = run.withInferredCollapses(configs);
            inferred.add(one);
            cut(run, one.run()).forEach(runs::add);
        }
        return new Chosen(runs, new Collapses.Inferred(mode, slopeWindow, devices, inferred));
    }

    private static Stream<Run> cut(SampledRun recorded, Run run) {
        return Restarts.cut(run, recorded.step()).runs().stream();
    }

    private Collapses.RatedDevice ratedAsKnown(SortedMap<String, SessionDevice> known, String name) {
        SessionDevice device = known.get(name);
        if (device == null) {
            return assumed(name);
        }
        Set<Figure> told = EnumSet.noneOf(Figure.class);
        if (device.ratedWatts().origin() != SessionDevice.Origin.ASSUMED) {
            told.add(Figure.RATED_WATTS);
        }
        if (device.limitCelsius().origin() != SessionDevice.Origin.ASSUMED) {
            told.add(Figure.LIMIT_CELSIUS);
        }
        return rated(
                new DeviceRating(
                        device.ratedWatts().value(), device.limitCelsius().value()),
                told,
                name);
    }

    private Collapses.RatedDevice assumed(String device) {
        return rated(DeviceRating.defaultOf(device), NOTHING, device);
    }

    /** Returns a rating with what was told in its place, and which of its figures nobody told. */
    private Collapses.RatedDevice rated(DeviceRating known, Set<Figure> told, String device) {
        DeviceRating rating = known;
        Set<Figure> assumed = EnumSet.allOf(Figure.class);
        assumed.removeAll(told);
        OptionalDouble watts = ratings.wattsOf(device);
        if (watts.isPresent()) {
            rating = rating.withRatedWatts(watts.getAsDouble());
            assumed.remove(Figure.RATED_WATTS);
        }
        OptionalDouble celsius = ratings.celsiusOf(device);
        if (celsius.isPresent()) {
            rating = rating.withLimitCelsius(celsius.getAsDouble());
            assumed.remove(Figure.LIMIT_CELSIUS);
        }
        return new Collapses.RatedDevice(rating, assumed);
    }
}
