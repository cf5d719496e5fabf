package org.thermograd.adapter.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thermograd.adapter.report.view.Figures;
import org.thermograd.adapter.report.view.Table;
import org.thermograd.adapter.report.view.Table.Column;
import org.thermograd.adapter.report.view.Table.Content;
import org.thermograd.domain.analysis.comparison.ClockSlope;
import org.thermograd.domain.analysis.comparison.ComparisonConfig;
import org.thermograd.domain.analysis.comparison.ComparisonQualifier;
import org.thermograd.domain.analysis.comparison.EffectInterval;
import org.thermograd.domain.analysis.comparison.RunComparison;
import org.thermograd.domain.analysis.comparison.RunSummary;

/** The figures of a comparison as tables and sentences, before any format. */
final class ComparisonTables {
    private static final double PERCENT = 100;

    private ComparisonTables() {}

    /** Returns what is simulated; nothing where all was measured. */
    static Optional<String> notice(RunComparison comparison) {
        String simulated = Stream.concat(comparison.runsA().stream(), comparison.runsB().stream())
                .filter(RunSummary::simulated)
                .map(RunSummary::name)
                .collect(Collectors.joining(", "));
        return simulated.isEmpty() ? Optional.empty() : Optional.of("Simulated, not measured: " + simulated);
    }

    /** Returns by how much the second side is slower, as a whole and in parts; no row where that is not known. */
    static Table parts(RunComparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        comparison.difference().ifPresent(difference -> {
            rows.add(row("Step time", difference.total()));
            difference.parts().ifPresent(parts -> {
                rows.add(row("At equal hardware (code)", parts.code()));
                rows.add(row("Hardware: " + difference.hardware(), parts.hardware()));
            });
        });
        return new Table(
                List.of(
                        new Column("B against A", Content.WORDS),
                        new Column("change", Content.FIGURES),
                        new Column("95% CI", Content.FIGURES)),
                rows);
    }

    private static List<String> row(String what, EffectInterval interval) {
        return List.of(what, percent(interval.value()), percent(interval.lower()) + " to " + percent(interval.upper()));
    }

    /** Returns the log of a ratio as a change in percent. */
    private static String percent(double log) {
        String text = String.format(Locale.ROOT, "%+.1f%%", PERCENT * Math.expm1(log));
        return text.replace('-', '−');
    }

    /** Returns the runs of both sides. */
    static Table runs(RunComparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        comparison.runsA().forEach(run -> rows.add(row("A", run)));
        comparison.runsB().forEach(run -> rows.add(row("B", run)));
        return new Table(
                List.of(
                        new Column("side", Content.WORDS),
                        new Column("run", Content.WORDS),
                        new Column("usable", Content.FIGURES),
                        new Column("steps", Content.FIGURES),
                        new Column("clean steps", Content.FIGURES),
                        new Column("throttled", Content.FIGURES),
                        new Column("share of a step that goes with the clock", Content.WORDS)),
                rows);
    }

    private static List<String> row(String side, RunSummary run) {
        String slope = run.slope() instanceof ClockSlope.Known known
                ? Figures.number(known.value())
                : ((ClockSlope.Unknown) run.slope()).reason().words();
        return List.of(
                side,
                run.name(),
                Figures.length(run.usableMillis()),
                String.valueOf(run.steps()),
                String.valueOf(run.cleanSteps()),
                run.throttledShare().isPresent() ? share(run.throttledShare().getAsDouble()) : "",
                slope);
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.1f%%", PERCENT * share);
    }

    /** Returns the mean share of the time in which each device was throttled, the one that rose most first; no row where none was. */
    static Table devices(RunComparison comparison) {
        SortedMap<String, double[]> shares = new TreeMap<>();
        add(comparison.runsA(), 0, shares);
        add(comparison.runsB(), 1, shares);
        List<List<String>> rows = shares.entrySet().stream()
                .filter(entry -> entry.getValue()[0] + entry.getValue()[1] > 0)
                .sorted((one, other) -> Double.compare(rise(other.getValue()), rise(one.getValue())))
                .map(entry -> List.of(entry.getKey(), share(entry.getValue()[0]), share(entry.getValue()[1])))
                .collect(Collectors.toList());
        return new Table(
                List.of(
                        new Column("device", Content.WORDS),
                        new Column("throttled in A", Content.FIGURES),
                        new Column("throttled in B", Content.FIGURES)),
                rows);
    }

    private static void add(List<RunSummary> runs, int side, SortedMap<String, double[]> shares) {
        runs.forEach(run -> run.flaggedShares()
                .forEach((device, share) ->
                        shares.computeIfAbsent(device, name -> new double[2])[side] += share / runs.size()));
    }

    private static double rise(double[] shares) {
        return shares[1] - shares[0];
    }

    /** Returns what one must know besides, a sentence each. */
    static List<String> notes(RunComparison comparison, ComparisonConfig config) {
        List<String> notes = new ArrayList<>();
        comparison.qualifiers().forEach(qualifier -> notes.add(words(qualifier)));
        if (comparison.difference().isPresent()
                && Math.min(comparison.runsA().size(), comparison.runsB().size()) < ComparisonConfig.BETWEEN_RUNS) {
            notes.add(
                    "One or two runs a side do not show how much runs of the same code differ; the interval allows for "
                            + Figures.number(PERCENT * config.runToRunSd()) + "% a run.");
        }
        return notes;
    }

    private static String words(ComparisonQualifier qualifier) {
        return switch (qualifier) {
            case NO_HARDWARE_RECORD -> "A run has neither throttling flags nor clocks of its hardware.";
            case CLOCK_EFFECT_BOUNDED ->
                "The clocks differ but hardly vary within a run, so the part of the code lies between two bounds: that the"
                        + " clock changes nothing, and that a step follows it wholly.";
            case SLOPES_DIFFER ->
                "The runs disagree about how much a step follows the clock; the interval covers both.";
            case CLOCK_UNKNOWN -> "The clock of a run is not known; clean steps are compared as they are.";
            case NOT_MATCHED_BY_STEP -> "Steps could not be matched by their number; all of them are compared at once.";
            case PARTS_LEFT_OUT ->
                "Only the range of step numbers that both runs have is compared; a fifth or more of a run lies outside.";
            case HARDWARE_TOO -> "The hardware made it slower, too.";
            case HIDDEN_BY_HARDWARE -> "Better hardware conditions of B hide that its code is slower.";
            case CODE_PART_UNKNOWN -> "Which part is the code's is not known.";
        };
    }
}
