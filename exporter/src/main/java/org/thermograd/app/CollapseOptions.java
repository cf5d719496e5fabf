package org.thermograd.app;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.files.RecordedEvents;
import org.thermograd.adapter.files.SessionDevice;
import org.thermograd.adapter.report.Collapses;
import org.thermograd.adapter.report.Collapses.Figure;
import org.thermograd.domain.correlation.InferredRun;
import org.thermograd.domain.correlation.RecordedRun;
import org.thermograd.domain.correlation.Restarts;
import org.thermograd.domain.correlation.Run;
import org.thermograd.domain.efficiency.DeviceRating;
import org.thermograd.domain.efficiency.EfficiencyConfig;
import org.thermograd.domain.efficiency.IndexMode;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.TimeSeries;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which collapses are analysed, and how inferred ones are found. */
final class CollapseOptions {
    private static final String DEFAULT = " (default ${DEFAULT-VALUE})";
    private static final Set<Figure> NOTHING = Set.of();

    @Option(
            names = "--collapses",
            paramLabel = "KIND",
            converter = Kind.class,
            description =
                    "confirmed, throttling that driver or kernel report (sessions and Prometheus), inferred, drops of"
                            + " the efficiency index, or recorded, the flags of a recording (default recorded for files, else"
                            + " the first of the three that any device can show)")
    private @Nullable CollapseKind collapses;

    @Option(
            names = Ratings.RATED_WATTS,
            paramLabel = "DEVICE=X",
            split = ",",
            converter = OptionValues.PositiveOfDevice.class,
            description = "Inferred: rated power of a device, such as gpu0=350; repeatable. Else 125 for cpu, 200 for a"
                    + " gpu, 5 for mobile")
    private List<OptionValues.OfDevice> ratedWatts = new ArrayList<>();

    @Option(
            names = Ratings.LIMIT_CELSIUS,
            paramLabel = "DEVICE=X",
            split = ",",
            converter = OptionValues.PositiveOfDevice.class,
            description =
                    "Inferred: temperature limit of a device, such as gpu0=87; repeatable. Else 80 for cpu, 83 for"
                            + " a gpu, 80 for mobile")
    private List<OptionValues.OfDevice> limitCelsius = new ArrayList<>();

    @Option(
            names = "--slope-window",
            paramLabel = "TIME",
            defaultValue = "15s",
            converter = OptionValues.SlopeWindow.class,
            description = "Inferred: time over which the slope of the temperature is fitted, at most 2m; 0s is the"
                    + " difference of the last two" + DEFAULT)
    private Duration slopeWindow = EfficiencyConfig.DEFAULT_SLOPE_WINDOW;

    @Option(
            names = "--index-mode",
            paramLabel = "MODE",
            defaultValue = "timed",
            description = "Inferred: timed, by the measured time between samples, or literal, as if it were one second,"
                    + " for comparison" + DEFAULT)
    private String indexMode = "";

    /**
     * The runs with the collapses that were asked for.
     *
     * @param runs the runs
     * @param collapses what the report says about their collapses
     */
    record Chosen(List<Run> runs, Collapses collapses) {}

    /** Returns what is wrong with the options, whatever the files hold. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (mode().isEmpty()) {
            problems.add("Invalid value for option '--index-mode': must be timed or literal, got " + indexMode);
        }
        Ratings.addRepeated(ratedWatts, limitCelsius, problems);
        return problems;
    }

    /** Returns the kind if the user chose one. */
    Optional<CollapseKind> kind() {
        return Optional.ofNullable(collapses);
    }

    /** Returns what keeps the options from being carried out on recorded files. */
    List<String> problemsWithFiles() {
        return collapses == CollapseKind.CONFIRMED
                ? List.of(
                        "Invalid value for option '--collapses': must be recorded or inferred for files, which hold no"
                                + " reasons of a driver, got confirmed")
                : List.of();
    }

    /** Returns what keeps the options from being carried out where an exporter found the collapses. */
    List<String> problemsWithoutSamples() {
        List<String> problems = new ArrayList<>();
        if (!ratedWatts.isEmpty() || !limitCelsius.isEmpty()) {
            problems.add("over Prometheus the exporter's figures count: " + Ratings.RATED_WATTS + " and "
                    + Ratings.LIMIT_CELSIUS + " need the samples of the hardware (recorded files)");
        }
        if (!slopeWindow.equals(EfficiencyConfig.DEFAULT_SLOPE_WINDOW)
                || !mode().equals(Optional.of(IndexMode.TIMED))) {
            problems.add("over Prometheus the exporter's index counts: --slope-window and --index-mode need the samples"
                    + " of the hardware (recorded files)");
        }
        return problems;
    }

    /** A kind of collapses. */
    static final class Kind implements ITypeConverter<CollapseKind> {
        @Override
        public CollapseKind convert(String text) {
            return Arrays.stream(CollapseKind.values())
                    .filter(kind -> kind.id().equals(text))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("must be confirmed, inferred or recorded, got " + text));
        }
    }

    private Optional<IndexMode> mode() {
        return Arrays.stream(IndexMode.values())
                .filter(mode -> mode.id().equals(indexMode))
                .findFirst();
    }

    /**
     * Returns recorded runs with the collapses that the options ask for.
     *
     * @throws UsageException if inferred ones are asked for and an option names a device that is in none of the runs
     */
    Chosen choose(List<RecordedRun> recorded) {
        return switch (kind().orElse(CollapseKind.RECORDED)) {
            case RECORDED ->
                new Chosen(
                        recorded.stream()
                                .flatMap(run -> cut(run, run.withRecordedCollapses()))
                                .toList(),
                        new Collapses.Recorded());
            case INFERRED -> infer(recorded, (run, device) -> rated(DeviceRating.defaultOf(device), NOTHING, device));
            case CONFIRMED -> throw new UsageException(problemsWithFiles());
        };
    }

    /**
     * Returns runs of sessions with the collapses that the options ask for, else with those that driver or kernel
     * confirmed where they told of any device, else with inferred ones.
     *
     * @param gaps what counts as a gap
     * @throws UsageException if recorded ones are asked for, or an option names a device that is in none of the runs
     */
    Chosen chooseOfSessions(List<RecordedRuns.SessionRun> runs, GapRule gaps) {
        boolean canConfirm = runs.stream().anyMatch(run -> run.session().canConfirm());
        CollapseKind kind = kind().orElse(canConfirm ? CollapseKind.CONFIRMED : CollapseKind.INFERRED);
        return switch (kind) {
            case RECORDED ->
                throw new UsageException(List.of("Invalid value for option '--collapses': must be confirmed or inferred"
                        + " for sessions, which hold no flags of another monitor, got recorded"));
            case INFERRED -> {
                Map<RecordedRun, SortedMap<String, SessionDevice>> known = new HashMap<>();
                runs.forEach(run -> known.put(run.run(), run.session().facts().devices()));
                yield infer(
                        runs.stream().map(RecordedRuns.SessionRun::run).toList(),
                        (run, device) -> ratedAsKnown(requireNonNull(known.get(run), run.id()), device));
            }
            case CONFIRMED -> {
                SortedSet<String> reasons = new TreeSet<>();
                List<Run> confirmed = new ArrayList<>();
                for (RecordedRuns.SessionRun run : runs) {
                    SortedMap<String, TimeSeries> flags = new TreeMap<>();
                    run.run()
                            .devices()
                            .forEach((name, samples) -> flags.put(
                                    name,
                                    run.session()
                                            .confirmedFlags(
                                                    name, gaps.limitMillis(samples.column(RecordedRun.COLLAPSE)))));
                    cut(run.run(), new Run(run.run().id(), run.run().gradNorm(), flags, CollapseKind.CONFIRMED))
                            .forEach(confirmed::add);
                    run.session().events().collapses().stream()
                            .map(RecordedEvents.Collapse::reason)
                            .filter(reason -> reason.kind() == CollapseKind.CONFIRMED)
                            .forEach(reason -> reasons.add(reason.id()));
                }
                yield new Chosen(
                        confirmed,
                        new Collapses.AsExported(CollapseKind.CONFIRMED, reasons, Collapses.Latency.PUBLISHED));
            }
        };
    }

    private Chosen infer(
            List<RecordedRun> recorded, BiFunction<RecordedRun, String, Collapses.RatedDevice> ratedDevice) {
        SortedSet<String> names = recorded.stream()
                .flatMap(run -> run.devices().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> problems = new ArrayList<>();
        Ratings.of(ratedWatts, limitCelsius).addUnknown(names, problems);
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
        IndexMode mode = mode().orElseThrow();
        SortedMap<String, Collapses.RatedDevice> devices = new TreeMap<>();
        List<InferredRun> inferred = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        for (RecordedRun run : recorded) {
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

    private static Stream<Run> cut(RecordedRun recorded, Run run) {
        return Restarts.cut(run, recorded.step()).runs().stream();
    }

    private Collapses.RatedDevice ratedAsKnown(SortedMap<String, SessionDevice> known, String name) {
        SessionDevice device = known.get(name);
        if (device == null) {
            return rated(DeviceRating.defaultOf(name), NOTHING, name);
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

    /** Returns a rating with what the options say in its place, and which of its figures nobody told. */
    private Collapses.RatedDevice rated(DeviceRating known, Set<Figure> told, String device) {
        DeviceRating rating = known;
        Set<Figure> assumed = EnumSet.allOf(Figure.class);
        assumed.removeAll(told);
        Ratings options = Ratings.of(ratedWatts, limitCelsius);
        Double watts = options.ratedWatts().get(device);
        if (watts != null) {
            rating = rating.withRatedWatts(watts);
            assumed.remove(Figure.RATED_WATTS);
        }
        Double celsius = options.limitCelsius().get(device);
        if (celsius != null) {
            rating = rating.withLimitCelsius(celsius);
            assumed.remove(Figure.LIMIT_CELSIUS);
        }
        return new Collapses.RatedDevice(rating, assumed);
    }
}
