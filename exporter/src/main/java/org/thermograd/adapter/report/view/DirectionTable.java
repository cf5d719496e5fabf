package org.thermograd.adapter.report.view;

import static org.thermograd.adapter.report.view.Table.Column.figures;
import static org.thermograd.adapter.report.view.Table.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.TestedDirection;

/** The tests of an analysis as a table: one row a direction, and one for the time within the guard. */
public final class DirectionTable {
    private DirectionTable() {}

    /** Returns the table; without rows where nothing is covered. */
    public static Table of(Analysis analysis) {
        List<List<String>> rows = new ArrayList<>();
        analysis.forward().ifPresent(test -> rows.add(row(Sentences.FORWARD, test)));
        analysis.backward().ifPresent(test -> rows.add(row(Sentences.BACKWARD, test)));
        analysis.sync()
                .filter(test -> test.statistics().isPresent())
                .ifPresent(
                        test -> rows.add(row("within ±" + Figures.seconds(analysis.guardMillis()) + " s", test, "")));
        return new Table(
                List.of(
                        words(""),
                        figures("K of n"),
                        figures("exposure"),
                        figures("rate ratio [95 %]"),
                        figures("coupling"),
                        figures("p"),
                        figures("q")),
                rows);
    }

    private static List<String> row(String name, TestedDirection test) {
        String q = test.q().isPresent()
                ? Figures.number(test.q().getAsDouble())
                : test.estimable().isPresent() ? "saturated" : "";
        return row(name, test.coincidence(), q);
    }

    private static List<String> row(String name, Coincidence test, String q) {
        CoincidenceCounts counts = test.counts();
        String share = counts.coincidences() + " of " + counts.effects();
        String exposure = Figures.percent(counts.exposure());
        Optional<CoincidenceStatistics> statistics = test.statistics();
        if (statistics.isEmpty()) {
            return List.of(name, share, exposure, "not tested", "", "", "");
        }
        CoincidenceStatistics found = statistics.get();
        return List.of(
                name,
                share,
                exposure,
                Sentences.rateRatio(found.rateRatio()),
                found.couplingIndex().isPresent()
                        ? Figures.number(found.couplingIndex().getAsDouble())
                        : "",
                Figures.number(found.p()),
                q);
    }
}
