package org.thermograd.adapter.report;

import static org.thermograd.adapter.report.Table.Column.figures;
import static org.thermograd.adapter.report.Table.Column.words;

import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.detail.Placebo;

/** The spikes of each run against the collapses of each run as a table: collapses after a spike, beyond what chance gives. */
final class PlaceboTable {
    /** What stands above the table. */
    static final String TITLE = "Runs swapped: collapses of the column after spikes of the row, above or below chance";

    private PlaceboTable() {}

    /** Returns the table. */
    static Table of(Placebo placebo) {
        List<Table.Column> columns = new ArrayList<>(List.of(words("spikes of")));
        placebo.runs().forEach(run -> columns.add(figures(run)));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < placebo.runs().size(); i++) {
            List<String> cells = new ArrayList<>(List.of(placebo.runs().get(i)));
            placebo.pairs().get(i).forEach(pair -> cells.add(Figures.number(pair.excess())));
            rows.add(cells);
        }
        return new Table(columns, rows);
    }

    /** Returns what the table comes to, in a sentence. */
    static String sentence(Placebo placebo) {
        if (placebo.sameSpikes()) {
            return "Runs swapped: the spikes of all runs come at the same times after their start, so swapping the runs"
                    + " tells nothing";
        }
        return "Runs swapped: excess of collapses after spikes " + Figures.number(placebo.ownExcess())
                + " with each run's own; "
                + (placebo.isTelling()
                        ? "p = " + Figures.number(placebo.p()) + " of all " + placebo.pairings() + " pairings"
                        : "as large in " + placebo.asLarge() + " of " + placebo.pairings()
                                + " pairings, too few for a p-value (5 runs at least)");
    }
}
