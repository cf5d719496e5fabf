package org.thermograd.adapter.report.view;

import static org.thermograd.adapter.report.view.Table.Column.figures;
import static org.thermograd.adapter.report.view.Table.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeCost.Estimate;
import org.thermograd.domain.analysis.cost.EpisodeKind;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.cost.StepHistogram;
import org.thermograd.domain.analysis.report.Costs;

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
                        figures("episodes"),
                        figures("steps inside"),
                        figures("steps far from any"),
                        figures("median inside"),
                        figures("median outside"),
                        figures("ratio [95 %]"),
                        figures("p"),
                        figures("lost"),
                        figures("J/step inside"),
                        figures("J/step outside")),
                rows);
    }

    private static List<String> row(RunCost run, EpisodeCost cost) {
        Optional<Estimate> estimate = cost.estimate();
        return List.of(
                run.run(),
                cost.kind().device(),
                cost.kind().reason(),
                String.valueOf(cost.episodes()),
                String.valueOf(cost.insideSteps()),
                String.valueOf(cost.outsideSteps()),
                estimate.map(found -> seconds(found.insideSeconds())).orElse(""),
                estimate.map(found -> seconds(found.outsideSeconds())).orElse(""),
                estimate.map(CostTable::ratio).orElse("too few steps"),
                estimate.map(found -> Figures.number(found.p())).orElse(""),
                estimate.map(found -> length(found.lostSeconds())).orElse(""),
                estimate.map(found -> number(found.insideJoules())).orElse(""),
                estimate.map(found -> number(found.outsideJoules())).orElse(""));
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
                known ? seconds(inside.medianSeconds().orElseThrow()) : "",
                known ? seconds(run.clear().medianSeconds().orElseThrow()) : "",
                known ? Figures.number(slowdown.getAsDouble()) : "too few steps",
                "",
                run.lostSeconds(inside).isPresent()
                        ? length(run.lostSeconds(inside).getAsDouble())
                        : "",
                "",
                "");
    }

    private static String ratio(Estimate estimate) {
        String interval = estimate.lower().isPresent() && estimate.upper().isPresent()
                ? " [" + Figures.number(estimate.lower().getAsDouble()) + ", "
                        + Figures.number(estimate.upper().getAsDouble()) + "]"
                : "";
        return Figures.number(estimate.slowdown()) + interval + (estimate.hasTrend() ? ", trend" : "");
    }

    private static String seconds(double seconds) {
        return Figures.number(seconds) + " s";
    }

    private static String length(double seconds) {
        return Figures.length(Math.round(MILLIS * seconds));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Figures.number(value.getAsDouble()) : "";
    }
}
