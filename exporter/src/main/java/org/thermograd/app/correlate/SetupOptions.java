package org.thermograd.app.correlate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.prometheus.runs.ExistingSetup;
import org.thermograd.adapter.prometheus.runs.HardwarePreset;
import org.thermograd.adapter.prometheus.runs.HardwareSide;
import org.thermograd.adapter.prometheus.runs.TrainingPreset;
import org.thermograd.adapter.prometheus.runs.TrainingSide;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.domain.event.CollapseKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which series of an existing setup are read in place of those of our exporter. */
final class SetupOptions {
    private static final long MILLIS = 1000;

    @Option(
            names = "--hardware-preset",
            paramLabel = "EXPORTER",
            converter = Hardware.class,
            completionCandidates = Hardware.Ids.class,
            description = "Collapses are what this exporter tells of throttling: ${COMPLETION-CANDIDATES}")
    private @Nullable HardwarePreset hardwarePreset;

    @Option(
            names = "--training-preset",
            paramLabel = "TRAINER",
            converter = Training.class,
            completionCandidates = Training.Ids.class,
            description = "Spikes are looked for in the gauges of this trainer: ${COMPLETION-CANDIDATES}")
    private @Nullable TrainingPreset trainingPreset;

    @Option(
            names = "--collapse-query",
            paramLabel = "PROMQL",
            description =
                    "Collapses: series above 0 in a collapse, or counters (names that end in _total); a device each")
    private @Nullable String collapseQuery;

    @Option(
            names = "--spike-query",
            paramLabel = "PROMQL",
            description = "Spikes: series above 0 in a spike, or counters (names that end in _total); a run each")
    private @Nullable String spikeQuery;

    @Option(
            names = "--grad-norm-query",
            paramLabel = "PROMQL",
            description = "The gradient norm, in which spikes are looked for (--detector); a run each")
    private @Nullable String gradNormQuery;

    @Option(
            names = "--query-step",
            paramLabel = "TIME",
            defaultValue = "15s",
            converter = OptionValues.PositiveMillis.class,
            description = "How often a query that is no plain selector is evaluated, whole seconds"
                    + " (default ${DEFAULT-VALUE})")
    private long queryStepMillis;

    /** Returns what is wrong with the options; empty if nothing is. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        addBlank("--collapse-query", collapseQuery, problems);
        addBlank("--spike-query", spikeQuery, problems);
        addBlank("--grad-norm-query", gradNormQuery, problems);
        if (hardwarePreset != null && collapseQuery != null) {
            problems.add("--hardware-preset and --collapse-query both say where collapses are; give one of them");
        }
        if (Stream.of(trainingPreset, spikeQuery, gradNormQuery)
                        .filter(one -> one != null)
                        .count()
                > 1) {
            problems.add(
                    "--training-preset, --spike-query and --grad-norm-query say where spikes are; give one of them");
        }
        if (queryStepMillis % MILLIS != 0) {
            problems.add(
                    "Invalid value for option '--query-step': must be whole seconds, got " + queryStepMillis + "ms");
        }
        return problems;
    }

    private static void addBlank(String option, @Nullable String promql, List<String> problems) {
        if (promql != null && promql.isBlank()) {
            problems.add("Invalid value for option '" + option + "': must not be blank, got \"" + promql + "\"");
        }
    }

    /** Returns what keeps the options from being carried out without a Prometheus. */
    List<String> problemsWithoutPrometheus() {
        List<String> given = new ArrayList<>();
        addIf(hardwarePreset != null, "--hardware-preset", given);
        addIf(trainingPreset != null, "--training-preset", given);
        addIf(collapseQuery != null, "--collapse-query", given);
        addIf(spikeQuery != null, "--spike-query", given);
        addIf(gradNormQuery != null, "--grad-norm-query", given);
        return given.isEmpty() ? List.of() : List.of(String.join(", ", given) + " must come with --prometheus-url");
    }

    private static void addIf(boolean given, String option, List<String> options) {
        if (given) {
            options.add(option);
        }
    }

    /**
     * Returns what keeps a choice of collapses from being carried out.
     *
     * @param kind which collapses, if the user chose
     */
    List<String> problemsWith(Optional<CollapseKind> kind) {
        if (kind.isEmpty()) {
            return List.of();
        }
        if (hardwarePreset != null && kind.get() != CollapseKind.CONFIRMED) {
            return List.of("Invalid value for option '--collapses': must be confirmed with --hardware-preset, got "
                    + kind.get().id());
        }
        return collapseQuery == null
                ? List.of()
                : List.of("--collapses must not come with --collapse-query, which says what a collapse is");
    }

    /** Returns whether the job looks for spikes itself, in the gradient norm. */
    boolean findsSpikes() {
        return trainingPreset != null || gradNormQuery != null;
    }

    /** Returns whether somebody else than our exporter tells of the spikes. */
    boolean hasTraining() {
        return findsSpikes() || spikeQuery != null;
    }

    /** Returns whether somebody else than our exporter tells of the collapses. */
    boolean hasHardware() {
        return hardwarePreset != null || collapseQuery != null;
    }

    /** Returns the setup that the options say; they must be without {@link #problems()}. */
    ExistingSetup setup() {
        Optional<HardwareSide> hardware = collapseQuery != null
                ? Optional.of(new HardwareSide.CollapseQuery(collapseQuery))
                : Optional.ofNullable(hardwarePreset);
        Optional<TrainingSide> training = spikeQuery != null
                ? Optional.of(new TrainingSide.SpikeQuery(spikeQuery))
                : gradNormQuery != null
                        ? Optional.of(new TrainingSide.GradNormQuery(gradNormQuery))
                        : Optional.ofNullable(trainingPreset);
        return new ExistingSetup(hardware, training, Duration.ofMillis(queryStepMillis));
    }

    private static <T> T oneOf(T[] all, Function<T, String> id, String text) {
        return Arrays.stream(all)
                .filter(one -> id.apply(one).equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("must be one of "
                        + Arrays.stream(all).map(id).collect(Collectors.joining(", ")) + ", got " + text));
    }

    /** A preset of the hardware side. */
    static final class Hardware implements ITypeConverter<HardwarePreset> {
        @Override
        public HardwarePreset convert(String text) {
            return oneOf(HardwarePreset.values(), HardwarePreset::id, text);
        }

        /** Their names for the help text. */
        static final class Ids extends ArrayList<String> {
            private static final long serialVersionUID = 1;

            Ids() {
                super(Arrays.stream(HardwarePreset.values())
                        .map(HardwarePreset::id)
                        .toList());
            }
        }
    }

    /** A preset of the training side. */
    static final class Training implements ITypeConverter<TrainingPreset> {
        @Override
        public TrainingPreset convert(String text) {
            return oneOf(TrainingPreset.values(), TrainingPreset::id, text);
        }

        /** Their names for the help text. */
        static final class Ids extends ArrayList<String> {
            private static final long serialVersionUID = 1;

            Ids() {
                super(Arrays.stream(TrainingPreset.values())
                        .map(TrainingPreset::id)
                        .toList());
            }
        }
    }
}
