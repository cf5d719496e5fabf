package org.thermograd.app.correlate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.app.cli.RatingOptions;
import org.thermograd.domain.analysis.study.CollapseChoice;
import org.thermograd.domain.analysis.study.RecordedRuns;
import org.thermograd.domain.efficiency.EfficiencyConfig;
import org.thermograd.domain.efficiency.IndexMode;
import org.thermograd.domain.event.CollapseKind;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which collapses are analyzed, and how inferred ones are found. */
final class CollapseOptions {
    private static final String DEFAULT = " (default ${DEFAULT-VALUE})";

    @Option(
            names = "--collapses",
            paramLabel = "KIND",
            converter = Kind.class,
            description =
                    "confirmed, throttling that driver, kernel or clock tell, inferred, drops of the efficiency index"
                            + " while heating, or recorded, the flags of a recording (default confirmed where any device can show"
                            + " them, else recorded for files and inferred for the rest)")
    private @Nullable CollapseKind collapses;

    @ArgGroup(validate = false)
    private RatingOptions ratings = new RatingOptions();

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

    /** Returns what is wrong with the options, whatever the files hold. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (mode().isEmpty()) {
            problems.add("Invalid value for option '--index-mode': must be timed or literal, got " + indexMode);
        }
        problems.addAll(ratings.problems());
        return problems;
    }

    /** Returns the kind if the user chose one. */
    Optional<CollapseKind> kind() {
        return Optional.ofNullable(collapses);
    }

    /** Returns what keeps the options from being carried out on sessions. */
    List<String> problemsWithSessions() {
        return collapses == CollapseKind.RECORDED
                ? List.of(
                        "Invalid value for option '--collapses': must be confirmed or inferred for sessions, which hold"
                                + " no flags of another monitor, got recorded")
                : List.of();
    }

    /** Returns what keeps the options from being carried out where an exporter found the collapses. */
    List<String> problemsWithoutSamples() {
        List<String> problems = new ArrayList<>();
        if (ratings.isGiven()) {
            problems.add("over Prometheus the exporter's figures count: " + RatingOptions.NAMES
                    + " need the samples of the hardware (recorded files)");
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
     * Returns what keeps the options from being carried out on runs that were read.
     *
     * @param recorded the runs
     */
    List<String> problemsWith(RecordedRuns recorded) {
        if (collapses == CollapseKind.CONFIRMED
                && recorded.ofSessions().isEmpty()
                && !CollapseChoice.canConfirm(recorded)) {
            return List.of(
                    "Invalid value for option '--collapses': must be recorded or inferred for files that hold neither"
                            + " throttle_reasons nor a clock with its highest, got confirmed");
        }
        if (choice().kindFor(recorded) == CollapseKind.INFERRED) {
            SortedSet<String> devices = recorded.runs().stream()
                    .flatMap(run -> run.devices().keySet().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            return RatingOptions.unknown(ratings.ratings(), devices);
        }
        return List.of();
    }

    /** Returns what the options say; they must be without {@link #problems()}. */
    CollapseChoice choice() {
        return new CollapseChoice(kind(), ratings.ratings(), slopeWindow, mode().orElseThrow());
    }
}
