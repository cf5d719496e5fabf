package org.thermograd.adapter.report.view;

import static org.thermograd.adapter.report.view.Table.Column.figures;
import static org.thermograd.adapter.report.view.Table.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeCost.LostTime;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.cost.StepHistogram;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Slowdown;

/** What throttling and collapses cost as a table: one row a run, device and reason. */
public final class CostTable {
    private static final double MILLIS = 1000;

    private CostTable() {}

    public static Table of(Costs costs) {
        List<List<String>> rows = new ArrayList<>();
        for (RunCost run : costs.runs()) {
            run.episodes().forEach(cost -> rows.add(row(run, cost)));
        }
        for (AggregatedCost run : costs.aggregated()) {
            run.others().forEach((state, inside) -> rows.add(row(run, state, inside)));
        }
        return new Table(
                List.of(
                        words("run"),
                        words("device"),
                        words("reason"),
                        figures("episodes compared"),
                        figures("steps inside"),
                        figures("steps far from any"),
                        figures("median inside"),
                        figures("median outside"),
                        figures("slowdown [95% CI]"),
                        figures("lost [95% CI]"),
                        figures("J/step inside"),
                        figures("J/step outside")),
                rows);
    }

    private static List<String> row(RunCost run, EpisodeCost cost) {
        return List.of(
                run.run(),
                cost.kind().device(),
                CollapseReason.inWords(cost.kind().reason()),
                cost.slowdown().map(Slowdown::clusters).orElse(0) + " of " + cost.episodes(),
                count(cost, EpisodeCost.Sides::inside),
                count(cost, EpisodeCost.Sides::outside),
                seconds(of(cost, EpisodeCost.Sides::inside, EpisodeCost.Steps::medianSeconds)),
                seconds(of(cost, EpisodeCost.Sides::outside, EpisodeCost.Steps::medianSeconds)),
                slowdown(cost),
                cost.lost().map(CostTable::lost).orElse(""),
                number(of(cost, EpisodeCost.Sides::inside, EpisodeCost.Steps::meanJoules)),
                number(of(cost, EpisodeCost.Sides::outside, EpisodeCost.Steps::meanJoules)));
    }

    private static String count(EpisodeCost cost, Function<EpisodeCost.Sides, EpisodeCost.Steps> side) {
        return cost.sides()
                .map(side)
                .map(EpisodeCost.Steps::count)
                .map(String::valueOf)
                .orElse("");
    }

    private static OptionalDouble of(
            EpisodeCost cost,
            Function<EpisodeCost.Sides, EpisodeCost.Steps> side,
            Function<EpisodeCost.Steps, OptionalDouble> figure) {
        return cost.sides().map(side).map(figure).orElse(OptionalDouble.empty());
    }

    private static List<String> row(AggregatedCost run, String state, StepHistogram inside) {
        OptionalDouble slowdown = run.slowdown(inside);
        boolean known = slowdown.isPresent();
        return List.of(
                run.run(),
                EpisodeKind.ALL,
                state,
                "",
                String.valueOf(inside.count()),
                String.valueOf(run.clear().count()),
                known ? seconds(inside.medianSeconds()) : "",
                known ? seconds(run.clear().medianSeconds()) : "",
                known ? Figures.number(slowdown.getAsDouble()) : "too few steps",
                "",
                "",
                "");
    }

    private static String slowdown(EpisodeCost cost) {
        if (cost.slowdown().isEmpty()) {
            return cost.method() == EpisodeCost.Method.DOSE ? "no outside" : "nothing to compare";
        }
        String ratio = Figures.number(cost.slowdown().get().ratio());
        return cost.interval()
                .map(interval ->
                        ratio + " [" + Figures.number(interval.lower()) + ", " + Figures.number(interval.upper()) + "]"
                                + (interval.late().isPresent() ? ", flag late" : ""))
                .orElse(ratio + ", too few episodes");
    }

    private static String lost(LostTime lost) {
        return length(lost.seconds()) + " [" + length(lost.lower()) + ", " + length(lost.upper()) + "]";
    }

    private static String seconds(OptionalDouble seconds) {
        return seconds.isPresent() ? Figures.number(seconds.getAsDouble()) + " s" : "";
    }

    private static String length(double seconds) {
        return Figures.length(Math.round(MILLIS * seconds));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Figures.number(value.getAsDouble()) : "";
    }
}
